import type * as vscode from 'vscode';
import { registerBackup } from './commands/add-backup';
import { registerCheckLive } from './commands/check-live';
import { registerCheckPackage } from './commands/check-package';
import { registerComputeFile } from './commands/compute-file';
import { registerComputeHost } from './commands/compute-host';
import { registerFixAll } from './commands/fix-all';
import { registerGenerateBackup } from './commands/generate-backup';
import { registerAffected } from './commands/is-my-app-affected';
import { registerNewPinningFile } from './commands/new-pinning-file';
import { registerReplaceHost } from './commands/replace-host';
import { registerShowReport } from './commands/show-report';
import { startClient } from './language-client';
import { rememberObservations } from './observations';
import { registerReports } from './report-document';
import { registerStatus } from './status';

/** Starts the language server and offers the commands; nothing is dialled before a person asks for it. */
export function activate(context: vscode.ExtensionContext): void {
  const client = startClient(context);
  const observations = rememberObservations(client);
  context.subscriptions.push(
    { dispose: () => void client.dispose() },
    observations,
    registerStatus(client),
    registerCheckLive(client, observations),
    registerShowReport(client, observations),
    registerComputeHost(client),
    registerComputeFile(client),
    registerBackup(client, observations),
    registerGenerateBackup(client),
    registerCheckPackage(client),
    registerNewPinningFile(),
    registerReplaceHost(),
    registerFixAll(),
    registerReports(),
    registerAffected(),
  );
}
