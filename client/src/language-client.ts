import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { clientOptions } from './client-options';

/** Starts the language server in a process of its own. */
export function startClient(context: vscode.ExtensionContext): LanguageClient {
  const module = vscode.Uri.joinPath(context.extensionUri, 'dist', 'server.js').fsPath;
  const server = { module, transport: TransportKind.ipc };
  const client = new LanguageClient('pinwarden', 'Pinwarden', server, clientOptions({ asksHosts: true }));
  void client.start();
  return client;
}
