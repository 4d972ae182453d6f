import * as vscode from 'vscode';
import type { Material, MaterialFile } from '../../server/src/pins/material';
import type { Abilities } from './abilities';

const { l10n } = vscode;

/** What a file gave: what pins can come from, and clauses about what was left out. */
export interface FileContents {
  readonly items: readonly Material[];
  readonly unread: readonly string[];
}

/** Endings of files that hold certificates and keys; the content decides, these only sort the dialog. */
const ENDINGS = 'pem crt cer der p7b p7c pfx p12 csr req key pub jwk zip'.split(' ');

/** Lets a person choose a file with a certificate or a key; nothing when they give up. */
export async function chooseFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: l10n.t('Certificate file'),
    openLabel: l10n.t('Read its pin'),
    filters: { [l10n.t('Certificates and keys')]: ENDINGS, [l10n.t('All files')]: ['*'] },
  });
  return chosen?.[0];
}

/** Reads what pins can come from; asks for a password where one is needed, and tells the person why there is nothing. */
export async function readFile(uri: vscode.Uri, abilities: Abilities): Promise<FileContents | undefined> {
  const name = vscode.workspace.asRelativePath(uri);
  const refuse = (reason: string) =>
    void vscode.window.showErrorMessage(l10n.t('No pin in {0}: {1}', name, reason));
  try {
    const { MAX_MATERIAL_FILE } = await import('../../server/src/pins/certificates');
    if ((await vscode.workspace.fs.stat(uri)).size > MAX_MATERIAL_FILE)
      return refuse(l10n.t('larger than 10 MB'));
    const bytes = await vscode.workspace.fs.readFile(uri);
    let read = await open(bytes, name, abilities);
    while (!read.ok && (read.code === 'password-needed' || read.code === 'wrong-password')) {
      const password = await askPassword(name, read.code === 'wrong-password');
      if (password === undefined) return undefined;
      read = await open(bytes, name, { ...abilities, password });
    }
    if (read.ok) return read;
    return read.code === 'cancelled' ? undefined : refuse(read.message);
  } catch {
    return refuse(l10n.t('the file cannot be read'));
  }
}

/** Reading that takes longer than this shows progress that can be cancelled, in milliseconds. */
const SLOW_MS = 500;

/** Reads the bytes; only a password can take long to try, and only that shows progress. */
async function open(
  bytes: Uint8Array,
  name: string,
  { password, publicKeyOf }: Abilities & { readonly password?: string },
): Promise<MaterialFile> {
  const { readMaterial } = await import('../../server/src/pins/certificates');
  let stopped = false;
  const cancelled = async () => {
    await pause(0);
    return stopped;
  };
  const reading = readMaterial(bytes, {
    ...(password === undefined ? {} : { password }),
    cancelled,
    ...(publicKeyOf ? { publicKeyOf } : {}),
  });
  const first = await Promise.race([reading, pause(SLOW_MS)]);
  if (first) return first;
  return vscode.window.withProgress(
    { location: vscode.ProgressLocation.Notification, title: l10n.t('Opening {0}', name), cancellable: true },
    (_progress, token) => {
      token.onCancellationRequested(() => {
        stopped = true;
      });
      return reading;
    },
  );
}

/** Lets everything else have its turn for so many milliseconds. */
function pause(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => {
    setTimeout(() => resolve(undefined), milliseconds);
  });
}

/** Asks for the password of a file; it is used once and kept nowhere. */
function askPassword(name: string, again: boolean): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Password of {0}', name),
    prompt: again
      ? l10n.t('That password does not open it. It is used once and kept nowhere.')
      : l10n.t('It is used once and kept nowhere.'),
    password: true,
    ignoreFocusOut: true,
  });
}
