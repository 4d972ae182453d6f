import assert from 'node:assert/strict';
import type { DocumentDiagnosticReport } from 'vscode-languageserver-protocol/node';
import { FAILS, pinwarden } from '../support/cli';
import { startEditor } from '../support/editor';

const message = (body: unknown) => {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return `Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`;
};
const request = (id: number, method: string, params?: unknown) =>
  message({ jsonrpc: '2.0', id, method, ...(params === undefined ? {} : { params }) });
const notify = (method: string, params?: unknown) =>
  message({ jsonrpc: '2.0', method, ...(params === undefined ? {} : { params }) });

const START = request(1, 'initialize', { processId: null, rootUri: null, capabilities: {} });
const END = request(2, 'shutdown') + notify('exit');

/** What `pinwarden lsp --stdio` does with what comes on its standard input until that ends. */
const serve = (input: string | Uint8Array) => pinwarden(['lsp', '--stdio'], { input, limitMs: 5000 });

describe('protocol: standard streams', function () {
  this.timeout(10_000);

  describe('that hold no messages end the server at once, with one line and 1', () => {
    const inputs: readonly (readonly [title: string, input: string | Uint8Array])[] = [
      ['a typed line', 'hello\n'],
      ['an HTTP request', `GET / HTTP/1.1\r\n\r\n${START}`],
      ['a header without a length', `X: 1\r\n\r\n${START}`],
      ['a length that is no number', `Content-Length: x\r\n\r\n${START}`],
      ['an enormous length', `Content-Length: 99999999999\r\n\r\n${START}`],
      ['an endless header', `${START}X: ${'x'.repeat(20_000_000)}`],
      ['bytes', Uint8Array.from({ length: 100_000 }, (_, at) => (at * 7919) % 256)],
    ];
    for (const [title, input] of inputs) {
      it(title, async () => {
        const { status, stderr } = await serve(input);
        assert.equal(status, 1);
        assert.match(stderr, /^pinwarden: [^\n]+\n$/);
      });
    }
  });

  describe('that end', () => {
    const inputs: readonly (readonly [title: string, input: string, status: number])[] = [
      ['before anything came', '', 1],
      ['within a message', START.slice(0, -5), 1],
      ['after the start', START, 1],
      ['after exit without shutdown', START + notify('exit'), 1],
      ['after shutdown without exit', START + request(2, 'shutdown'), 0],
      ['after shutdown and exit', START + END, 0],
    ];
    for (const [title, input, status] of inputs) {
      it(`${title} leave ${status}`, async () => {
        const outcome = await serve(input);
        assert.equal(outcome.status, status);
        assert.equal(outcome.stderr, '');
      });
    }
  });

  describe('survive', () => {
    const document = { uri: 'file:///w/pinning.json', languageId: 'json', version: 1, text: FAILS };
    const oddDocuments = [
      null,
      {},
      { ...document, uri: 5 },
      { ...document, uri: '' },
      { ...document, uri: 'file://%zz/%' },
      { ...document, uri: 'no address' },
      { ...document, text: null },
      { ...document, version: null },
      { ...document, languageId: null },
    ];
    const messages: Readonly<Record<string, string>> = {
      'what is no JSON': message('{nope'),
      'an empty message': message(''),
      'what is no message': ['[]', 'null', '1', '"x"', '{}'].map(message).join(''),
      'requests for what nobody knows': request(107, 'no/such', { a: 1 }) + request(108, '$/no'),
      'a request without parameters, and a second start':
        request(107, 'textDocument/hover', {}) + notify('initialized', {}),
      'requests about nothing': ['hover', 'codeAction', 'diagnostic', 'completion', 'inlayHint']
        .map((name, at) => request(110 + at, `textDocument/${name}`, { textDocument: null }))
        .join(''),
      'documents that are none': oddDocuments
        .map((textDocument) => notify('textDocument/didOpen', { textDocument }))
        .join(''),
      'changes that are none':
        notify('textDocument/didOpen', { textDocument: document }) +
        [null, [], [null], [{ text: 5 }], [{ range: null, text: 'x' }], [{ range: {}, text: 'x' }]]
          .map((contentChanges) =>
            notify('textDocument/didChange', { textDocument: { ...document, version: 2 }, contentChanges }),
          )
          .join(''),
      'settings that are none': [null, 5, { pinwarden: 5 }, { pinwarden: { managedDomains: [{}] } }]
        .map((settings) => notify('workspace/didChangeConfiguration', { settings }))
        .join(''),
      'what nobody waits for':
        notify('$/cancelRequest', { id: 99 }) +
        notify('$/cancelRequest') +
        notify('window/workDoneProgress/cancel', { token: 'x' }) +
        notify('$/progress', { token: 'x', value: null }) +
        message({ jsonrpc: '2.0', id: 'x', result: 1 }),
    };
    for (const [title, input] of Object.entries(messages)) {
      it(title, async () => {
        const editor = await startEditor({ entry: 'cli', capabilities: {} });
        editor.child.stdin?.write(input);
        const after = await editor.open(FAILS, 'file:///w/after/pinning.json');
        assert.equal((await editor.pushed(after)).length, 1);
        assert.equal(await editor.stop(), 0);
        assert.equal(editor.stderr(), '');
      });
    }

    it('and say of a request that they do not know it', async () => {
      const editor = await startEditor({ entry: 'cli' });
      await assert.rejects(editor.connection.sendRequest('no/such'), { code: -32601 });
      assert.equal(await editor.stop(), 0);
    });
  });

  it('stay in step when requests are called back, and bear tokens', async () => {
    const editor = await startEditor({ entry: 'cli' });
    const document = await editor.open(FAILS);
    const ask = () =>
      editor.connection.sendRequest<DocumentDiagnosticReport>('textDocument/diagnostic', {
        textDocument: { uri: document.uri },
        workDoneToken: 'work',
        partialResultToken: 'part',
      });
    const asked = Array.from({ length: 20 }, (_, at) => {
      const answer = ask();
      // The client numbers its requests one after another; `initialize` was 0.
      void editor.connection.sendNotification('$/cancelRequest', { id: at + 1 });
      return answer.then(
        () => 'answered',
        (error: { readonly code?: number }) => error.code,
      );
    });
    for (const outcome of await Promise.all(asked))
      assert.ok(outcome === 'answered' || outcome === -32800, String(outcome));
    assert.equal((await document.pull()).length, 1);
    assert.deepEqual(
      editor.asked.filter((method) => method.includes('workDone')),
      [],
    );
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
  });
});
