import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Span } from '../../server/src/core/span';
import type { AskableHost } from '../../server/src/features/live-notes';
import { HOSTS, type HostsParams, type HostsResult } from '../../server/src/lsp/protocol';

const { l10n } = vscode;

/** A pinned host and the file in which it stands. */
export interface WorkspaceHost extends AskableHost {
  readonly uri: vscode.Uri;
}

/** The pinned hosts of a document, or of a part of it. */
export async function hostsOfDocument(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  within?: Span,
): Promise<readonly WorkspaceHost[]> {
  const text = document.getText();
  return ask(client, document.uri, within ? { text, within } : { text });
}

/** What may be one of our files, by its name. */
const FILES = '**/*.{json,jsonc,yaml,yml,xml,plist}';
const LEFT_OUT = '**/{node_modules,.git}/**';

/** More files than a project has, and larger ones than a configuration is. Files, and bytes. */
const MAX_FILES = 5000;
const MAX_SIZE = 2_000_000;

/** So many files are read and asked about at a time. */
const AT_A_TIME = 16;

/** The pinned hosts of every configuration in the workspace, with progress; nothing when the person gives up. */
export function hostsOfWorkspace(client: BaseLanguageClient): Thenable<readonly WorkspaceHost[] | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Looking for pinned hosts'),
      cancellable: true,
    },
    async (progress, token) => {
      const files = await vscode.workspace.findFiles(FILES, LEFT_OUT, MAX_FILES, token);
      const found: WorkspaceHost[][] = files.map(() => []);
      const queue = files.entries();
      const work = async () => {
        for (const [at, uri] of queue) {
          if (token.isCancellationRequested) return;
          found[at] = [...(await hostsOfFile(client, uri))];
          progress.report({ increment: 100 / files.length });
        }
      };
      await Promise.all(Array.from({ length: AT_A_TIME }, work));
      return token.isCancellationRequested ? undefined : found.flat();
    },
  );
}

/** A file that cannot be read has no hosts: whoever opens it sees why. */
async function hostsOfFile(client: BaseLanguageClient, uri: vscode.Uri): Promise<readonly WorkspaceHost[]> {
  try {
    const text = await textOf(uri);
    // What holds no pin need not travel.
    return text !== undefined && /hashes|pin/i.test(text) ? await ask(client, uri, { text }) : [];
  } catch {
    return [];
  }
}

/** The text of a file, as it stands in the editor where it is open; nothing for one that is too large. */
export async function textOf(uri: vscode.Uri): Promise<string | undefined> {
  return openText(uri) ?? (await readSmall(uri));
}

function openText(uri: vscode.Uri): string | undefined {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  return open?.getText();
}

async function readSmall(uri: vscode.Uri): Promise<string | undefined> {
  if ((await vscode.workspace.fs.stat(uri)).size > MAX_SIZE) return undefined;
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}

async function ask(
  client: BaseLanguageClient,
  uri: vscode.Uri,
  more: Omit<HostsParams, 'uri'>,
): Promise<readonly WorkspaceHost[]> {
  const params: HostsParams = { uri: client.code2ProtocolConverter.asUri(uri), ...more };
  const { hosts } = await client.sendRequest<HostsResult>(HOSTS, params);
  return hosts.map((host) => ({ ...host, uri }));
}
