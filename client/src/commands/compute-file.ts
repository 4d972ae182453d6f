import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Abilities } from '../abilities';
import { chooseFile, readFile } from '../certificate-file';
import { offerPins, placeAtCursor } from './use-pin';

const { l10n } = vscode;

/** Compute SPKI Hash of File…: of the file in the explorer, or of one that the person chooses. */
export function registerComputeFile(client: BaseLanguageClient, abilities: Abilities): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.computeFileHash', async (selected?: unknown) => {
    const uri = selected instanceof vscode.Uri ? selected : await chooseFile();
    const contents = uri && (await readFile(uri, abilities));
    if (!contents) return;
    const { items, unread } = contents;
    const title = l10n.t('Keys in {0}', vscode.workspace.asRelativePath(uri));
    const heading =
      unread.length > 0
        ? l10n.t('Left out: {0}', unread.join('; '))
        : l10n.t('From a file: nothing here says that a server uses them');
    await offerPins(client, title, heading, items, await placeAtCursor(client));
  });
}
