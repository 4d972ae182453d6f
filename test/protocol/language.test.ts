import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import type { CodeLens, Hover } from 'vscode-languageserver-protocol/node';
import type { Converted } from '../../server/src/convert';
import { pinning } from '../support/cli';
import { type Editor, rangeOf, startEditor, wholeOf } from '../support/editor';

const bundles = readdirSync('l10n').filter((name) => /^bundle\.l10n\..+\.json$/.test(name));

for (const name of bundles) {
  describe(`protocol: an editor with ${name}`, function () {
    this.timeout(15_000);
    const texts: Readonly<Record<string, string>> = JSON.parse(readFileSync(`l10n/${name}`, 'utf8'));
    const own = new Set(Object.entries(texts).flatMap(([english, text]) => (text === english ? [] : [text])));
    let editor: Editor;
    before(async () => {
      const initializationOptions = { asks: true, asksHosts: true, texts };
      editor = await startEditor({ initializationOptions });
    });
    after(async () => {
      assert.equal(await editor.stop(), 0);
      assert.equal(editor.stderr(), '');
    });
    const ask = <T>(method: string, params: object): Promise<T> =>
      editor.connection.sendRequest(method, params);

    it('has lenses, conversions, hovers and refusals in its language', async () => {
      const document = await editor.open(pinning('a.example.org'), 'file:///w/pinning.json');
      const { uri } = document;
      const textDocument = { uri };
      const lenses = await ask<CodeLens[]>('textDocument/codeLens', { textDocument });
      const rewrites = await document.actions(wholeOf(document), { only: ['refactor.rewrite'] });
      const titles = [...lenses.map(({ command }) => command?.title), ...rewrites.map(({ title }) => title)];
      assert.ok(titles.length > 3);
      for (const title of titles) assert.ok(own.has(title ?? ''), title);

      const { start } = rangeOf(document, 'sha256');
      const hover = await ask<Hover>('textDocument/hover', { textDocument, position: start });
      assert.ok(JSON.stringify(hover).includes('a.example.org'));
      assert.ok([...own].some((text) => JSON.stringify(hover).includes(text)));

      const refused = await ask<Converted>('pinwarden/convert', {});
      assert.ok(!refused.ok && own.has(refused.message));
    });
  });
}
