import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { poll, workspaceUri } from './support';

/** Their pins as the documented `openssl` commands compute them. */
const certificates = [
  ['certificates/next.pem', 'sha256/+kxldhqgUYLS0n44rkTYf5L2xUkxtojq329gr/SXut8='],
  ['certificates/authority.der', 'sha256/IthwpazTXlcRY/HZouXHmMt/kETCqWHnnXfhgkOtA9E='],
] as const;

describe('Compute SPKI Hash of File…', () => {
  for (const [path, pin] of certificates) {
    it(`copies the pin of ${path}`, async () => {
      let ended = false;
      void vscode.commands.executeCommand('pinwarden.computeFileHash', workspaceUri(path)).then(() => {
        ended = true;
      });
      // The first row of each list: the certificate, then "Copy".
      await poll(async () => {
        await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
        return ended;
      });
      assert.equal(await poll(() => vscode.env.clipboard.readText()), pin);
    });
  }
});
