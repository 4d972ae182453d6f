import * as vscode from 'vscode';
import type { ReadMaterial } from '../../server/src/inspect/inspection';
import type { MaterialFile } from '../../server/src/pins/material';
import { publicKeyOf } from '../../server/src/public-key-of';

const { l10n } = vscode;

/** Reads a certificate package and asks for its password on need; tells the person why when nothing can be read. */
export async function readPackage(uri: vscode.Uri): Promise<ReadMaterial | undefined> {
  const { MAX_MATERIAL_FILE, readMaterial } = await import('../../server/src/pins/certificates');
  const name = vscode.workspace.asRelativePath(uri);
  const refuse = (reason: string) =>
    void vscode.window.showErrorMessage(l10n.t('{0} cannot be checked: {1}', name, reason));
  const bytes = await readBounded(uri, MAX_MATERIAL_FILE);
  if (typeof bytes === 'string') return refuse(bytes);
  let password: string | undefined;
  for (;;) {
    const read = await readMaterial(bytes, { ...(password === undefined ? {} : { password }), publicKeyOf });
    if (!wantsPassword(read, password)) return read.ok ? read : refuse(read.message);
    password = await askPassword(name, password !== undefined);
    if (password === undefined) return undefined;
  }
}

/** Whether a password may bring more to light; a key that stays closed is asked for once. */
function wantsPassword(read: MaterialFile, tried: string | undefined): boolean {
  if (!read.ok) return read.code === 'password-needed' || read.code === 'wrong-password';
  return (
    tried === undefined && read.unread.length > 0 && !read.items.some(({ role }) => role === 'private-key')
  );
}

/** The bytes of a file, or why there are none. */
async function readBounded(uri: vscode.Uri, most: number): Promise<Uint8Array | string> {
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > most)
      return l10n.t('larger than {0} MB', most / 1_000_000);
    return await vscode.workspace.fs.readFile(uri);
  } catch {
    return l10n.t('the file cannot be read');
  }
}

function askPassword(name: string, again: boolean): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: again ? l10n.t('Not the password of {0}', name) : l10n.t('Password of {0}', name),
    prompt: l10n.t('It is used to read the file and not kept.'),
    password: true,
    ignoreFocusOut: true,
  });
}
