import * as vscode from 'vscode';
import type { AskArgument } from '../../../server/src/lsp/protocol';
import { readHost } from '../../../server/src/model/host';
import { rulePage } from '../../../server/src/rules/page';

const { l10n } = vscode;

/** Replace by your own domain…: asks for the name, with the guide one click away, and writes it. */
export function registerReplaceHost(): vscode.Disposable {
  return vscode.commands.registerCommand(
    'pinwarden.replaceHost',
    async ({ uri, start, end }: AskArgument) => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
      const { version } = document;
      const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
      const name = await askName(document.getText(range));
      if (!name || document.version !== version) return;
      const edit = new vscode.WorkspaceEdit();
      edit.replace(document.uri, range, name);
      await vscode.workspace.applyEdit(edit);
    },
  );
}

function askName(present: string): Promise<string | undefined> {
  const input = vscode.window.createInputBox();
  input.title = l10n.t('Your own domain instead of {0}', present);
  input.prompt = l10n.t('The host name that your app will use; its certificate must be yours to renew.');
  input.placeholder = 'mobile.example.com';
  input.buttons = [
    { iconPath: new vscode.ThemeIcon('question'), tooltip: l10n.t('How to get a domain of your own') },
  ];
  return new Promise((resolve) => {
    input.onDidTriggerButton(
      () => void vscode.env.openExternal(vscode.Uri.parse(rulePage('default-domain'))),
    );
    input.onDidAccept(() => {
      const name = input.value.trim();
      const { fault } = readHost(name, { start: 0, end: 0 }, undefined);
      input.validationMessage =
        fault || !name.includes('.') ? l10n.t('Write a full host name, without scheme or path') : undefined;
      if (input.validationMessage) return;
      resolve(name);
      input.dispose();
    });
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}
