import {
  type ClientCapabilities,
  type Connection,
  DidChangeWatchedFilesNotification,
  type FileSystemWatcher,
  type InitializeParams,
  WatchKind,
} from 'vscode-languageserver';
import { CONFIG_NAME } from '../config/config-file';
import * as l10n from '../core/l10n';
import { plainProse } from '../core/prose';
import type { Around } from './documents';

/** Keeps the editor watching the files that documents are judged by, beside the documents themselves. */
export interface Watch {
  /** Asks for the watching; false where the editor cannot, so that nothing may be remembered. */
  readonly start: (capabilities: ClientCapabilities) => boolean;
  /** Has the declared resource folders of a configuration watched too, once, and tells people what is wrong with it. */
  readonly notice: (around: Around | undefined) => void;
}

/** The ending of a file that may hold certificates, as editors are asked to watch it, and in an address. */
const CERTIFICATES = '**/*.{pem,crt,cer,der,p7b,p7c}';
const CERTIFICATE = /\.(?:pem|crt|cer|der|p7b|p7c)$/i;

/** Says whether an address is that of a file that may hold certificates. */
export function mayHoldCertificates(uri: string): boolean {
  return CERTIFICATE.test(uri);
}

/** Names that come or go matter; what stands in the files does not. */
const NAMES = WatchKind.Create | WatchKind.Delete;

/** Makes the watch of one connection. */
export function watchFiles(connection: Connection): Watch {
  const watched = new Set<string>();
  const said = new Set<string>();
  let able = false;
  const register = (watchers: FileSystemWatcher[]) => {
    const fresh = watchers.filter(({ globPattern }) => !watched.has(String(globPattern)));
    for (const { globPattern } of fresh) watched.add(String(globPattern));
    if (able && fresh.length > 0) {
      const asked = connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: fresh });
      asked.catch(() => connection.console.warn(l10n.t('the editor does not watch configurations')));
    }
  };
  const say = (message: string) => {
    if (said.has(message)) return;
    said.add(message);
    connection.console.warn(plainProse(message));
  };
  return {
    start({ workspace }) {
      able = workspace?.didChangeWatchedFiles?.dynamicRegistration ?? false;
      register([
        { globPattern: `**/${CONFIG_NAME}` },
        { globPattern: '**/pinning/*.json', kind: NAMES },
        { globPattern: CERTIFICATES },
      ]);
      return able;
    },
    notice(around) {
      const config = around?.config;
      if (!config) return;
      if ('error' in config) return say(`${config.uri}: ${config.error}`);
      for (const { message } of config.problems.slice(0, 10)) say(`${config.uri}: ${message}`);
      const folders = (config.config.resources ?? []).filter((folder) => !/[*?{}[\]]/.test(folder));
      register(folders.map((folder) => ({ globPattern: `**/${folder}/**`, kind: NAMES })));
    },
  };
}

/** The folders of the workspace as URIs. */
export function workspaceFolders({ workspaceFolders: folders, rootUri }: InitializeParams): string[] {
  return folders?.map(({ uri }) => uri) ?? (rootUri ? [rootUri] : []);
}
