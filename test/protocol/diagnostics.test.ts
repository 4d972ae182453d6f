import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { CLEAN, checkJson, FAILS, type JsonFinding, pinning, somePin, WARNS } from '../support/cli';
import { type Editor, type EditorOptions, PULLS, PUSHED, startEditor, wholeOf } from '../support/editor';

const [P1, P2] = [somePin('1'), somePin('2')];

/** Texts with faults of many kinds, and what they are called. */
const TEXTS: Readonly<Record<string, string>> = {
  'pinning.json': pinning(['API.example.org', P1], ['api.example.org', P1, P1], 'a.outsystems.app'),
  'w/odd.json': `\ufeff{ "hosts": [\r\n /* \u{1f511} */ { "host": "https://A.example.org/x", "hashes": ["${P1}", "sha1/x"], },\r\n] }`,
  'w/my-extensibility.json':
    '{"preferences":{"global":[{"name":"BypassOSDomainsValidation","value":"true"}], "x": $resources.A}}',
  'w/announcement.json': '"preferences":{"global":[{"name":"bypassosdomainsvalidation","value":"true"}]}',
  'w/cut/pinning.json': FAILS.slice(0, 90),
  'w/nbsp/pinning.json': FAILS.replaceAll('  ', '\u00a0\u00a0'),
  'w/other.json': '{"a":}',
  'w/package.json': '{}',
};

