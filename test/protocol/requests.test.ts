import assert from 'node:assert/strict';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { Description, PinPlacesResult } from '../../server/src/lsp/protocol';
import { CLEAN, FAILS, folder, pinning, somePin } from '../support/cli';
import { type Editor, startEditor } from '../support/editor';

const [P1, P2, P3] = [somePin('1'), somePin('2'), somePin('3')];
const bare = (pin: string) => pin.slice('sha256/'.length);

describe('protocol: pinwarden/describe and pinwarden/insertPin', function () {
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
  const open = (text: string, name = 'pinning.json') => editor.open(text, `file:///w/${++opened}/${name}`);
  const describeIt = (uri: string, offset?: number): Promise<Description> =>
    editor.connection.sendRequest('pinwarden/describe', { uri, ...(offset === undefined ? {} : { offset }) });
  const insert = (
    uri: string,
    offset: number,
    key: unknown,
  ): Promise<null | { version: number; edits: Edit[] }> =>
    editor.connection.sendRequest('pinwarden/insertPin', { uri, offset, key });

  it('describe tells kind, hosts and the host at a place', async () => {
    const text = pinning(['a.example.org', P1, P2], ['b.example.org', P3]);
    const { uri } = await open(text);
    const hosts = ['a.example.org', 'b.example.org'];
    assert.deepEqual(await describeIt(uri), { kind: 'pinning', hosts, at: null, suppressed: 0 });
    assert.deepEqual(await describeIt(uri, text.indexOf(P3)), {
      kind: 'pinning',
      hosts,
      at: { host: 'b.example.org', keys: [bare(P3)], takesPins: true },
      suppressed: 0,
    });
    assert.deepEqual(await describeIt(uri, 0), { kind: 'pinning', hosts, at: null, suppressed: 0 });
  });

  it('describe takes the only host wherever the cursor stands', async () => {
    const { uri } = await open(CLEAN);
    const { at } = await describeIt(uri, 0);
    assert.equal(at?.host, 'api.example.org');
  });

  it('describe says where no pin can be inserted', async () => {
    const { uri } = await open('{ "hosts": [{ "host": "a.example.org", "hashes": "x" }] }');
    const { at } = await describeIt(uri, 0);
    assert.deepEqual(at, { host: 'a.example.org', keys: [], takesPins: false });
    assert.equal(await insert(uri, 0, bare(P1)), null);
  });

  it('describe says that a text is none of ours, or not open', async () => {
    const nothing = { kind: null, hosts: [], at: null, suppressed: 0 };
    const other = await open('{}', 'package.json');
    assert.deepEqual(await describeIt(other.uri, 0), nothing);
    assert.deepEqual(await describeIt('file:///nowhere', 0), nothing);
  });

  const cases: readonly (readonly [title: string, before: string, after: string])[] = [
    [
      'on one line',
      `{"hosts":[{"host":"a.example.org","hashes":["${P1}"]}]}`,
      `{"hosts":[{"host":"a.example.org","hashes":["${P1}", "${P2}"]}]}`,
    ],
    ['on lines of their own', pinning(['a.example.org', P1]), pinning(['a.example.org', P1, P2])],
    [
      'with CRLF and tabs',
      pinning(['a.example.org', P1]).replaceAll('\n', '\r\n').replaceAll('  ', '\t'),
      pinning(['a.example.org', P1, P2]).replaceAll('\n', '\r\n').replaceAll('  ', '\t'),
    ],
    [
      'in an empty list',
      '{"hosts":[{"host":"a.example.org","hashes":[]}]}',
      `{"hosts":[{"host":"a.example.org","hashes":["${P2}"]}]}`,
    ],
    [
      'where no list stands',
      '{"hosts":[{"host":"a.example.org"}]}',
      `{"hosts":[{"host":"a.example.org", "hashes": ["${P2}"]}]}`,
    ],
  ];
  for (const [title, before, after] of cases) {
    it(`insertPin adds a pin ${title}`, async () => {
      const { uri } = await open(before);
      const result = await insert(uri, before.indexOf('a.example.org'), bare(P2));
      assert.equal(result?.version, 1);
      assert.equal(applied(before, result?.edits ?? []), after);
    });
  }

  it('insertPin puts nothing but a key between the quotes', async () => {
    const { uri } = await open(FAILS);
    const keys = [
      '',
      'x',
      P2,
      `${bare(P2)}"`,
      `${bare(P2)}\n`,
      '"],"x":["',
      bare(P2).slice(1),
      null,
      7,
      {},
      [bare(P2), 1],
    ];
    for (const key of keys) assert.equal(await insert(uri, 0, key), null, JSON.stringify(key));
  });

  it('insertPin has nothing to say about what is none of ours', async () => {
    const other = await open('{}', 'package.json');
    assert.equal(await insert(other.uri, 0, bare(P2)), null);
    assert.equal(await insert('file:///nowhere', 0, bare(P2)), null);
  });

  it('insertPin adds several keys at several places, each where it is missing', async () => {
    const text = pinning(['a.example.org', P1], ['b.example.org', P2], ['c.example.org', P3]);
    const { uri } = await open(text);
    const at = (host: string) => ({ offset: text.indexOf(host), host });
    const keys = [bare(P2), bare(P3)];
    const send = (places: unknown, wanted: unknown = keys): Promise<null | { edits: Edit[] }> =>
      editor.connection.sendRequest('pinwarden/insertPin', { uri, keys: wanted, places });
    const result = await send([at('b.example.org'), at('a.example.org'), at('b.example.org')]);
    assert.equal(
      applied(text, result?.edits ?? []),
      pinning(['a.example.org', P1, P2, P3], ['b.example.org', P2, P3], ['c.example.org', P3]),
    );
    assert.deepEqual((await send([at('c.example.org')], [bare(P3)]))?.edits, [], 'nothing is missing');
    for (const places of [[], [at('a.example.org'), { ...at('b.example.org'), host: 'x' }], [7], 'x'])
      assert.equal(await send(places), null, JSON.stringify(places));
    for (const wrong of [[], [P2], [bare(P2), '"'], 'x', null])
      assert.equal(await send([at('a.example.org')], wrong), null, JSON.stringify(wrong));
  });

  it('pinPlaces tells which hosts lack a backup, and what is built', async () => {
    const files = folder({ '.git/HEAD': '', '.pinwarden.json': '{ "product": "odc" }' });
    const text = pinning(['a.example.org', P1], ['b.example.org', P2, P3]);
    const { uri } = await editor.open(text, pathToFileURL(path.join(files.path, 'pinning.json')).href);
    const ask = (offset?: number): Promise<PinPlacesResult> =>
      editor.connection.sendRequest('pinwarden/pinPlaces', { uri, offset });
    const { places, at, product } = await ask();
    assert.deepEqual(
      places.map(({ host, backup, takesPins, others }) => ({ host, backup, takesPins, others })),
      [
        { host: 'a.example.org', backup: 'missing', takesPins: true, others: 0 },
        { host: 'b.example.org', backup: 'there', takesPins: true, others: 0 },
      ],
    );
    assert.deepEqual([at, product], [null, 'odc']);
    for (const [index, { offset }] of places.entries()) assert.equal((await ask(offset)).at, index);
    assert.deepEqual(await editor.connection.sendRequest('pinwarden/pinPlaces', { uri: 'file:///nowhere' }), {
      places: [],
      at: null,
      product: null,
    });
  });

  it('survive parameters of any shape', async () => {
    const shapes = [
      null,
      [],
      {},
      { uri: null },
      { uri: 1, offset: 'x' },
      { uri: {}, offset: Number.MAX_VALUE },
    ];
    for (const method of [
      'pinwarden/describe',
      'pinwarden/insertPin',
      'pinwarden/pinPlaces',
      'pinwarden/unknown',
      'textDocument/codeAction',
    ]) {
      for (const shape of shapes) await editor.connection.sendRequest(method, shape).catch(() => {});
    }
    const { uri } = await open(CLEAN);
    const { kind } = await describeIt(uri);
    assert.equal(kind, 'pinning');
  });
});

interface Edit {
  readonly span: { readonly start: number; readonly end: number };
  readonly text: string;
}

function applied(text: string, edits: readonly Edit[]): string {
  const document = TextDocument.create('file:///x', 'json', 1, text);
  return TextDocument.applyEdits(
    document,
    edits.map(({ span, text: newText }) => ({
      range: { start: document.positionAt(span.start), end: document.positionAt(span.end) },
      newText,
    })),
  );
}
