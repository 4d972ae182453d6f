import assert from 'node:assert/strict';
import * as vscode from 'vscode';

describe('an untrusted workspace', () => {
  it('is what this scenario runs in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });
});
