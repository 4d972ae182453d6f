import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll } from '../../editor/suite/support';

/** What needs a socket, a safe place for keys, or Node's cryptography. */
const MISSING = [
  'computeHostHash',
  'checkLive',
  'showPinReport',
  'generateBackupKey',
  'checkCertificatePackage',
];

describe('in a browser', () => {
  it('a command that cannot run ends with a word', async () => {
    const commands = await vscode.commands.getCommands();
    await vscode.commands.executeCommand('notifications.clearAll');
    for (const name of MISSING) {
      assert.ok(commands.includes(`pinwarden.${name}`), name);
      let ended = false;
      void vscode.commands.executeCommand(`pinwarden.${name}`).then(() => {
        ended = true;
      });
      await poll(() => ended);
    }
    // The driver reads there what they said.
    await vscode.commands.executeCommand('notifications.showList');
  });
});
