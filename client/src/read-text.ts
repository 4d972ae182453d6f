import * as vscode from 'vscode';

const { l10n } = vscode;

/** A text, or why there is none, in a clause. */
export type Text = { readonly text: string } | { readonly reason: string };

/** The text of a file, as it stands in an editor where one holds it; of at most so many bytes, and UTF-8. */
export async function readText(uri: vscode.Uri, most: number): Promise<Text> {
  const open = vscode.workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return { text: open.getText() };
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > most) return { reason: l10n.t('too large') };
    const bytes = await vscode.workspace.fs.readFile(uri);
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch (error) {
    const text = error instanceof TypeError;
    return { reason: text ? l10n.t('not UTF-8 text') : l10n.t('the file cannot be read') };
  }
}
