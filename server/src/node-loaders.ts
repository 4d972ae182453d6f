import type { Loaders } from './model/parts';

/** Node loads each part from a file of its own, on first use. */
export const nodeLoaders: Loaders = {
  suffixes: async () => (await import('./model/suffixes')).suffixes,
  parseXml: async () => (await import('./core/xml')).parseXml,
  parseYaml: async () => (await import('./core/yaml')).parseYaml,
};
