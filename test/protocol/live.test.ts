import assert from 'node:assert/strict';
import type { CodeLens, Diagnostic, Hover, InlayHint } from 'vscode-languageserver-protocol/node';
import type { HostObservation } from '../../server/src/core/observed';
import { pinning, somePin } from '../support/cli';
import { type Editor, type OpenDocument, startEditor } from '../support/editor';

const [LEAF, NEXT, OTHER, ROOT] = [somePin('1'), somePin('2'), somePin('3'), somePin('4')];
const HOST = 'api.example.org';

/** What a host served: a leaf that ends in a given time, and its root. */
function served(host: string, judged: readonly string[], days: number): HostObservation {
  const certificate = {
    issuer: 'CN=Root',
    key: 'EC P-256',
    notBefore: '2020-01-01T00:00:00Z',
    notAfter: new Date(Date.now() + days * 86_400_000).toISOString(),
  };
  return {
    host,
    at: '2026-11-22T10:15:00Z',
    judged,
    chains: [
      {
        address: '203.0.113.7:443',
        keyType: 'EC P-256',
        trust: 'public',
        nameMatches: true,
        certificates: [
          { ...certificate, role: 'leaf', subject: `CN=${host}`, pin: LEAF, fingerprint: '11'.repeat(32) },
          { ...certificate, role: 'root', subject: 'CN=Root', pin: ROOT, fingerprint: '22'.repeat(32) },
        ],
      },
    ],
  };
}

