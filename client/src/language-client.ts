import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import type { InitializationOptions } from '../../server/src/lsp/protocol';

/** The languages whose documents the server reads. */
export const SELECTOR = [
  { language: 'json' },
  { language: 'jsonc' },
  { language: 'yaml' },
  { language: 'xml' },
];

/** Starts the language server in a process of its own. */
export function startClient(context: vscode.ExtensionContext): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const initializationOptions: InitializationOptions = {
    editorReportsJsonSyntax: true,
    editorHasSchemas: true,
    asks: true,
    asksHosts: true,
    settings: {
      managedDomains: vscode.workspace.getConfiguration('pinwarden').get<string[]>('managedDomains', []),
    },
  };
  const client = new LanguageClient(
    'pinwarden',
    'Pinwarden',
    { module, transport: TransportKind.ipc },
    { documentSelector: SELECTOR, initializationOptions, synchronize: { configurationSection: 'pinwarden' } },
  );
  void client.start();
  return client;
}
