import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Seen, Unread } from '../../server/src/affected/evidence';
import { MAX_CONFIG } from '../../server/src/config/config-file';
import {
  EVIDENCE,
  type EvidenceParams,
  MANAGED_DOMAINS,
  type ManagedDomainsParams,
} from '../../server/src/lsp/protocol';
import { readText } from './read-text';

const { l10n } = vscode;

/** The files that may be ours, and folders that hold nobody's configuration. */
const OURS = '**/*.{json,jsonc,yaml,yml,xml,plist}';
const SKIPPED = '**/{node_modules,.git}/**';

/** More files than any app has; the rest is said not to have been read. */
const MAX_FILES = 5000;

/** More text than the configurations of any app hold together, in UTF-16 units; the rest is said not to have been read. */
const MAX_TOTAL = 50_000_000;

/** How many files are read at once. */
const AT_ONCE = 20;

/** What a folder of the workspace holds of an app. */
export interface AppFiles {
  readonly files: readonly Seen[];
  readonly unread: readonly Unread[];
  /** Where each path of a file leads. */
  readonly places: ReadonlyMap<string, vscode.Uri>;
}

/** Says how far the reading is, in percent more than before. */
export type Advance = (increment: number) => void;

/** Reads the configuration files of a folder through VS Code, unsaved text included; nothing when cancelled. */
export async function readAppFiles(
  client: BaseLanguageClient,
  folder: vscode.WorkspaceFolder,
  advance: Advance,
  token: vscode.CancellationToken,
): Promise<AppFiles | undefined> {
  const listed = await find(folder, OURS, MAX_FILES + 1, token);
  const managed = await managedDomains(client, folder, token);
  const reading: Reading = { client, managed, places: new Map(), unread: [], left: MAX_TOTAL };
  const files: Seen[] = [];
  const uris = listed.slice(0, MAX_FILES);
  for (let at = 0; at < uris.length; at += AT_ONCE) {
    if (token.isCancellationRequested) return undefined;
    const some = uris.slice(at, at + AT_ONCE);
    const read = await Promise.all(some.map((uri) => readOne(uri, reading)));
    files.push(...read.filter((file) => file !== undefined));
    advance((100 * some.length) / uris.length);
  }
  const { places, unread } = reading;
  if (listed.length > MAX_FILES)
    unread.push({ path: folder.name, reason: l10n.t('only its first {0} files were looked at', MAX_FILES) });
  return token.isCancellationRequested ? undefined : { files, unread, places };
}

interface Reading {
  readonly client: BaseLanguageClient;
  readonly managed: (uri: vscode.Uri) => readonly string[];
  readonly places: Map<string, vscode.Uri>;
  readonly unread: Unread[];
  left: number;
}

/** Reads one file, if it is ours; what is no text, and none of our names, is nobody's configuration. */
async function readOne(uri: vscode.Uri, reading: Reading): Promise<Seen | undefined> {
  const { kindByName, MAX_TEXT } = await import('../../server/src/is-affected');
  const path = vscode.workspace.asRelativePath(uri, false);
  const found = await readText(uri, MAX_TEXT);
  if ('reason' in found) {
    if (kindByName(path)) reading.unread.push({ path, reason: found.reason });
    return undefined;
  }
  const { client, managed } = reading;
  const params: EvidenceParams = {
    uri: client.code2ProtocolConverter.asUri(uri),
    path,
    text: found.text,
    managedDomains: managed(uri),
  };
  const seen = await client.sendRequest<Seen | null>(EVIDENCE, params);
  if (!seen) return undefined;
  reading.left -= found.text.length;
  if (reading.left < 0) {
    reading.unread.push({ path, reason: l10n.t('the files before it are too large together') });
    return undefined;
  }
  reading.places.set(path, uri);
  return seen;
}

/** The files of a folder that match, in the order of their names. */
async function find(
  folder: vscode.WorkspaceFolder,
  glob: string,
  most: number,
  token: vscode.CancellationToken,
): Promise<readonly vscode.Uri[]> {
  const pattern = new vscode.RelativePattern(folder, glob);
  const found = await vscode.workspace.findFiles(pattern, SKIPPED, most, token);
  return found.toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Which domains somebody else manages, by the person's settings and the nearest `.pinwarden.json` of the folder. */
async function managedDomains(
  client: BaseLanguageClient,
  folder: vscode.WorkspaceFolder,
  token: vscode.CancellationToken,
): Promise<(uri: vscode.Uri) => readonly string[]> {
  const configs = new Map<string, readonly string[]>();
  for (const uri of await find(folder, '**/.pinwarden.json', MAX_FILES, token)) {
    const found = await readText(uri, MAX_CONFIG);
    if (!('text' in found)) continue;
    const params: ManagedDomainsParams = { text: found.text };
    configs.set(parent(uri.path), await client.sendRequest<readonly string[]>(MANAGED_DOMAINS, params));
  }
  return (uri) => [...settings(uri), ...nearest(configs, uri)];
}

function settings(uri: vscode.Uri): readonly string[] {
  const value: unknown = vscode.workspace.getConfiguration('pinwarden', uri).get('managedDomains');
  return Array.isArray(value) ? value.filter((domain) => typeof domain === 'string') : [];
}

function nearest(configs: ReadonlyMap<string, readonly string[]>, uri: vscode.Uri): readonly string[] {
  for (let at = parent(uri.path); ; at = parent(at)) {
    const found = configs.get(at);
    if (found || at === '') return found ?? [];
  }
}

function parent(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
