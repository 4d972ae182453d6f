import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { reason } from '../../../server/src/cli/reason';
import { localDate } from '../../../server/src/core/date';
import type { BackupKey } from '../../../server/src/keys/backup-key';
import { askKeyWishes, type Keys, type KeyWishes } from '../key-questions';
import { insertAt, type Place, placeAtCursor } from './use-pin';

const { l10n } = vscode;

/** Generate Backup Key and CSR…: makes a key that no server has, and offers its pin. */
export function registerGenerateBackup(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.generateBackupKey', async () => {
    const refusal = keysRefusal();
    if (refusal !== undefined) return void vscode.window.showWarningMessage(refusal);
    const place = await placeAtCursor(client);
    const made = await makeKey(place?.host);
    if (!made) return;
    const use = place && (() => insertMade(client, place.document, [place], made));
    await showMade(made, use && { host: place.host, use });
  });
}

/** Makes a key and inserts its pin at hosts of a document, then shows what was made. */
export async function insertNewKey(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  places: readonly Target[],
): Promise<void> {
  const made = await makeKey([...new Set(places.map(({ host }) => host))].join(', '));
  if (!made) return;
  await insertMade(client, document, places, made);
  void showMade(made);
}

type Target = Pick<Place, 'host' | 'offset' | 'keys'>;

/** Why no key can be made here, in a sentence; nothing where one can. */
export function keysRefusal(): string | undefined {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length > 0 && folders.every(({ uri }) => uri.scheme !== 'file'))
    return l10n.t(
      'No key is made in a virtual workspace, which lies on no disk. Open a folder, or use "pinwarden backup-key".',
    );
  return undefined;
}

/** A key with the paths that it was saved to. */
interface Made {
  readonly pin: string;
  readonly keyFile: string;
  readonly requestFile: string | undefined;
  /** True where neither a password nor the file's own mode keeps others from reading the key. */
  readonly open: boolean;
}

async function makeKey(host: string | undefined): Promise<Made | undefined> {
  const keys = await import('../../../server/src/keys/backup-keys');
  const wishes = await askKeyWishes(keys, host);
  const backup = wishes && (await generate(keys, wishes));
  if (!wishes || !backup) return undefined;
  const saved = await keys.saveBackupKey(wishes.folder, backup, keys.fileStem(wishes.names, localDate()));
  if (saved.ok) {
    const open = wishes.password === undefined && !saved.ownerOnly;
    return { ...saved, pin: backup.pin, open };
  }
  void vscode.window.showErrorMessage(l10n.t('{0}: {1}. No key was saved.', saved.path, reason(saved.error)));
  return undefined;
}

/** Makes the key in memory; after a cancel nothing of it is kept. */
async function generate(keys: Keys, { type, names, password }: KeyWishes): Promise<BackupKey | undefined> {
  const order = { type, names, ...(password === undefined ? {} : { password }) };
  const title = l10n.t('Making a key, {0}', keys.KEY_NAMES[type]);
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  try {
    return await vscode.window.withProgress(options, (_progress, token) => {
      const cancelled = new Promise<undefined>((resolve) => {
        token.onCancellationRequested(() => resolve(undefined));
      });
      return Promise.race([keys.makeBackupKey(order), cancelled]);
    });
  } catch (error) {
    // VS Code's own cryptography (BoringSSL) may lack what Node elsewhere has.
    void vscode.window.showErrorMessage(
      l10n.t('No key: {0}. On the command line "pinwarden backup-key" makes one.', reason(error)),
    );
    return undefined;
  }
}

function insertMade(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  places: readonly Target[],
  { pin }: Made,
): Promise<void> {
  return insertAt(client, document, places, { pins: [pin], name: l10n.t('the new key') });
}

/** Says where the key is and what it needs; what was not done yet stays on offer. */
async function showMade(
  made: Made,
  insert?: { readonly host: string; readonly use: () => Promise<void> },
): Promise<void> {
  const { pin, keyFile, requestFile, open } = made;
  const actions = new Map<string, () => Promise<unknown>>([
    ...(insert ? [[l10n.t('Insert at {0}', insert.host), insert.use] as const] : []),
    [l10n.t('Copy Pin'), async () => vscode.env.clipboard.writeText(pin)],
    [l10n.t('Show Files'), () => showFiles(made)],
  ]);
  const text = [
    l10n.t('Backup key made, {0}. Move {1} offline.', pin, keyFile),
    ...(requestFile ? [l10n.t('Its request for the certificate authority lies beside it.')] : []),
    ...(open ? [l10n.t('Until then the permissions of its folder decide who can read it.')] : []),
  ].join(' ');
  for (;;) {
    const chosen = await vscode.window.showInformationMessage(text, ...actions.keys());
    if (chosen === undefined) return;
    await actions.get(chosen)?.();
    actions.delete(chosen);
    if (actions.size === 0) return;
  }
}

/** In the system's file manager on a desktop; elsewhere there is none, and the request is opened. */
async function showFiles({ keyFile, requestFile }: Made): Promise<void> {
  if (vscode.env.uiKind === vscode.UIKind.Desktop && !vscode.env.remoteName) {
    await vscode.commands.executeCommand('revealFileInOS', vscode.Uri.file(keyFile));
  } else if (requestFile !== undefined) {
    await vscode.window.showTextDocument(vscode.Uri.file(requestFile), { preview: true });
  } else {
    void vscode.window.showInformationMessage(l10n.t('The key is {0} on the remote machine.', keyFile));
  }
}
