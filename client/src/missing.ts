import * as vscode from 'vscode';

const { l10n } = vscode;

/**
 * Registers the commands that a browser cannot run. No menu offers them there; who reaches one all the same, by a key or
 * a link, is told why and where it runs.
 */
export function registerMissing(extension: vscode.Extension<unknown>): vscode.Disposable {
  const register = ([command, reason]: readonly [string, string]) =>
    vscode.commands.registerCommand(command, () => {
      void vscode.window.showWarningMessage(`${titleOf(extension, command)}: ${reason}`);
    });
  return vscode.Disposable.from(...reasons().map(register));
}

/** Each command with why it is missing, and where it runs. */
function reasons(): readonly (readonly [command: string, reason: string])[] {
  const socket = (instead: string) =>
    l10n.t(
      'A browser lets no extension connect to a host. Use VS Code on the desktop, or "{0}".',
      `pinwarden ${instead}`,
    );
  return [
    ['pinwarden.computeHostHash', socket('pin HOST')],
    ['pinwarden.checkLive', socket('check --online')],
    ['pinwarden.showPinReport', socket('check --online --format html')],
    [
      'pinwarden.generateBackupKey',
      l10n.t(
        'No key is made in the browser, which has no safe place for one. Use VS Code on the desktop, or "pinwarden backup-key".',
      ),
    ],
    [
      'pinwarden.checkCertificatePackage',
      l10n.t(
        'No chain is verified in the browser, which lacks the cryptography. Use VS Code on the desktop, or "pinwarden inspect FILE".',
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
