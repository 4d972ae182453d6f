import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { itOutsideBrowsers, poll, runAnswering, workspaceUri } from './support';

/** Their pins as the documented `openssl` commands compute them. */
const certificates = [
  ['certificates/next.pem', 'sha256/+kxldhqgUYLS0n44rkTYf5L2xUkxtojq329gr/SXut8='],
  ['certificates/authority.der', 'sha256/IthwpazTXlcRY/HZouXHmMt/kETCqWHnnXfhgkOtA9E='],
] as const;

describe('Compute SPKI Hash of File…', () => {
  for (const [path, pin] of certificates) {
    it(`copies the pin of ${path}`, async () => {
      // The first row of each list: the certificate, then "Copy".
      await runAnswering('first', 'pinwarden.computeFileHash', workspaceUri(path));
      assert.equal(await poll(() => vscode.env.clipboard.readText()), pin);
    });
  }
});

const NO_CHAINS = 'no chain is verified there';

describe('Check Certificate Package…', () => {
  itOutsideBrowsers('shows a read-only page about certificates/next.pem', NO_CHAINS, async () => {
    const uri = workspaceUri('certificates/next.pem');
    // The first purpose, then no host more than those that are offered.
    await runAnswering('first', 'pinwarden.checkCertificatePackage', uri);
    const page = await poll(() =>
      vscode.workspace.textDocuments.find((document) => document.uri.scheme === 'pinwarden-report'),
    );
    assert.match(page.getText(), /^# Certificate package `certificates\/next\.pem`/);
    assert.ok(page.getText().includes('package-key-missing'));
    await poll(() =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .some(
          ({ input }) => input instanceof vscode.TabInputWebview && /markdown\.preview/.test(input.viewType),
        ),
    );
    await vscode.commands.executeCommand('workbench.action.closeActiveEditor');
  });
});
