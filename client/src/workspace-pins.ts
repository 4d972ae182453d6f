import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { PINNED_HOSTS, type PinnedHostsParams, type PinnedHostsResult } from '../../server/src/lsp/protocol';

/** More files than the configurations of any app, and longer texts than any of them. */
const MAX_FILES = 500;
const MAX_BYTES = 1_000_000;

/** The hosts that the configurations of the workspace pin, open ones as they stand on the disk. */
export async function workspacePins(client: LanguageClient): Promise<PinnedHostsResult> {
  const found = await vscode.workspace.findFiles(
    '**/*.{json,jsonc,yaml,yml,xml,plist}',
    '**/{node_modules,.git}/**',
    MAX_FILES,
  );
  const files: { path: string; text: string }[] = [];
  for (const uri of found) {
    const text = await readSmall(uri);
    // What holds no pin need not travel.
    if (text !== undefined && /hashes|pin/i.test(text))
      files.push({ path: vscode.workspace.asRelativePath(uri), text });
  }
  const params: PinnedHostsParams = { files };
  return client.sendRequest<PinnedHostsResult>(PINNED_HOSTS, params);
}

async function readSmall(uri: vscode.Uri): Promise<string | undefined> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > MAX_BYTES) return undefined;
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      await vscode.workspace.fs.readFile(uri),
    );
  } catch {
    return undefined;
  }
}
