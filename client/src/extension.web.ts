import type * as vscode from 'vscode';
import { registerEverywhere } from './everywhere';
import { startWebClient } from './language-client.web';
import { registerMissing } from './missing';
import { rememberObservations } from './observations';

/** Starts the language server in a worker and offers the commands that need neither a socket nor Node's cryptography. */
export function activate(context: vscode.ExtensionContext): void {
  const client = startWebClient(context);
  context.subscriptions.push(
    ...registerEverywhere(client, rememberObservations(client), {}),
    registerMissing(context.extension),
  );
}
