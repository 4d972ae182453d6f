import * as vscode from 'vscode';
import type { KeyType } from '../../server/src/keys/backup-key';

const { l10n } = vscode;

/** What makes keys, loaded with the first one that is wanted. */
export type Keys = typeof import('../../server/src/keys/backup-keys');

/** What the person wants made, and where. */
export interface KeyWishes {
  readonly names: readonly string[];
  readonly type: KeyType;
  readonly password?: string;
  /** A folder on the machine that the extension runs on. */
  readonly folder: string;
}

/** Asks for names, kind, password and folder of a new key; nothing when the person gives up at any of them. */
export async function askKeyWishes(keys: Keys, offered: string | undefined): Promise<KeyWishes | undefined> {
  const names = await askNames(keys, offered);
  const type = names && (await askType(keys));
  const password = type && (await askPassword());
  if (!names || !type || password === undefined) return undefined;
  const folder = await askFolder(keys);
  return folder === undefined ? undefined : { names, type, folder, ...(password ? { password } : {}) };
}

async function askNames(keys: Keys, offered = ''): Promise<readonly string[] | undefined> {
  const read = (value: string) => keys.readNames(value.split(/[\s,;]+/).filter(Boolean));
  const value = await vscode.window.showInputBox({
    title: l10n.t('Host names for the certificate request'),
    prompt: l10n.t('Separate several with commas. Leave it empty for a key without a request.'),
    placeHolder: 'api.example.org, www.example.org',
    ignoreFocusOut: true,
    value: offered,
    validateInput: (text) => {
      const reading = read(text);
      return reading.ok ? undefined : reading.message;
    },
  });
  const reading = value === undefined ? undefined : read(value);
  return reading?.ok ? reading.names : undefined;
}

async function askType({ KEY_NAMES, KEY_TYPES }: Keys): Promise<KeyType | undefined> {
  const details: Readonly<Record<KeyType, string>> = {
    'ec-p256': l10n.t('Recommended: strong, small, and made at once'),
    'rsa-2048': l10n.t('Where the server or its portal takes RSA keys only'),
    'rsa-3072': l10n.t('RSA with a longer life ahead'),
    'rsa-4096': l10n.t('RSA at its largest; slower with every connection, and takes seconds to make'),
  };
  const items = KEY_TYPES.map((type) => ({ label: KEY_NAMES[type], detail: details[type], type }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('Kind of key'),
    placeHolder: l10n.t('Take what the server that gets it later can use'),
    ignoreFocusOut: true,
  });
  return chosen?.type;
}

/** Asks twice; an empty answer means no password. */
async function askPassword(): Promise<string | undefined> {
  const password = await vscode.window.showInputBox({
    title: l10n.t('Password for the key file'),
    prompt: l10n.t('Leave it empty to save the key unencrypted: whoever can read the file then has the key.'),
    password: true,
    ignoreFocusOut: true,
  });
  if (!password) return password;
  return vscode.window.showInputBox({
    title: l10n.t('The password again'),
    prompt: l10n.t('It is kept nowhere: without it the key is lost.'),
    password: true,
    ignoreFocusOut: true,
    validateInput: (again) => (again === password ? undefined : l10n.t('Not the same password')),
  });
}

/** Asks for a folder, outside of the workspace to begin with, and once more where the chosen one is shared. */
async function askFolder(keys: Keys): Promise<string | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: l10n.t('Folder for the backup key'),
    openLabel: l10n.t('Save Key Here'),
    canSelectFiles: false,
    canSelectFolders: true,
    defaultUri: vscode.Uri.file(keys.homedir()),
  });
  const folder = chosen?.[0]?.fsPath;
  if (folder === undefined) return undefined;
  const shared = await keys.sharedFolder(folder, workspaceFolders());
  if (shared === undefined) return folder;
  const another = l10n.t('Choose Another Folder');
  const anyway = l10n.t('Save Here Anyway');
  const detail = l10n.t(
    'It lies in {0}, a workspace folder or a git repository. A private key in a repository is a leaked key.',
    shared,
  );
  const heading = l10n.t('Others may get to see what is saved in {0}.', folder);
  const answer = await vscode.window.showWarningMessage(heading, { modal: true, detail }, another, anyway);
  if (answer === another) return askFolder(keys);
  return answer === anyway ? folder : undefined;
}

function workspaceFolders(): string[] {
  return (vscode.workspace.workspaceFolders ?? [])
    .filter(({ uri }) => uri.scheme === 'file')
    .map(({ uri }) => uri.fsPath);
}
