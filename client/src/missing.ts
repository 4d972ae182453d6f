import * as vscode from 'vscode';

const { l10n } = vscode;

/**
 * Registers the commands that a browser cannot run. No menu offers them there; who reaches one all the same, by a key or
 * a link, is told why and where it runs.
 */
export function registerMissing(extension: vscode.Extension<unknown>): vscode.Disposable {
  const register = ([command, reason]: readonly [string, string]) =>
    vscode.commands.registerCommand(command, () => {
      void vscode.window.showWarningMessage(l10n.t('{0}: {1}', titleOf(extension, command), reason));
    });
  return vscode.Disposable.from(...reasons().map(register));
}

/** Each command with why it is missing, and where to find it. */
function reasons(): readonly (readonly [command: string, reason: string])[] {
  const socket = l10n.t('a browser lets no extension open a TLS connection. VS Code on the desktop does.');
  return [
    [
      'pinwarden.computeHostHash',
      l10n.t(
        'a browser lets no extension open a TLS connection. Use VS Code on the desktop, or "pinwarden pin HOST".',
      ),
    ],
    ['pinwarden.checkLive', socket],
    ['pinwarden.showPinReport', l10n.t('it tells what hosts answered, and {0}', socket)],
    [
      'pinwarden.generateBackupKey',
      l10n.t('a browser has no safe place for a key. Use VS Code on the desktop, or "pinwarden backup-key".'),
    ],
    [
      'pinwarden.checkCertificatePackage',
      l10n.t(
        'it verifies chains with cryptography that a browser lacks. Use VS Code on the desktop, or "pinwarden inspect FILE".',
      ),
    ],
  ];
}

/** The title that menus show elsewhere. */
function titleOf({ packageJSON }: vscode.Extension<unknown>, command: string): string {
  const commands: readonly { readonly command: string; readonly title: string }[] =
    packageJSON.contributes.commands;
  return commands.find((one) => one.command === command)?.title ?? command;
}