describe('protocol: diagnostics', function () {
  this.timeout(15_000);
  let editor: Editor | undefined;
  const start = async (options?: EditorOptions) => {
    editor = await startEditor(options);
    return editor;
  };
  afterEach(async () => {
    if (!editor) return;
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
    editor = undefined;
  });

  it('are pulled by an editor that can, and not pushed as well', async () => {
    const { initialized, open, published } = await start();
    assert.deepEqual(initialized.capabilities.diagnosticProvider, {
      identifier: 'pinwarden',
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    const document = await open(FAILS);
    assert.deepEqual(rules(await document.pull()), ['missing-backup-pin']);
    await document.change({ text: CLEAN });
    assert.deepEqual(await document.pull(), []);
    assert.deepEqual(published, []);
  });

  it('are pushed to an editor that cannot pull, which is asked for nothing', async () => {
    const { initialized, open, pushed, asked } = await start({ capabilities: PUSHED });
    assert.equal(initialized.capabilities.diagnosticProvider, undefined);
    const document = await open(FAILS);
    assert.deepEqual(rules(await pushed(document)), ['missing-backup-pin']);
    await document.change({ text: CLEAN });
    assert.deepEqual(await pushed(document), []);
    assert.deepEqual(asked, []);
  });

  it('are pushed to an editor that announces nothing at all', async () => {
    const { open, pushed, published } = await start({ capabilities: {} });
    const document = await open(WARNS);
    assert.deepEqual(rules(await pushed(document)), ['non-canonical-host']);
    await document.close();
    const other = await open(CLEAN, 'file:///w/other/pinning.json');
    await pushed(other);
    assert.deepEqual(published.findLast(({ uri }) => uri === document.uri)?.diagnostics, []);
  });

  it('carry source, code, a link and the words of the fault', async () => {
    const { open } = await start();
    const [diagnostic] = await (await open(FAILS)).pull();
    assert.equal(diagnostic?.source, 'pinwarden');
    assert.equal(diagnostic?.code, 'missing-backup-pin');
    assert.equal(diagnostic?.severity, 1);
    assert.match(diagnostic?.codeDescription?.href ?? '', /^https:.*missing-backup-pin/);
    assert.match(textOf(diagnostic), /OS-MABS-RES-40003/);
  });

  it('point to the other place in the same document', async () => {
    const { open } = await start();
    const document = await open(pinning('a.example.org', 'A.example.org'));
    const duplicate = (await document.pull()).find(({ code }) => code === 'duplicate-host');
    const [related] = duplicate?.relatedInformation ?? [];
    assert.equal(related?.location.uri, document.uri);
    assert.equal(related?.location.range.start.line, 3);
  });

  it('underline the first line of what stands on several, and are mended from any of them', async () => {
    const { open } = await start({ initializationOptions: { asks: true } });
    for (const end of ['\n', '\r\n', '\r']) {
      const text = [
        '{ "hosts": [',
        ' { "host": "a.example.org", "hashes": [  ',
        `   "${P1}"`,
        ' ] } ] }',
      ].join(end);
      const document = await open(text, `file:///w/${end.length}${end.charCodeAt(0)}/pinning.json`);
      const [diagnostic] = await document.pull();
      const character = 38;
      const start = { line: 1, character };
      assert.deepEqual(diagnostic?.range, { start, end: { line: 1, character: character + 1 } });
      const last = { line: 3, character: 2 };
      const offered = await document.actions({ start: last, end: last }, { only: ['quickfix'] });
      assert.deepEqual(
        offered.map(({ command }) => command?.command),
        ['pinwarden.addBackupFingerprint'],
      );
    }
  });

  it('are plain text, in which no backtick stands for a quotation mark', async () => {
    const { open } = await start();
    const document = await open(TEXTS['w/odd.json'] ?? '', 'file:///w/odd.json');
    const found = await document.pull();
    const actions = await document.actions(wholeOf(document));
    assert.ok(found.length > 3 && actions.length > 1);
    for (const words of [...found.map(textOf), ...actions.map(({ title }) => title)])
      assert.doesNotMatch(words, /`/);
    assert.match(found.map(textOf).join(), /“.+”/);
  });

  it('are the findings of the command line, whoever asks', async () => {
    const pulling = await start();
    const pushing = await startEditor({ capabilities: PUSHED });
    for (const [name, text] of Object.entries(TEXTS)) {
      const { files } = await checkJson(['-'], { input: text });
      const pulled = await pulling.open(text, `file:///tmp/no-such-place/${name}`);
      const pushed = await pushing.open(text, `file:///tmp/no-such-place/${name}`);
      const shown = (await pulled.pull()).map(summary);
      assert.deepEqual((await pushing.pushed(pushed)).map(summary), shown, name);
      const byName = files[0]?.kind === null;
      if (!byName)
        assert.deepEqual(
          shown,
          files[0]?.findings.map((one) => summaryOfJson(one, text)),
          name,
        );
    }
    assert.equal(await pushing.stop(), 0);
  });

  describe('while somebody types', () => {
    const full = `{\r\n  "hosts": [\r\n    { "host": "\u{1f511}\u00e4.Example.org", "hashes": ["${P1}", "${P2}"], }\r\n  ] // end\r\n}\r\n`;

    it('hold at every character, as if the text had been opened so', async () => {
      const { open } = await start();
      const typed = await open('');
      let line = 0;
      let character = 0;
      for (const [at, text] of (full.match(/\r\n|[\s\S]/g) ?? []).entries()) {
        await typed.change({ range: { start: { line, character }, end: { line, character } }, text });
        if (text === '\r\n') [line, character] = [line + 1, 0];
        else character += 1;
        const diagnostics = await typed.pull();
        for (const { range } of diagnostics) assertInside(range, typed.text());
        if (at % 9 !== 0) continue;
        const fresh = await open(typed.text(), `file:///w/${at}/pinning.json`);
        assert.deepEqual(diagnostics.map(summary), (await fresh.pull()).map(summary), `after ${at}`);
        await fresh.close();
      }
      assert.equal(typed.text(), full);
      assert.deepEqual(rules(await typed.pull()), [
        'non-canonical-host',
        'not-strict-json',
        'not-strict-json',
      ]);
    });

    it('hold when it is all sent at once, and when it is taken back', async () => {
      const { open, pushed } = await start({ capabilities: PUSHED });
      const typed = await open('');
      for (let at = 0; at < full.length; at++) void typed.change({ text: full.slice(0, at + 1) });
      const forth = await pushed(typed);
      for (let at = full.length; at >= 0; at--) void typed.change({ text: full.slice(0, at) });
      await pushed(typed);
      void typed.change({ text: full });
      assert.deepEqual((await pushed(typed)).map(summary), forth.map(summary));
    });
  });

  describe('and the editor’s own JSON support', () => {
    const told = { editorReportsJsonSyntax: true };
    const cases: readonly (readonly [title: string, text: string, rule: boolean, language?: string])[] = [
      ['a plain syntax error is left to it', FAILS.replace(':', ''), false],
      ['a plain syntax error in another language is not', FAILS.replace(':', ''), true, 'plaintext'],
      ['a text that stops too early is named', FAILS.trimEnd().slice(0, -1), true],
      ['no-break spaces are named', FAILS.replaceAll('  ', '\u00a0\u00a0'), true],
    ];
    for (const [title, text, expected, language] of cases) {
      it(title, async () => {
        const { open } = await start({ initializationOptions: told });
        const found = rules(await (await open(text, undefined, language)).pull());
        assert.equal(found.includes('syntax-error'), expected, found.join());
        const plain = await startEditor();
        assert.ok(rules(await (await plain.open(text)).pull()).includes('syntax-error'));
        await plain.stop();
      });
    }
  });

  describe('and settings', () => {
    const text = pinning('api.corp.example.com');
    const own = { managedDomains: ['Corp.example.com'] };

    it('come with the start', async () => {
      const { open } = await start({ initializationOptions: { settings: own } });
      assert.deepEqual(rules(await (await open(text)).pull()), ['default-domain']);
    });

    it('come later, to an editor that pulls', async () => {
      const { open, settle, asked } = await start();
      const document = await open(text);
      assert.deepEqual(await document.pull(), []);
      await settle({ pinwarden: own });
      assert.deepEqual(rules(await document.pull()), ['default-domain']);
      assert.deepEqual(asked, ['workspace/diagnostic/refresh']);
      await settle({ pinwarden: {} });
      assert.deepEqual(await document.pull(), []);
    });

    it('come later, to an editor that is pushed', async () => {
      const { open, settle, pushed, published, asked } = await start({ capabilities: PUSHED });
      const document = await open(text);
      assert.deepEqual(await pushed(document), []);
      const before = published.length;
      await settle({ pinwarden: own });
      for (let tries = 0; published.length === before && tries < 200; tries++)
        await new Promise((resolve) => setTimeout(resolve, 10));
      assert.deepEqual(rules(await pushed(document)), ['default-domain']);
      assert.deepEqual(asked, []);
    });

    const hostile: readonly unknown[] = [
      null,
      0,
      'x',
      [],
      [[]],
      {},
      { pinwarden: null },
      { pinwarden: 'x' },
      { pinwarden: [] },
      { pinwarden: { managedDomains: 'corp.example.com' } },
      { pinwarden: { managedDomains: { length: 3 } } },
      { pinwarden: { managedDomains: [null, 1, {}, [], '', '(', '.*', '\u0000', 'x'.repeat(100_000)] } },
      { pinwarden: { managedDomains: Array.from({ length: 20_000 }, (_, at) => `${at}.test`) } },
      { pinwarden: { constructor: 1, toString: 1 }, __proto__: { managedDomains: 1 } },
    ];
    it('of any shape are survived', async () => {
      for (const value of hostile) {
        const { open, settle } = await start({ initializationOptions: value });
        const document = await open(FAILS);
        assert.deepEqual(rules(await document.pull()), ['missing-backup-pin']);
        if (value === hostile[0]) for (const later of hostile) await settle(later);
        assert.deepEqual(rules(await document.pull()), ['missing-backup-pin']);
        assert.equal(await editor?.stop(), 0);
        editor = undefined;
      }
    });

    it('of any shape are survived at the start too', async () => {
      const options = [
        { settings: null },
        { settings: 'x' },
        { settings: { managedDomains: 1 }, asks: 'yes' },
      ];
      for (const initializationOptions of options) {
        const { open, stop } = await startEditor({ initializationOptions, capabilities: PULLS });
        assert.deepEqual(rules(await (await open(FAILS)).pull()), ['missing-backup-pin']);
        assert.equal(await stop(), 0);
      }
    });
  });

  it('of one document do not outlive it under the same name', async () => {
    const { open } = await start();
    for (let round = 0; round < 20; round++) {
      const first = await open(FAILS);
      void first.pull();
      await first.close();
      const second = await open(CLEAN);
      assert.deepEqual(await second.pull(), []);
      await second.close();
    }
  });

  it('of what is not open or has no place are none', async () => {
    const { open } = await start();
    const document = await open(FAILS);
    await document.close();
    assert.deepEqual(await document.pull(), []);
    for (const uri of [
      'untitled:Untitled-1',
      'not a uri',
      'file:///%zz/pinning.json',
      'vscode-notebook-cell:/a#b',
      '',
    ]) {
      const odd = await open(FAILS, uri);
      assert.deepEqual(rules(await odd.pull()), ['missing-backup-pin'], uri);
    }
  });
});

function rules(diagnostics: readonly Diagnostic[]): string[] {
  return diagnostics.map(({ code }) => String(code));
}

/** A diagnostic's message, which newer editors may also take as marked text. */
function textOf(diagnostic: Diagnostic | undefined): string {
  return typeof diagnostic?.message === 'string' ? diagnostic.message : JSON.stringify(diagnostic?.message);
}

const SEVERITIES = ['', 'error', 'warning', 'info'];

function summary({ code, severity, range }: Diagnostic): string {
  const { start, end } = range;
  return `${SEVERITIES[severity ?? 0]} ${code} ${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

/** Editors are given the first line of what is marked. */
function summaryOfJson({ rule, severity, start, end }: JsonFinding, text: string): string {
  const [first = ''] = text.slice(start.offset, end.offset).split(/[ \t\u00a0]*[\r\n]/);
  const column = start.line === end.line ? end.column : start.column + first.length;
  return `${severity} ${rule} ${start.line}:${start.column}-${start.line}:${column}`;
}

function assertInside({ start, end }: Diagnostic['range'], text: string): void {
  const lines = text.split(/\r\n|\r|\n/);
  for (const { line, character } of [start, end]) {
    assert.ok(line < lines.length, `line ${line} of ${lines.length}`);
    assert.ok(character <= (lines[line]?.length ?? 0), `character ${character} of line ${line}`);
  }
  assert.ok(start.line < end.line || (start.line === end.line && start.character <= end.character));
}
