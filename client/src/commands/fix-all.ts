import * as vscode from 'vscode';
import { type BaseLanguageClient, CodeActionRequest } from 'vscode-languageclient';

const { l10n } = vscode;

/** Fix All Safe Problems: of the active document, as one step that can be undone; says so when there is none. */
export function registerFixAll(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.fixAll', async () => {
    const document = vscode.window.activeTextEditor?.document;
    const edit = document && (await safeFixes(client, document));
    if (edit) await vscode.workspace.applyEdit(edit);
    else void vscode.window.showInformationMessage(l10n.t('Nothing in this file has a safe fix.'));
  });
}

/**
 * The server's own fix-all action. It is asked for directly, because VS Code drops what its code actions find, with an
 * error or without a word, whenever an extension that starts registers its own.
 */
async function safeFixes(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
): Promise<vscode.WorkspaceEdit | undefined> {
  const actions = await client.sendRequest(CodeActionRequest.type, {
    textDocument: { uri: client.code2ProtocolConverter.asUri(document.uri) },
    range: client.code2ProtocolConverter.asRange(new vscode.Range(0, 0, document.lineCount, 0)),
    context: { diagnostics: [], only: ['source.fixAll.pinwarden'] },
  });
  const [found] = actions?.flatMap((action) => ('edit' in action && action.edit) || []) ?? [];
  const edit = await client.protocol2CodeConverter.asWorkspaceEdit(found);
  return edit && edit.size > 0 ? edit : undefined;
}
