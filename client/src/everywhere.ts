import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { speak } from '../../server/src/core/l10n';
import type { Abilities } from './abilities';
import { registerBackup } from './commands/add-backup';
import { registerComputeFile } from './commands/compute-file';
import { registerConvert } from './commands/convert';
import { registerFixAll } from './commands/fix-all';
import { registerAffected } from './commands/is-my-app-affected';
import { registerNewPinningFile } from './commands/new-pinning-file';
import { registerReplaceHost } from './commands/replace-host';
import { registerLookAround } from './look-around';
import type { Observations } from './observations';
import { registerReports } from './report-document';
import { registerStatus } from './status';

/** Registers what runs in every VS Code, in the browser too, and takes the client down with it. What it shares with the server speaks the editor's language, too. */
export function registerEverywhere(
  client: BaseLanguageClient,
  observations: Observations,
  abilities: Abilities,
): readonly vscode.Disposable[] {
  speak(vscode.l10n.bundle ?? {});
  return [
    { dispose: () => void client.dispose() },
    observations,
    registerLookAround(client),
    registerStatus(client),
    registerComputeFile(client, abilities),
    registerBackup(client, observations, abilities),
    registerNewPinningFile(),
    registerReplaceHost(),
    registerFixAll(client),
    registerConvert(client),
    registerReports(),
    registerAffected(client),
  ];
}
