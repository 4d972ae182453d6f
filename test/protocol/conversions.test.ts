import assert from 'node:assert/strict';
import { type CodeAction, CodeActionTriggerKind, type Range } from 'vscode-languageserver-protocol/node';
import type { Converted, ConvertTarget } from '../../server/src/convert';
import type { ConversionsResult, Description } from '../../server/src/lsp/protocol';
import { pinning, somePin } from '../support/cli';
import { type Editor, type OpenDocument, rangeOf, startEditor, wholeOf } from '../support/editor';

const PINNED = pinning('a.example.org', ['b.example.org', somePin('1'), somePin('2')]);
const REWRITE = 'refactor.rewrite';
const COMMAND = 'pinwarden.convertConfiguration';

describe('protocol: pinwarden/conversions and pinwarden/convert', function () {
  this.timeout(15_000);
  let editor: Editor;
  before(async () => {
    editor = await startEditor({ initializationOptions: { asks: true } });
  });
  after(async () => {
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
  });
  let opened = 0;
  const open = (text: string, name = 'pinning.json') => editor.open(text, `file:///w/${++opened}/${name}`);
  const targets = async (uri: unknown): Promise<readonly ConvertTarget[]> => {
    const { targets: found } = await editor.connection.sendRequest<ConversionsResult>(
      'pinwarden/conversions',
      { uri },
    );
    return found;
  };
  const convert = (params: object): Promise<Converted> =>
    editor.connection.sendRequest('pinwarden/convert', params);
  const hostsOf = async (uri: string): Promise<Description> =>
    editor.connection.sendRequest('pinwarden/describe', { uri });

  it('give each file that is offered, and it pins the same hosts', async () => {
    const { uri } = await open(PINNED);
    const offered = await targets(uri);
    assert.deepEqual([...offered].sort(), ['android-nsc', 'build-action', 'ios-plist']);
    for (const to of offered) {
      const converted = await convert({ uri, to });
      assert.ok(converted.ok, to);
      const result = await open(converted.text, converted.name);
      const { kind, hosts } = await hostsOf(result.uri);
      assert.equal(kind, to);
      assert.deepEqual([...new Set(hosts)], ['a.example.org', 'b.example.org']);
    }
  });

  it('take the text as it stands in the editor', async () => {
    const document = await open(PINNED);
    await document.change({ text: pinning('c.example.org') });
    const converted = await convert({ uri: document.uri, to: 'build-action' });
    assert.ok(converted.ok);
    assert.ok(converted.text.includes('c.example.org') && !converted.text.includes('a.example.org'));
  });

  it('offer nothing where nothing is pinned, or nothing is open', async () => {
    const empty = await open('{ "hosts": [] }');
    const strange = await open('{ "x": 1 }', 'package.json');
    for (const uri of [empty.uri, strange.uri, 'file:///w/never/pinning.json', 1, null])
      assert.deepEqual(await targets(uri), [], String(uri));
  });

  it('say why nothing can be converted, whatever they are asked', async () => {
    const { uri } = await open(PINNED);
    const empty = await open('{ "hosts": [] }');
    const asked: readonly object[] = [
      { uri: empty.uri, to: 'build-action' },
      { uri: 'file:///w/never/pinning.json', to: 'build-action' },
      { uri, to: 'extensibility' },
      { uri, to: '__proto__' },
      { uri },
      { uri: 1, to: [] },
      {},
    ];
    for (const params of asked) {
      const converted = await convert(params);
      assert.ok(!converted.ok && converted.message !== '', JSON.stringify(params));
    }
  });

  describe('as code actions', () => {
    const cursor = (document: OpenDocument, at: string): Range => {
      const { start } = rangeOf(document, at);
      return { start, end: start };
    };
    const isRewrite = ({ kind }: CodeAction) => kind === REWRITE;

    it('lead to the command with the document and the kind of file', async () => {
      const document = await open(PINNED);
      const actions = await document.actions(cursor(document, 'b.example.org'), { only: [REWRITE] });
      const offered = await targets(document.uri);
      assert.deepEqual(
        actions.map(({ kind, edit, command }) => [kind, edit, command?.command, command?.arguments]),
        offered.map((to) => [REWRITE, undefined, COMMAND, [{ uri: document.uri, to }]]),
      );
    });

    const places: readonly (readonly [
      title: string,
      at: (document: OpenDocument) => Range,
      there: boolean,
    ])[] = [
      ['at a host', (document) => cursor(document, 'a.example.org'), true],
      ['in a list of pins', (document) => cursor(document, somePin('2')), true],
      ['for the whole file', wholeOf, true],
      ['not before the hosts', (document) => cursor(document, '{'), false],
      ['not at the name of their list', (document) => cursor(document, '"hosts"'), false],
    ];
    for (const [title, at, there] of places) {
      it(`are offered ${title}`, async () => {
        const document = await open(PINNED);
        assert.equal((await document.actions(at(document))).some(isRewrite), there);
      });
    }

    const { Automatic, Invoked } = CodeActionTriggerKind;
    const asked: readonly (readonly [
      only: string[] | undefined,
      trigger: CodeActionTriggerKind | undefined,
      there: boolean,
    ])[] = [
      [undefined, undefined, true],
      [undefined, Invoked, true],
      [undefined, Automatic, false],
      [['refactor'], Automatic, true],
      [['refactor'], undefined, true],
      [[REWRITE], Invoked, true],
      [['refactor.extract'], Invoked, false],
      [['quickfix', 'source'], Invoked, false],
    ];
    for (const [only, triggerKind, there] of asked) {
      const title = `${JSON.stringify(only ?? null)}, ${triggerKind ?? 'unknown'}`;
      it(`are ${there ? '' : 'not '}offered to who asks for ${title}`, async () => {
        const document = await open(PINNED);
        const context = { ...(only ? { only } : {}), ...(triggerKind ? { triggerKind } : {}) };
        const actions = await document.actions(cursor(document, 'a.example.org'), context);
        assert.equal(actions.some(isRewrite), there);
      });
    }

    it('are not offered to an editor without the command', async () => {
      const other = await startEditor();
      const document = await other.open(PINNED);
      assert.deepEqual(await document.actions(wholeOf(document), { only: [REWRITE] }), []);
      assert.equal(await other.stop(), 0);
    });
  });
});
