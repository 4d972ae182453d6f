import path from 'node:path';
import type { Workspace } from '../core/rule';
import { type ConfigFile, findConfig, loadConfig, type UnreadConfig } from './find-config';
import { listPinningFolder, listResources } from './listing';

/** What lies around a file: the configuration that holds for it, and the names that its folders show. */
export interface Surroundings {
  readonly config: ConfigFile | UnreadConfig | undefined;
  /** The file's path from the folder of the configuration, with forward slashes; nothing without one, or outside of it. */
  readonly path: string | undefined;
  readonly workspace: Workspace;
}

/** Where configurations are looked for. */
export interface Search {
  /** The folders that are worked in; a configuration above all of them does not count, unless in the same repository. */
  readonly folders: readonly string[];
  /** The one configuration that holds for every file; `none` for no configuration at all. */
  readonly only?: string;
  readonly none?: boolean;
}

/** Remembers what it has read until it is told to forget. */
export interface Explorer {
  /** Looks around a file; nothing is ever opened but a `.pinwarden.json`. */
  readonly around: (file: string) => Promise<Surroundings>;
  readonly forget: () => void;
}

/** Looks around files on the disk. */
export function explorer(search: Search): Explorer {
  let found = new Map<string, Promise<string | undefined>>();
  let loaded = new Map<string, Promise<ConfigFile | UnreadConfig>>();
  let listed = new Map<string, Promise<string[] | undefined>>();
  const configFor = async (folder: string) => {
    if (search.none) return undefined;
    const file = search.only ?? (await once(found, folder, () => findConfig(folder, search.folders)));
    return file === undefined ? undefined : once(loaded, file, () => loadConfig(file));
  };
  const resourcesFor = async (config: ConfigFile) => {
    const { resources } = config.config;
    const root = path.dirname(path.resolve(config.file));
    return resources && once(listed, config.file, () => listResources(root, resources));
  };
  return {
    async around(file) {
      const full = path.resolve(file);
      const config = await configFor(path.dirname(full));
      const sound = config && 'config' in config ? config : undefined;
      const workspace: Workspace = {
        resources: sound && (await resourcesFor(sound)),
        pinningFolder: await listPinningFolder(full),
        name: path.basename(full),
      };
      return { config, path: config && pathFrom(config.file, full), workspace };
    },
    forget() {
      found = new Map();
      loaded = new Map();
      listed = new Map();
    },
  };
}

/** A file's path from the folder of a configuration; nothing for one that lies elsewhere. */
export function pathFrom(config: string, file: string): string | undefined {
  const relative = path.relative(path.dirname(path.resolve(config)), path.resolve(file));
  const outside = path.isAbsolute(relative) || relative.split(path.sep)[0] === '..';
  return outside ? undefined : relative.split(path.sep).join('/');
}

function once<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  const before = known.get(key);
  if (before) return before;
  const fresh = find();
  known.set(key, fresh);
  return fresh;
}
