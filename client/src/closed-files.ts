import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import {
  LIVE_FINDINGS,
  type LiveFindingsParams,
  type LiveFindingsResult,
} from '../../server/src/lsp/protocol';
import { textOf } from './pinned-hosts';

/** Shows what was found live in files that are not open; the server speaks for those that are. */
export interface ClosedFiles extends vscode.Disposable {
  /** Judges these files by what was observed, and takes back what was shown of them before. */
  readonly show: (uris: readonly vscode.Uri[]) => Promise<void>;
}

/** Makes what shows findings of closed files: until a file is opened or changes, since it was its text that was judged. */
export function showClosedFiles(client: BaseLanguageClient): ClosedFiles {
  const shown = vscode.languages.createDiagnosticCollection('pinwarden-live');
  const watcher = vscode.workspace.createFileSystemWatcher('**/*.{json,jsonc,yaml,yml,xml,plist}', true);
  const forget = (uri: vscode.Uri) => shown.delete(uri);
  const listeners = [
    vscode.workspace.onDidOpenTextDocument(({ uri }) => forget(uri)),
    watcher.onDidChange(forget),
    watcher.onDidDelete(forget),
  ];
  return {
    async show(uris) {
      const open = new Set(vscode.workspace.textDocuments.map(({ uri }) => uri.toString()));
      const closed = new Map(uris.map((uri) => [uri.toString(), uri]));
      for (const [key, uri] of closed) {
        const text = open.has(key) ? undefined : await textOf(uri).catch(() => undefined);
        if (text === undefined) forget(uri);
        else shown.set(uri, await findings(client, uri, text));
      }
    },
    dispose: () => void vscode.Disposable.from(shown, watcher, ...listeners).dispose(),
  };
}

async function findings(
  client: BaseLanguageClient,
  uri: vscode.Uri,
  text: string,
): Promise<vscode.Diagnostic[]> {
  const params: LiveFindingsParams = { uri: client.code2ProtocolConverter.asUri(uri), text };
  const { diagnostics } = await client.sendRequest<LiveFindingsResult>(LIVE_FINDINGS, params);
  return client.protocol2CodeConverter.asDiagnostics([...diagnostics]);
}
