import type * as vscode from 'vscode';
import { publicKeyOf } from '../../server/src/public-key-of';
import { registerCheckLive } from './commands/check-live';
import { registerCheckPackage } from './commands/check-package';
import { registerComputeHost } from './commands/compute-host';
import { insertNewKey, keysRefusal, registerGenerateBackup } from './commands/generate-backup';
import { registerShowReport } from './commands/show-report';
import { liveChain } from './dial';
import { registerEverywhere } from './everywhere';
import { startClient } from './language-client';
import { rememberObservations } from './observations';

/** Starts the language server and offers the commands; nothing is dialled before a person asks for it. */
export function activate(context: vscode.ExtensionContext): void {
  const client = startClient(context);
  const observations = rememberObservations(client);
  const newKey = { refusal: keysRefusal, insert: insertNewKey };
  context.subscriptions.push(
    ...registerEverywhere(client, observations, { publicKeyOf, liveChain, newKey }),
    registerCheckLive(client, observations),
    registerShowReport(client, observations),
    registerComputeHost(client),
    registerGenerateBackup(client),
    registerCheckPackage(client),
  );
}
