import type { Dirent } from 'node:fs';
import path from 'node:path';
import type { Workspace } from '../core/rule';
import type { NamedCertificate } from '../pins/observe';
import { type CertificateFolder, certificateFinder } from './certificates';
import { type ConfigurationText, readConfigurations } from './configurations';
import {
  type ConfigFile,
  findConfig,
  type Landmarks,
  landmarksOf,
  loadConfig,
  type UnreadConfig,
} from './find-config';
import { isPinningFolder, listPinningFolder, listResources, pinningFiles } from './listing';

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
  /** The configurations in the folder of the `.pinwarden.json` that holds for a file; none without one. Never remembered. */
  readonly configurations: (file: string) => Promise<readonly ConfigurationText[]>;
  /** The certificates below the folders that are worked in, listed anew each time; those of unchanged files are remembered. */
  readonly certificates: () => Promise<readonly NamedCertificate[]>;
  /** Takes note of what somebody else saw in a folder, so that it is not read once more. */
  readonly saw: (folder: string, entries: readonly Dirent[]) => void;
  readonly forget: () => void;
}

/** Looks around files on the disk. */
export function explorer(search: Search): Explorer {
  let found = new Map<string, Promise<string | undefined>>();
  let loaded = new Map<string, Promise<ConfigFile | UnreadConfig>>();
  let listed = new Map<string, Promise<string[] | undefined>>();
  let landmarks = new Map<string, Promise<Landmarks>>();
  let pinning = new Map<string, readonly string[]>();
  const finder = certificateFinder();
  const look = (folder: string) => once(landmarks, folder, () => landmarksOf(folder));
  const configFor = async (folder: string) => {
    if (search.none) return undefined;
    const file = search.only ?? (await once(found, folder, () => findConfig(folder, search.folders, look)));
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
        pinningFolder: pinning.get(path.dirname(full)) ?? (await listPinningFolder(full)),
        name: path.basename(full),
      };
      return { config, path: config && pathFrom(config.file, full), workspace };
    },
    saw(folder, entries) {
      const full = path.resolve(folder);
      if (!entries.some(isLandmark)) landmarks.set(full, BARE);
      if (isPinningFolder(full)) pinning.set(full, pinningFiles(entries));
    },
    async configurations(file) {
      const config = await configFor(path.dirname(path.resolve(file)));
      return config && 'config' in config ? readConfigurations(path.dirname(path.resolve(config.file))) : [];
    },
    certificates: () => finder.find(certificateFolders(search.folders)),
    forget() {
      found = new Map();
      loaded = new Map();
      listed = new Map();
      landmarks = new Map();
      pinning = new Map();
    },
  };
}

const BARE: Promise<Landmarks> = Promise.resolve({ repository: false, config: undefined });

/** With several folders, a file's path begins with the name of its own, as editors show it. */
function certificateFolders(folders: readonly string[]): CertificateFolder[] {
  const prefix = (folder: string) => (folders.length > 1 ? `${path.basename(folder)}/` : '');
  return folders.map((folder) => ({ folder, shown: (relative) => prefix(folder) + relative }));
}

/** By any case, because some file systems know none; what it really is, a closer look tells. */
function isLandmark({ name }: Dirent): boolean {
  return /^\.(?:git|pinwarden\.json)$/i.test(name);
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
