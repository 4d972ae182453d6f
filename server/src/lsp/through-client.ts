import type { Connection } from 'vscode-languageserver';
import { readConfig } from '../config/config';
import { CONFIG_NAME, MAX_CONFIG } from '../config/config-file';
import type { Around, Explorer } from './documents';
import { isObject } from './is-object';
import { AROUND, type AroundParams, RESOURCES, type ResourcesParams } from './protocol';
import { pathOf } from './uri-path';

/** A document waits so long for what lies around it, in milliseconds; a virtual file system may be far away. */
const PATIENCE_MS = 3000;

/**
 * Looks around documents that no disk shows, as those of a browser or of a virtual workspace, by asking the client.
 * What it answered is remembered until it is forgotten; what comes late is told as a change. Certificates and other
 * configurations are not sought there: each folder might be a request to somebody's server.
 */
export function throughClient(connection: Connection, changed: () => void): Explorer {
  let known = new Map<string, Promise<Around | undefined>>();
  const look = async (uri: string): Promise<Around | undefined> => {
    const params: AroundParams = { uri };
    const seen: unknown = await connection.sendRequest(AROUND, params);
    if (!isObject(seen)) return undefined;
    const config = configOf(seen['config'], uri);
    const workspace = {
      resources:
        config && 'config' in config ? await resources(config.uri, config.config.resources) : undefined,
      pinningFolder: namesOf(seen['pinningFolder']),
      name: nameOf(uri),
    };
    return { ...(config ? { config } : {}), path: config && pathFrom(config.uri, uri), workspace };
  };
  const resources = async (config: string, folders: readonly string[] | undefined) => {
    if (!folders) return undefined;
    const params: ResourcesParams = { config, folders };
    return namesOf(await connection.sendRequest(RESOURCES, params));
  };
  return {
    around(uri) {
      const before = known.get(uri);
      if (before) return before;
      // A client that is going away, or does not know how, leaves a document without its surroundings.
      const answer = look(uri).catch(() => undefined);
      const soon = beforeLong(answer, () => {
        if (known.get(uri) !== soon) return;
        known.set(uri, answer);
        changed();
      });
      known.set(uri, soon);
      return soon;
    },
    configurations: async () => [],
    certificates: async () => [],
    forget() {
      known = new Map();
    },
  };
}

/** An answer, or nothing where it takes too long; then `late` is called once it is there. */
function beforeLong<T>(answer: Promise<T | undefined>, late: () => void): Promise<T | undefined> {
  return new Promise((resolve) => {
    let waits = true;
    const timer = setTimeout(() => {
      waits = false;
      resolve(undefined);
    }, PATIENCE_MS);
    void answer.then((found) => {
      clearTimeout(timer);
      if (waits) resolve(found);
      else if (found) late();
    });
  });
}

/** Looks first as one does, and then, where that sees nothing, as the other. */
export function eitherOf(first: Explorer | undefined, second: Explorer): Explorer {
  if (!first) return second;
  return {
    ...first,
    around: async (uri) => (await first.around(uri)) ?? second.around(uri),
    forget() {
      first.forget();
      second.forget();
    },
  };
}

/** A configuration counts for the documents below its folder only, wherever the client found it. */
function configOf(value: unknown, document: string): Around['config'] {
  if (!isObject(value)) return undefined;
  const { uri, text, reason } = value;
  if (typeof uri !== 'string' || !uri.endsWith(`/${CONFIG_NAME}`)) return undefined;
  if (!document.startsWith(folderOf(uri))) return undefined;
  if (typeof text === 'string' && text.length <= MAX_CONFIG) return { uri, ...readConfig(text) };
  return typeof reason === 'string' ? { uri, error: reason } : undefined;
}

function namesOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : undefined;
}

function nameOf(uri: string): string {
  return pathOf(uri).split('/').at(-1) ?? '';
}

/** A document's path from the folder of a configuration above it. */
function pathFrom(config: string, uri: string): string {
  return pathOf(uri.slice(folderOf(config).length));
}

function folderOf(uri: string): string {
  return uri.slice(0, uri.lastIndexOf('/') + 1);
}
