import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { inBrowser, openText, poll, runAnswering } from './support';

const REPORT = vscode.Uri.from({ scheme: 'pinwarden-report', path: '/Is My App Affected.md' });

describe('Is My App Affected?', () => {
  it('shows a read-only page with the verdict and where it comes from', async () => {
    // Not saved: what stands in the editor counts.
    const { document } = await openText('affected/a (1) [x]/pinning.json', '{"hosts":[]}');
    const pins = '{"hosts":[{"host":"unsaved.outsystemsenterprise.com","hashes":[]}]}';
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(0, 0, 1, 0), pins);
    await vscode.workspace.applyEdit(edit);
    try {
      // The first row of each question.
      await runAnswering('first', 'pinwarden.isMyAppAffected');
      // The first page that VS Code previews takes its time.
      await poll(() => tabs().some(isPage), { timeout: 15_000 });
      const page = (await vscode.workspace.openTextDocument(REPORT)).getText();
      assert.match(page, /^# Affected: .*\n\n.*\(`default-domain`\)\n/);
      assert.ok(page.includes('](</examples/pinning.json#L4,16>)'), page);
      assert.match(page, /`unsaved\.outsystemsenterprise\.com`.*%20\(1\)%20%5Bx%5D\/pinning\.json#L1,20>\)/);
    } finally {
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      await vscode.workspace.fs.delete(vscode.Uri.joinPath(document.uri, '../..'), { recursive: true });
    }
  });

  it('ends without a page when nobody answers', async () => {
    await runAnswering('none', 'pinwarden.isMyAppAffected');
    assert.deepEqual(tabs(), []);
  });
});

/** A preview; or the text of the page, as some builds for browsers have no support for Markdown. */
function isPage({ input }: vscode.Tab): boolean {
  if (input instanceof vscode.TabInputWebview) return true;
  return inBrowser && input instanceof vscode.TabInputText && input.uri.scheme === REPORT.scheme;
}

function tabs(): readonly vscode.Tab[] {
  return vscode.window.tabGroups.all.flatMap((group) => group.tabs);
}
