import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { folder, pinning } from '../support/cli';
import { type Editor, PUSHED, startEditor, WATCHES } from '../support/editor';

const DEMO = pinning('demo.outsystems.app');
describe('protocol: configuration', function () {
  this.timeout(15_000);
  let editor: Editor | undefined;
  afterEach(async () => {
    if (!editor) return;
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
    editor = undefined;
  });
  const rules = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

  it('holds, and a change of it takes effect when the editor says so', async () => {
    const files = folder({ '.git/HEAD': '', 'app/pinning.json': DEMO });
    editor = await startEditor({ capabilities: WATCHES });
    const uri = pathToFileURL(path.join(files.path, 'app/pinning.json')).href;
    const document = await editor.open(DEMO, uri);
    assert.deepEqual(rules(await document.pull()), ['default-domain']);
    const changed = async () =>
      editor?.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: pathToFileURL(path.join(files.path, '.pinwarden.json')).href, type: 2 }],
      });
    files.write('.pinwarden.json', '{ "rules": { "default-domain": "off" } }');
    assert.deepEqual(rules(await document.pull()), ['default-domain']);
    await changed();
    assert.deepEqual(rules(await document.pull()), []);
    rmSync(path.join(files.path, '.pinwarden.json'));
    await changed();
    assert.deepEqual(rules(await document.pull()), ['default-domain']);
    assert.ok(editor.asked.includes('client/registerCapability'));
  });

  it('is read anew with each change where the editor does not watch', async () => {
    const files = folder({ '.git/HEAD': '', 'pinning.json': DEMO });
    editor = await startEditor({ capabilities: PUSHED });
    const document = await editor.open(DEMO, pathToFileURL(path.join(files.path, 'pinning.json')).href);
    assert.deepEqual(rules(await editor.pushed(document)), ['default-domain']);
    files.write('.pinwarden.json', '{ "rules": { "default-domain": "off" } }');
    await document.change({ text: `${DEMO}\n` });
    assert.deepEqual(rules(await editor.pushed(document)), []);
  });

  it('is judged itself when it is open', async () => {
    editor = await startEditor();
    const text = '{ "ignore": [{ "rule": "default-domain" }, { "rule": "pin-prefix", "reason": "x" }] }';
    const document = await editor.open(text, 'file:///w/.pinwarden.json', 'json');
    assert.deepEqual(rules(await document.pull()), ['invalid-ignore']);
  });
});
