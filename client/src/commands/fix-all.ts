import * as vscode from 'vscode';

const { l10n } = vscode;

/** Fix All Safe Problems: of the active document, as one step that can be undone; says so when there is none. */
export function registerFixAll(): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.fixAll', async () => {
    const document = vscode.window.activeTextEditor?.document;
    const edit = document && (await safeFixes(document));
    if (edit) await vscode.workspace.applyEdit(edit);
    else void vscode.window.showInformationMessage(l10n.t('Nothing in this file has a safe fix.'));
  });
}

async function safeFixes(document: vscode.TextDocument): Promise<vscode.WorkspaceEdit | undefined> {
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    whole,
    'source.fixAll.pinwarden',
  );
  return actions.map(({ edit }) => edit).find((edit) => edit && edit.size > 0);
}
