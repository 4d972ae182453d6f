import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { activateExtension, inBrowser, openExample, waitForDiagnostics } from '../../editor/suite/support';

describe('in a browser', () => {
  it('the workspace is virtual, and no server is behind it', () => {
    assert.ok(inBrowser);
    assert.equal(vscode.workspace.workspaceFolders?.[0]?.uri.scheme, 'vscode-vfs');
    assert.equal(typeof (globalThis as { process?: unknown }).process, 'undefined');
  });

  it('it activates and finds a first fault, in times that are printed', async () => {
    const started = Date.now();
    await activateExtension();
    const active = Date.now();
    const { document } = await openExample('pinning.json');
    const found = await waitForDiagnostics(document.uri, undefined, { interval: 5 });
    console.log(`TIMES activated in ${active - started} ms, first finding ${Date.now() - active} ms later`);
    assert.ok(found.length > 0);
  });

  it('no lens offers to ask a host', async () => {
    const { document } = await openExample('pinning.json');
    await waitForDiagnostics(document.uri);
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      document.uri,
    );
    assert.deepEqual(lenses ?? [], []);
  });
});
