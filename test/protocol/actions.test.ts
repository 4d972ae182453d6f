import assert from 'node:assert/strict';
import type { CodeAction, Range } from 'vscode-languageserver-protocol/node';
import { CLEAN, FAILS, pinning, pinwarden, somePin, WARNS } from '../support/cli';
import { type Editor, type OpenDocument, PUSHED, rangeOf, startEditor, wholeOf } from '../support/editor';

const [P1, P2] = [somePin('1'), somePin('2')];
const FIX_ALL = 'source.fixAll.pinwarden';

describe('protocol: code actions', function () {
  this.timeout(15_000);
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
  });
  after(async () => {
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
  });
  let opened = 0;
  const open = (text: string) => editor.open(text, `file:///w/${++opened}/pinning.json`);

  describe('quick fixes give the expected file', () => {
    const odd = `\ufeff{ "hosts": [\r\n\t/* \u{1f511} */ { "host": "HOST", "hashes": [ "${P1}",\r\n\t\t"${P2}" ]  }\r\n] }`;
    const two = (first: string, second: string) => pinning(['a.example.org', first, second]);
    const cases: readonly (readonly [
      title: string,
      before: string,
      at: string,
      choice: RegExp,
      after: string,
    ])[] = [
      [
        'lower case',
        odd.replace('HOST', 'A.example.org.'),
        'A.exam',
        /a\.example\.org/,
        odd.replace('HOST', 'a.example.org'),
      ],
      [
        'a URL',
        odd.replace('HOST', 'https://a.example.org/x'),
        'https',
        /a\.example\.org/,
        odd.replace('HOST', 'a.example.org'),
      ],
      ['a comment', odd, '/*', /comment/, odd.replace('/* \u{1f511} */', '')],
      ['a byte order mark', odd, '\ufeff', /byte order mark/, odd.slice(1)],
      ['a missing prefix', two(P1.slice(7), P2), P1.slice(7), /sha256/, two(P1, P2)],
      ['a duplicate', pinning(['a.example.org', P1, P2, P1]), `${P1}"\n`, /duplicate/, two(P1, P2)],
      ['an open end', CLEAN.trimEnd().slice(0, -1).trimEnd(), '"hosts"', /Close/, ''],
    ];
    for (const [title, before, at, choice, after] of cases) {
      it(title, async () => {
        const document = await open(before);
        const range = title === 'an open end' ? wholeOf(document) : rangeOf(document, at);
        const actions = await document.actions(range, { only: ['quickfix'] });
        const action = actions.find((one) => choice.test(one.title));
        assert.ok(action, actions.map((one) => one.title).join());
        assert.equal(action.kind, 'quickfix');
        const result = document.applied(action);
        if (after) assert.equal(result, after);
        else assert.deepEqual(JSON.parse(result), JSON.parse(CLEAN));
      });
    }

    it('and use plain changes, which every editor takes', async () => {
      const document = await open(WARNS);
      const [action] = await document.actions(rangeOf(document, 'API'));
      assert.deepEqual(Object.keys(action?.edit ?? {}), ['changes']);
      assert.deepEqual(Object.keys(action?.edit?.changes ?? {}), [document.uri]);
      assert.equal(action?.isPreferred, true);
      assert.equal(action?.diagnostics?.[0]?.code, 'non-canonical-host');
    });
  });

  describe('are found from the place alone', () => {
    const places: readonly (readonly [title: string, place: (document: OpenDocument) => Range])[] = [
      ['the range of the finding', (document) => rangeOf(document, 'API.example.org')],
      ['the cursor inside it', (document) => emptyAt(rangeOf(document, 'example').start)],
      ['the cursor at its end', (document) => emptyAt(rangeOf(document, 'API.example.org').end)],
      ['the word under the cursor', (document) => rangeOf(document, 'example')],
      ['the cursor elsewhere on its line', (document) => emptyAt(rangeOf(document, '"host":').start)],
      ['the whole document', wholeOf],
      [
        'a range beyond the end',
        () => ({ start: { line: 0, character: 0 }, end: { line: 1e6, character: 1e6 } }),
      ],
    ];
    for (const [title, place] of places) {
      it(title, async () => {
        const document = await open(WARNS);
        const actions = await document.actions(place(document), { only: ['quickfix'] });
        assert.deepEqual(
          actions.map(({ title: shown }) => shown),
          ['Write “api.example.org”'],
        );
      });
    }

    it('whatever diagnostics the editor sends back', async () => {
      const document = await open(WARNS);
      const range = rangeOf(document, 'API');
      const rebuilt = { range: emptyAt(range.start), message: 'API', severity: 1 } as const;
      for (const diagnostics of [[], [rebuilt], [{ ...rebuilt, code: '', source: 'json' }]]) {
        const [action] = await document.actions(range, { diagnostics });
        assert.equal(action && document.applied(action), WARNS.replace('API', 'api'));
      }
    });

    it('and there are none where nothing is wrong', async () => {
      const document = await open(WARNS);
      assert.deepEqual(
        await document.actions(emptyAt({ line: 0, character: 0 }), { only: ['quickfix'] }),
        [],
      );
      const clean = await open(CLEAN);
      assert.deepEqual(await clean.actions(wholeOf(clean)), []);
    });
  });

  describe('of the kinds asked for', () => {
    const cases: readonly (readonly [only: string[] | undefined, kinds: string[]])[] = [
      [undefined, ['quickfix', FIX_ALL]],
      [[''], ['quickfix', FIX_ALL]],
      [['quickfix'], ['quickfix']],
      [['source'], [FIX_ALL]],
      [['source.fixAll'], [FIX_ALL]],
      [[FIX_ALL], [FIX_ALL]],
      [['source.fixAll.pin'], []],
      [['source.fixAll.pinwarden.x'], []],
      [['source.organizeImports'], []],
      [['refactor', 'quickfix'], ['quickfix']],
      [[], []],
    ];
    for (const [only, kinds] of cases) {
      it(JSON.stringify(only ?? null), async () => {
        const document = await open(WARNS);
        const actions = await document.actions(rangeOf(document, 'API'), only ? { only } : {});
        assert.deepEqual(
          actions.map(({ kind }) => kind),
          kinds,
        );
      });
    }
  });

  describe(FIX_ALL, () => {
    const texts: readonly (readonly [title: string, text: string])[] = [
      ['one fault', WARNS],
      [
        'many faults, CRLF and a byte order mark',
        `\ufeff{"hosts":[\r\n{"host":"A.example.org.",\r\n"hashes":["${P1}",\r\n"${P2.slice(7)}",\r\n"${P1}",],},\r\n]}\r\n`,
      ],
      [
        'a bypass flag between others',
        '{"preferences":{"global":[\r\n{"name":"a","value":"b"},\r\n{"name":"BypassOSDomainsValidation","value":"true"},\r\n{"name":"c","value":"d"}\r\n]}}',
      ],
    ];
    for (const [title, text] of texts) {
      it(`does what --fix does: ${title}`, async () => {
        const document = await open(text);
        const [action] = await document.actions(emptyAt({ line: 0, character: 0 }), { only: [FIX_ALL] });
        assert.ok(action);
        const { stdout } = await pinwarden(['check', '--fix', '-'], { input: text });
        assert.notEqual(stdout, text);
        assert.equal(document.applied(action), stdout);
      });
    }

    it('is not offered unasked where nothing is safe to fix', async () => {
      const document = await open(FAILS);
      assert.deepEqual(await document.actions(wholeOf(document)), []);
    });
  });

  describe('that ask', () => {
    const asking = async (asks: boolean): Promise<CodeAction[]> => {
      const other = await startEditor({ initializationOptions: { asks }, capabilities: PUSHED });
      const document = await other.open(pinning(['a.outsystems.app', P1]));
      const actions = await document.actions(wholeOf(document), { only: ['quickfix'] });
      assert.equal(await other.stop(), 0);
      return actions;
    };

    it('are offered to an editor that has the commands', async () => {
      const actions = await asking(true);
      assert.deepEqual(
        actions.map(({ command, edit }) => [command?.command, edit]),
        [
          ['pinwarden.replaceHost', undefined],
          ['pinwarden.addBackupFingerprint', undefined],
        ],
      );
      const [argument] = actions[0]?.command?.arguments ?? [];
      assert.deepEqual(Object.keys(argument), ['uri', 'start', 'end', 'host']);
      assert.equal(argument.host, 'a.outsystems.app');
    });

    it('are not offered to others', async () => {
      assert.deepEqual(await asking(false), []);
    });
  });
});

function emptyAt(position: Range['start']): Range {
  return { start: position, end: position };
}
