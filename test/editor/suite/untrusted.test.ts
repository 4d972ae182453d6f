import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import * as vscode from 'vscode';
import { openExample, openText, poll, waitForDiagnostics } from './support';

describe('an untrusted workspace', () => {
  it('is what this scenario runs in', () => {
    assert.equal(vscode.workspace.isTrusted, false);
  });

  it('has its files checked as everywhere', async () => {
    const { document } = await openExample('pinning.json');
    const found = await waitForDiagnostics(document.uri, (all) => all.length >= 3);
    assert.ok(found.length >= 3);
  });

  it('has commands that end with a word instead of dialling', async () => {
    let connections = 0;
    const server = createServer((socket) => {
      connections += 1;
      socket.destroy();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      assert.ok(typeof address === 'object' && address);
      const host = `127.0.0.1:${address.port}`;
      await openText('untrusted/pinning.json', `{"hosts":[{"host":"${host}","hashes":[]}]}`);
      let ended = false;
      const run = vscode.commands.executeCommand('pinwarden.computeHostHash').then(() => {
        ended = true;
      });
      // With an input box open it would go on; with a notification it ends when that is cleared.
      await poll(async () => {
        await vscode.commands.executeCommand('notifications.clearAll');
        return ended;
      });
      await run;
      assert.equal(connections, 0);
    } finally {
      server.close();
    }
  });
});
