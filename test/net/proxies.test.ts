import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import {
  type DialOptions,
  fetchChains,
  type HttpProxy,
  type RefusalCode,
  type Target,
} from '../../server/src/net';
import { hasOpenssl, openLab, opensslNote } from '../support/certificates';
import { type ProxyOrder, serveAnswer, serveEndless, serveProxy } from '../support/proxies';
import {
  closedPort,
  serveClosing,
  serveDual,
  serveReset,
  serveSilence,
  serveTls,
  type TestServer,
} from '../support/tls-servers';

describe(`net: through a proxy${opensslNote}`, function () {
  this.timeout(10_000);
  const servers: TestServer[] = [];
  let target: TestServer;
  before(async function () {
    if (!hasOpenssl) this.skip();
    target = await serveTls({ leaf: leaf(), rest: [openLab().intermediate] });
  });
  after(() => target?.close());
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  const leaf = (key: 'ec-p256' | 'rsa-2048' = 'ec-p256') =>
    openLab().issue({ commonName: 'x', names: ['DNS:good.test'], issuer: openLab().intermediate, key });
  const use = async <Server extends TestServer>(server: Promise<Server>) => {
    const started = await server;
    servers.push(started);
    return started;
  };
  const proxyTo = (port: number, order: ProxyOrder = {}) =>
    use(serveProxy({ routes: { 'good.test:443': port }, ...order }));
  const fetchBy = (proxy: HttpProxy, options: DialOptions = {}, asked: Target = { host: 'good.test' }) =>
    fetchChains(asked, {
      timeoutMs: 2000,
      publicRoots: [openLab().root.certificate],
      localRoots: [],
      proxy: () => proxy,
      ...options,
    });
  const at = ({ port }: TestServer, login = '') => ({ url: `http://${login}127.0.0.1:${port}` });
  const chainsOf = async (result: ReturnType<typeof fetchBy>) => {
    const fetched = await result;
    assert.ok(fetched.ok, fetched.ok ? undefined : fetched.refusal.code);
    return fetched;
  };
  const refusalOf = async (result: ReturnType<typeof fetchBy>) => {
    const fetched = await result;
    assert.ok(!fetched.ok, 'a chain came');
    assert.match(fetched.refusal.label, /^[\x20-\x7e]+$/);
    return fetched.refusal;
  };

  const greetings: readonly (readonly [string, readonly string[] | undefined])[] = [
    ['as most do', undefined],
    ['as HTTP/1.0', ['HTTP/1.0 200 Connection established\r\n\r\n']],
    ['in pieces', ['HTTP/1', '.1 20', '0 OK\r\nX: y\r', '\n\r', '\n']],
    ['without a phrase', ['HTTP/1.1 200\r\n\r\n']],
  ];
  for (const [how, greeting] of greetings) {
    it(`the host's own chain, of a proxy that answers ${how}`, async () => {
      const proxy = await proxyTo(target.port, greeting ? { greeting } : {});
      const { chains, notes } = await chainsOf(fetchBy(at(proxy)));
      assert.deepEqual(
        chains.map(({ address, trust, nameMatches }) => [address, trust, nameMatches]),
        [['good.test:443', 'public', true]],
      );
      // The name is known to nobody here, so the proxy alone has looked it up.
      assert.deepEqual(proxy.requests, ['CONNECT good.test:443 HTTP/1.1\r\nHost: good.test:443\r\n\r\n']);
      const label = 'good.test';
      assert.deepEqual(notes, [
        { code: 'through-proxy', label, proxy: `127.0.0.1:${proxy.port}`, isLimited: false },
      ]);
      assert.equal(target.received(), 0);
    });
  }

  it('one tunnel for each key type, one address even when all are asked for', async () => {
    const rest = [openLab().intermediate];
    const dual = await use(serveDual({ leaf: leaf(), rest }, { leaf: leaf('rsa-2048'), rest }));
    const proxy = await proxyTo(dual.port);
    const { chains } = await chainsOf(fetchBy(at(proxy), { bothKeyTypes: true, allAddresses: true }));
    assert.deepEqual(chains.map(({ keyType }) => keyType).sort(), ['EC P-256', 'RSA 2048']);
    assert.equal(proxy.requests.length, 2);
    assert.equal(dual.accepted(), 2);
  });

  it('a proxy that is spoken to over TLS has to show a certificate that is trusted and its own', async () => {
    const { issue, root, intermediate, stranger } = openLab();
    const cases = [
      { names: ['IP:127.0.0.1'], issuer: root, ok: true },
      { names: ['IP:127.0.0.1'], issuer: stranger, ok: true },
      { names: ['IP:127.0.0.1'], issuer: intermediate, ok: false },
      { names: ['DNS:other.test'], issuer: root, ok: false },
    ];
    for (const { names, issuer, ok } of cases) {
      const shown = { leaf: issue({ commonName: 'proxy', names, issuer }) };
      const proxy = await proxyTo(target.port, { shown });
      const url = `https://u:secret@127.0.0.1:${proxy.port}`;
      const result = fetchBy({ url }, { localRoots: [stranger.certificate] });
      if (ok) assert.equal((await chainsOf(result)).chains[0]?.trust, 'public');
      else assert.equal((await refusalOf(result)).code, 'proxy-unreachable');
      assert.equal(proxy.requests.length, ok ? 1 : 0, 'a password goes to nobody else');
    }
  });

  it('a password is sent to the proxy and told to nobody', async () => {
    const authorization = `Basic ${Buffer.from('me:pä:ss%').toString('base64')}`;
    const proxy = await proxyTo(target.port, { authorization });
    const right = at(proxy, 'me:p%C3%A4%3Ass%25@');
    for (const choice of [right, { ...at(proxy, 'a:b@'), authorization }])
      assert.equal((await chainsOf(fetchBy(choice))).chains.length, 1);
    const wrong = [
      at(proxy),
      at(proxy, 'me:wrong-word@'),
      { ...right, authorization: 'Negotiate wrong-word' },
    ];
    const refusals = await Promise.all(wrong.map((choice) => refusalOf(fetchBy(choice))));
    for (const refusal of refusals) {
      assert.deepEqual([refusal.code, refusal.cause], ['proxy-login', 'HTTP 407']);
      assert.doesNotMatch(JSON.stringify(refusal), /wrong-word/);
    }
    const { port } = await use(serveSilence());
    for (const url of [
      `http://me:s3cret@127.0.0.1:${port}`,
      'http://me:s3cret@127.0.0.1:99999',
      'me:s3cret@x',
    ])
      assert.doesNotMatch(JSON.stringify(await refusalOf(fetchBy({ url }, { timeoutMs: 200 }))), /s3cret/);
  });

  it('an intercepting proxy is seen, whether this machine trusts it or not', async () => {
    const interceptor = openLab().issue({ commonName: 'Corp Inspection', authority: true });
    const proxy = await proxyTo(0, { interceptor });
    const known = await chainsOf(fetchBy(at(proxy), { localRoots: [interceptor.certificate] }));
    const unknown = await chainsOf(fetchBy(at(proxy)));
    for (const [{ chains }, trust, code] of [
      [known, 'local', 'own-root'],
      [unknown, 'none', 'missing-issuer'],
    ] as const) {
      assert.deepEqual(
        chains.map((chain) => [chain.trust, chain.nameMatches]),
        [[trust, true]],
      );
      assert.deepEqual(chains[0]?.reason, { code, authority: 'Corp Inspection' });
    }
    assert.equal(proxy.requests.length, 2);
  });

  it('an address that is written as a private one is refused before the proxy hears of it', async () => {
    const proxy = await proxyTo(target.port);
    for (const host of ['127.0.0.1', '10.0.0.1', '[::1]', '[fe80::1]', 'localhost', 'a.localhost']) {
      const refusal = await refusalOf(fetchBy(at(proxy), { allowPrivate: false }, { host }));
      assert.equal(refusal.code, 'private-address', host);
    }
    assert.equal(proxy.accepted(), 0);
    assert.ok((await fetchBy(at(proxy), { allowPrivate: false })).ok);
  });

  const bad: readonly (readonly [string, () => Promise<TestServer>, RefusalCode])[] = [
    ['forbids it', () => serveAnswer('HTTP/1.1 403 Forbidden\r\n\r\n'), 'proxy-denied'],
    ['knows no CONNECT', () => serveAnswer('HTTP/1.1 405 Method Not Allowed\r\n\r\n'), 'proxy-denied'],
    ['wants a password', () => serveAnswer('HTTP/1.1 407 Login\r\n\r\n'), 'proxy-login'],
    ['cannot reach the host', () => serveAnswer('HTTP/1.1 502 Bad Gateway\r\n\r\n'), 'proxy-failed'],
    ['answers with a redirect', () => serveAnswer('HTTP/1.1 302 Found\r\n\r\n'), 'proxy-failed'],
    ['answers with no status', () => serveAnswer('HTTP/1.1 OK\r\n\r\n'), 'proxy-failed'],
    ['answers with garbage', () => serveAnswer('\u0000\u0001garbage'), 'proxy-failed'],
    ['answers with nothing and closes', () => serveAnswer('', 'end'), 'proxy-failed'],
    ['closes when it accepts', () => serveClosing('accept'), 'proxy-failed'],
    ['resets the connection', serveReset, 'proxy-failed'],
    ['never answers', serveSilence, 'timeout'],
    ['drips its answer', () => serveEndless('drip'), 'timeout'],
    ['sends headers without an end', () => serveEndless('header'), 'proxy-failed'],
    [
      'sends one long header',
      () => serveAnswer(`HTTP/1.1 200 OK\r\nX: ${'x'.repeat(50_000)}`),
      'proxy-failed',
    ],
    ['opens a tunnel to nobody', () => serveAnswer('HTTP/1.1 200 OK\r\n\r\n'), 'timeout'],
    ['opens a tunnel and closes it', () => serveAnswer('HTTP/1.1 200 OK\r\n\r\n', 'end'), 'closed'],
    ['opens a tunnel to no TLS', () => serveAnswer('HTTP/1.1 200 OK\r\n\r\nSSH-2.0-x\r\n'), 'not-tls'],
  ];
  for (const [what, serve, code] of bad) {
    it(`a proxy that ${what}: ${code}`, async () => {
      const proxy = await use(serve());
      const start = performance.now();
      const refusal = await refusalOf(fetchBy(at(proxy), { timeoutMs: 600 }));
      assert.equal(refusal.code, code, JSON.stringify(refusal));
      assert.equal(refusal.label, 'good.test');
      assert.equal(refusal.proxy, `127.0.0.1:${proxy.port}`);
      assert.ok(performance.now() - start < 10_000);
    });
  }

  it('a proxy that is not there, or whose address is none of HTTP', async () => {
    const absent = { url: `http://127.0.0.1:${await closedPort()}` };
    const refusal = await refusalOf(fetchBy(absent));
    assert.deepEqual([refusal.code, refusal.cause], ['proxy-unreachable', 'ECONNREFUSED']);
    for (const url of [
      '',
      'proxy',
      'socks5://127.0.0.1:1',
      'http://',
      'http://a b',
      'http://x:0',
      'file:///x',
    ])
      assert.equal((await refusalOf(fetchBy({ url }))).code, 'proxy-setting', url);
    const header = { url: 'http://127.0.0.1:1', authorization: 'Basic x\r\nX: y' };
    assert.equal((await refusalOf(fetchBy(header))).code, 'proxy-setting');
  });

  it('is cancelled at every stage and leaves nothing behind', async () => {
    await setImmediate();
    const resources = () =>
      process
        .getActiveResourcesInfo()
        .filter((kind) => /TCP|TLS|Timeout|GetAddrInfo/.test(kind))
        .sort();
    const before = resources();
    const shown = {
      leaf: openLab().issue({ commonName: 'p', names: ['IP:127.0.0.1'], issuer: openLab().root }),
    };
    const started = await Promise.all([
      use(serveSilence()),
      use(serveEndless('drip')),
      use(serveAnswer('HTTP/1.1 200 OK\r\n\r\n')),
    ]);
    const silent = await use(serveSilence());
    const secure = await proxyTo(silent.port, { shown });
    const choices = [...started.map((server) => at(server)), { url: `https://127.0.0.1:${secure.port}` }];
    for (const delay of [0, 5, 150]) {
      const cancel = new AbortController();
      setTimeout(() => cancel.abort(), delay);
      const dials = choices.map((choice) => refusalOf(fetchBy(choice, { signal: cancel.signal })));
      for (const refusal of await Promise.all(dials)) assert.equal(refusal.code, 'cancelled');
    }
    await Promise.all(servers.splice(0).map((server) => server.close()));
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.deepEqual(resources(), before);
  });
});
