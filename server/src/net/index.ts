export type { Doubt, Flaw, NameDoubt, Note, PlainDoubt } from './doubt';
export { fetchChains } from './fetch';
export { machineRoots } from './machine-roots';
export { fetchMany, type ManyOptions } from './many';
export { isSelfSigned, type OfflinePath, offlinePath } from './offline';
export type {
  DialOptions,
  FetchResult,
  HttpProxy,
  PathCertificate,
  ProxyChoice,
  Refusal,
  RefusalCode,
  ServedChain,
  Target,
} from './types';
