export { fetchChains } from './fetch';
export { fetchMany, type ManyOptions } from './many';
export type {
  DialOptions,
  FetchResult,
  PathCertificate,
  Refusal,
  RefusalCode,
  ServedChain,
  Target,
} from './types';
