import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  codeActions,
  diagnosticsOf,
  openExample,
  poll,
  runAnswering,
  waitForDiagnostics,
  waitForRules,
} from './support';

describe('Convert Pinning Configuration…', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('notifications.clearAll');
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  it('shows the example as a build action beside it, unsaved and with no new error', async () => {
    const { document: source, viewColumn } = await openExample('pinning.json');
    const before = source.getText();
    await waitForDiagnostics(source.uri);
    // The first kind of file that is offered.
    await runAnswering('first', 'pinwarden.convertConfiguration');
    const editor = await poll(() =>
      vscode.window.visibleTextEditors.find(({ document }) => document.isUntitled),
    );
    const { document } = editor;
    assert.equal(document.languageId, 'json');
    assert.ok(editor.viewColumn !== viewColumn);
    assert.deepEqual(Object.keys(JSON.parse(document.getText()).platforms).sort(), ['android', 'ios']);
    assert.ok(document.getText().includes('shop.example.org'));
    assert.equal(source.getText(), before);
    assert.ok(!source.isDirty);

    // The host is as wrong as before; everything else that was an error could not be taken along.
    await waitForRules(document.uri, (rules) => rules.includes('default-domain'));
    const errors = diagnosticsOf(document.uri).filter(
      ({ severity }) => severity === vscode.DiagnosticSeverity.Error,
    );
    assert.ok(
      errors.every(({ message }) => message.includes('outsystemsenterprise.com')),
      String(errors),
    );
  });

  it('is offered at a pinned host for each kind of file', async () => {
    const { document: source } = await openExample('pinning.json');
    const at = source.positionAt(source.getText().indexOf('shop.example.org'));
    const action = await poll(async () => {
      const offered = await codeActions(source.uri, new vscode.Range(at, at));
      return offered.find(({ title }) => title.includes('Android'));
    });
    assert.equal(action.kind?.value, 'refactor.rewrite');
    const { command, arguments: given = [] } = action.command ?? { command: '' };
    await vscode.commands.executeCommand(command, ...given);
    const { document } = await poll(() =>
      vscode.window.visibleTextEditors.find((editor) => editor.document.isUntitled),
    );
    assert.equal(document.languageId, 'xml');
    assert.match(document.getText(), /<domain includeSubdomains="true">shop\.example\.org<\/domain>/);
  });
});
