import * as vscode from 'vscode';

const { l10n } = vscode;

const COMMAND = 'pinwarden.newPinningFile';

/** New Pinning File: an unsaved one with a host, its pin and a backup to fill in, place after place. */
export function registerNewPinningFile(): vscode.Disposable {
  return vscode.commands.registerCommand(COMMAND, async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'json' });
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('editor.action.insertSnippet', {
      langId: 'json',
      name: 'Pinning file',
    });
  });
}

/** Says that there are no pins to work on, and offers a file for the first ones. */
export async function tellNoPins(): Promise<void> {
  const create = l10n.t('New Pinning File');
  const text = l10n.t('No pinned host was found here.');
  const answer = await vscode.window.showInformationMessage(text, create);
  if (answer === create) await vscode.commands.executeCommand(COMMAND);
}
