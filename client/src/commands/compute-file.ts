import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { chooseFile, readFile } from '../certificate-file';
import { offerPins, placeAtCursor } from './use-pin';

const { l10n } = vscode;

/** Compute SPKI Hash of File…: of the file in the explorer, or of one that the person chooses. */
export function registerComputeFile(client: LanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.computeFileHash', async (selected?: unknown) => {
    const uri = selected instanceof vscode.Uri ? selected : await chooseFile();
    const certificates = uri && (await readFile(uri));
    if (!certificates) return;
    const title = l10n.t('Certificates in {0}', vscode.workspace.asRelativePath(uri));
    const heading = l10n.t('From a file: nothing here says that a server uses them');
    await offerPins(client, title, heading, certificates, await placeAtCursor(client));
  });
}
