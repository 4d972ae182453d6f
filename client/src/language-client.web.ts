import * as vscode from 'vscode';
import { LanguageClient } from 'vscode-languageclient/browser';
import { clientOptions } from './client-options';

/** Starts the language server in a web worker of its own. */
export function startWebClient(context: vscode.ExtensionContext): LanguageClient {
  const scripts = vscode.Uri.joinPath(context.extensionUri, 'dist').toString(true);
  const worker = new Worker(`${scripts}/server.web.js`);
  const options = clientOptions({ asksHosts: false, scripts });
  const client = new LanguageClient('pinwarden', 'Pinwarden', worker, options);
  void client.start();
  return client;
}
