import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { CONFIG_NAME, MAX_CONFIG } from '../../server/src/config/config-file';
import {
  AROUND,
  type AroundParams,
  type AroundResult,
  RESOURCES,
  type ResourcesParams,
} from '../../server/src/lsp/protocol';
import { readText } from './read-text';

const { fs } = vscode.workspace;

/** More files than the resources of any app; folders that hold more are not judged. */
const MAX_FILES = 20_000;
const MAX_DEPTH = 20;

/** Folders that hold nobody's resources. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * Answers the server what lies around a document that it cannot see itself: in a browser, or in a workspace that is on
 * no disk. Nothing is opened but a `.pinwarden.json` of the workspace; links are not followed.
 */
export function registerLookAround(client: BaseLanguageClient): vscode.Disposable {
  const uriOf = (uri: string) => client.protocol2CodeConverter.asUri(uri);
  const addressOf = (uri: vscode.Uri) => client.code2ProtocolConverter.asUri(uri);
  return vscode.Disposable.from(
    client.onRequest(AROUND, async ({ uri }: AroundParams): Promise<AroundResult | null> => {
      const document = uriOf(uri);
      const root = outermostFolder(document);
      if (!root) return null;
      const folder = vscode.Uri.joinPath(document, '..');
      const config = await nearestConfig(folder, root);
      const pinningFolder = /\/pinning$/.test(folder.path) ? await jsonFiles(folder) : undefined;
      return {
        ...(config ? { config: { uri: addressOf(config), ...(await readText(config, MAX_CONFIG)) } } : {}),
        ...(pinningFolder ? { pinningFolder } : {}),
      };
    }),
    client.onRequest(RESOURCES, async ({ config, folders }: ResourcesParams): Promise<string[] | null> => {
      const listing: Listing = { files: new Set(), left: MAX_FILES };
      const root = vscode.Uri.joinPath(uriOf(config), '..');
      for (const folder of new Set(folders))
        await list(listing, vscode.Uri.joinPath(root, folder), folder, 0);
      return listing.left < 0 ? null : [...listing.files].sort();
    }),
  );
}

/** The outermost folder of the workspace that a document lies in. */
function outermostFolder(document: vscode.Uri): vscode.Uri | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  return folders
    .map(({ uri }) => uri)
    .filter((uri) => document.toString().startsWith(`${uri.toString().replace(/\/$/, '')}/`))
    .sort((a, b) => a.path.length - b.path.length)[0];
}

/** The configuration in a folder, or in the nearest one above it, up to the root. */
async function nearestConfig(folder: vscode.Uri, root: vscode.Uri): Promise<vscode.Uri | undefined> {
  const config = vscode.Uri.joinPath(folder, CONFIG_NAME);
  const found = await stat(config);
  if (found?.type === vscode.FileType.File) return config;
  return folder.path.length > root.path.length
    ? nearestConfig(vscode.Uri.joinPath(folder, '..'), root)
    : undefined;
}

async function jsonFiles(folder: vscode.Uri): Promise<string[]> {
  const files = (await entries(folder)).filter(
    ([name, type]) => type !== vscode.FileType.Directory && /\.json$/i.test(name),
  );
  return files.map(([name]) => name).sort();
}

interface Listing {
  readonly files: Set<string>;
  left: number;
}

async function list(listing: Listing, folder: vscode.Uri, shown: string, depth: number): Promise<void> {
  // A folder counts as well, whether it is there or not: each is a question to the file system.
  if (--listing.left < 0) return;
  for (const [name, type] of await entries(folder)) {
    if (--listing.left < 0) return;
    const inside = `${shown}/${name}`;
    if (type === vscode.FileType.File) listing.files.add(inside);
    else if (type === vscode.FileType.Directory && depth < MAX_DEPTH && !SKIPPED.has(name))
      await list(listing, vscode.Uri.joinPath(folder, name), inside, depth + 1);
  }
}

async function entries(folder: vscode.Uri): Promise<[string, vscode.FileType][]> {
  try {
    return await fs.readDirectory(folder);
  } catch {
    return [];
  }
}

async function stat(uri: vscode.Uri): Promise<vscode.FileStat | undefined> {
  try {
    return await fs.stat(uri);
  } catch {
    return undefined;
  }
}