describe('protocol: what hosts served', function () {
  this.timeout(15_000);
  let editor: Editor;
  before(async () => {
    editor = await startEditor({ initializationOptions: { asksHosts: true } });
  });
  after(async () => {
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
  });
  let opened = 0;
  const open = (text: string) => editor.open(text, `file:///live/${++opened}/pinning.json`);
  const ask = <T>(method: string, params: object): Promise<T> =>
    editor.connection.sendRequest(method, params);
  const hostsOf = async (uri: string, more: object = {}) =>
    (await ask<{ hosts: { host: string; entry: string }[] }>('pinwarden/hosts', { uri, ...more })).hosts;
  const tell = (...hosts: unknown[]) =>
    editor.connection.sendNotification('pinwarden/observations', { hosts });
  const observe = async ({ uri }: OpenDocument, days = 300) => {
    const hosts = await hostsOf(uri);
    await tell(...hosts.map(({ host, entry }) => served(host, [entry], days)));
  };
  const live = async (document: OpenDocument) =>
    (await document.pull()).map(({ code }) => code).filter((code) => String(code).startsWith('live-'));
  const lenses = async ({ uri }: OpenDocument) =>
    (await ask<CodeLens[]>('textDocument/codeLens', { textDocument: { uri } })).map(
      ({ command }) => command?.title,
    );
  const hints = async ({ uri, text }: OpenDocument) => {
    const range = {
      start: { line: 0, character: 0 },
      end: { line: text().split('\n').length, character: 0 },
    };
    const found = await ask<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
    return found.map(({ label }) => label);
  };

  it('names the hosts that can be asked, of open and of other texts', async () => {
    const text = pinning([HOST, LEAF, NEXT], ['b.example.org', OTHER, NEXT], ['two hosts', OTHER, NEXT]);
    const { uri } = await open(text);
    assert.deepEqual(
      (await hostsOf(uri)).map(({ host }) => host),
      [HOST, 'b.example.org'],
    );
    assert.deepEqual(await hostsOf('file:///elsewhere/pinning.json', { text }), await hostsOf(uri));
    const start = text.indexOf('b.example.org');
    assert.deepEqual(
      (await hostsOf(uri, { within: { start, end: start } })).map(({ host }) => host),
      ['b.example.org'],
    );
    assert.deepEqual(await hostsOf('file:///elsewhere/pinning.json'), []);
  });

  it('tells what is pinned for a host, and for whom', async () => {
    const text = `<network-security-config><domain-config><domain includeSubdomains="true">c.example.org</domain>
      <pin-set><pin digest="SHA-256">${OTHER.slice(7)}</pin></pin-set></domain-config></network-security-config>`;
    const [found] = await hostsOf('file:///elsewhere/nsc.xml', { text });
    const { entry, ...rest } = found ?? { entry: '' };
    assert.ok(entry);
    const told = { host: 'c.example.org', line: 1, platform: 'android', enforced: true, open: false };
    assert.deepEqual(rest, { ...told, pins: [OTHER] });
    assert.deepEqual(await hostsOf('file:///elsewhere/package.json', { text: '{"name": "pin"}' }), []);
  });

  it('offers to look until a person did', async () => {
    const document = await open(pinning([HOST, LEAF, NEXT]));
    await tell();
    assert.deepEqual(await lenses(document), ['Check live']);
    assert.deepEqual(await hints(document), []);
    assert.deepEqual(await live(document), []);
  });

  const verdicts: readonly (readonly [string, readonly string[], number, readonly string[], RegExp])[] = [
    ['one that holds', [LEAF, NEXT], 300, [], /^matches leaf · backup ok · leaf ends in \d+ days$/],
    ['one without backup', [LEAF, ROOT], 300, ['live-no-backup'], /^matches leaf and root · no backup · /],
    ['one that matches nothing', [OTHER, NEXT], 300, ['live-pin-mismatch'], /^no pin matches · /],
    [
      'one that ends',
      [LEAF, NEXT],
      7,
      ['live-certificate-expiring', 'live-single-certificate'],
      / · leaf ends in [67] days$/,
    ],
  ];
  for (const [title, pins, days, codes, lens] of verdicts) {
    it(`judges ${title}`, async () => {
      const document = await open(pinning([HOST, ...pins]));
      await observe(document, days);
      assert.deepEqual(await live(document), codes);
      assert.match((await lenses(document))[0] ?? '', lens);
    });
  }

  it('names the certificates behind the pins', async () => {
    const document = await open(pinning([HOST, LEAF, NEXT]));
    await observe(document);
    assert.deepEqual(await hints(document), [`leaf: ${HOST}`, 'not in the chain']);
    const before = document.text().slice(0, document.text().indexOf(LEAF)).split('\n');
    const position = { line: before.length - 1, character: (before.at(-1)?.length ?? 0) + 10 };
    const hover = await ask<Hover>('textDocument/hover', { textDocument: { uri: document.uri }, position });
    assert.match(JSON.stringify(hover.contents), /CN=api\.example\.org.*CN=Root.*EC P-256/);
  });

  it('says nothing of an entry that was changed since, and again when it is changed back', async () => {
    const document = await open(pinning([HOST, OTHER, NEXT]));
    await observe(document);
    assert.deepEqual(await live(document), ['live-pin-mismatch']);
    const at = document.text().indexOf(OTHER);
    const range = { start: place(document.text(), at), end: place(document.text(), at + OTHER.length) };
    await document.change({ range, text: LEAF });
    assert.deepEqual(await live(document), []);
    assert.deepEqual(await lenses(document), ['Check live']);
    await document.change({ range, text: OTHER });
    assert.deepEqual(await live(document), ['live-pin-mismatch']);
  });

  it('tells why there was no chain', async () => {
    const document = await open(pinning([HOST, LEAF, NEXT]));
    const error = { code: 'ENOTFOUND', message: 'api.example.org is not known to DNS' };
    await tell({ host: HOST, at: '2026-11-22T10:15:00Z', chains: [], error });
    assert.deepEqual(await live(document), ['live-unreachable']);
    assert.deepEqual(await lenses(document), [`no chain: ${error.message}`]);
  });

  it('judges texts that are not open by what was observed, and by nothing else', async () => {
    const text = pinning([HOST, OTHER, 'sha256/short']);
    const uri = 'file:///elsewhere/pinning.json';
    const [found] = await hostsOf(uri, { text });
    await tell(served(HOST, [found?.entry ?? ''], 300));
    const judged = async (content: string) =>
      (
        await ask<{ diagnostics: Diagnostic[] }>('pinwarden/liveFindings', { uri, text: content })
      ).diagnostics.map(({ code, range }) => [code, range.start.line]);
    assert.deepEqual(await judged(text), [['live-pin-mismatch', 3]]);
    assert.deepEqual(await judged(text.replace(OTHER, NEXT)), []);
    assert.deepEqual(await judged('{'), []);
  });

  it('takes nothing that is no observation', async () => {
    const document = await open(pinning([HOST, OTHER, NEXT]));
    for (const wrong of [
      null,
      7,
      { host: HOST },
      { host: HOST, at: 'x', chains: [{}] },
      { ...served(HOST, [], 1), chains: [{ certificates: [{}] }] },
      { ...served(HOST, [], 1), judged: 5 },
      { ...served(HOST, [], 1), error: {} },
    ]) {
      await tell(wrong);
      assert.deepEqual(await live(document), []);
    }
    await editor.connection.sendNotification('pinwarden/observations', []);
    assert.deepEqual(await lenses(document), ['Check live']);
  });
});

function place(text: string, offset: number): { line: number; character: number } {
  const before = text.slice(0, offset).split('\n');
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}
