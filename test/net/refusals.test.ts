import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { fetchChains, type RefusalCode } from '../../server/src/net';
import { hasOpenssl, openLab, opensslNote } from '../support/certificates';
import {
  closedPort,
  serveAlert,
  serveClosing,
  serveCut,
  serveDrip,
  serveFlow,
  serveReset,
  serveSilence,
  serveText,
  serveTls,
  type TestServer,
} from '../support/tls-servers';

const servers: TestServer[] = [];

async function use(server: Promise<TestServer>): Promise<TestServer> {
  const started = await server;
  servers.push(started);
  return started;
}

/** Fetches, expects a refusal and gives it with the milliseconds that it took. */
async function refusalOf(port: number, timeoutMs: number, signal?: AbortSignal) {
  const start = performance.now();
  const result = await fetchChains({ host: 'localhost', port }, { timeoutMs, ...(signal && { signal }) });
  assert.ok(!result.ok, 'a chain came');
  return { ...result.refusal, ms: performance.now() - start };
}

/** Sockets and timers of this process that keep it alive. */
function activeResources(): string[] {
  return process.getActiveResourcesInfo().filter((kind) => /TCP|TLS|Timeout|GetAddrInfo/.test(kind));
}

describe('net: servers that show no chain', function () {
  this.timeout(8000);
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  const cases: readonly (readonly [string, () => Promise<TestServer>, RefusalCode])[] = [
    ['accepts and stays silent', () => serveSilence(), 'timeout'],
    ['drips a byte every 20 ms', () => serveDrip(), 'timeout'],
    ['drips a byte a second', () => serveDrip(1000), 'timeout'],
    ['drips as slowly as the time lasts', () => serveDrip(590), 'timeout'],
    ['closes when it accepts', () => serveClosing('accept'), 'closed'],
    ['closes during the handshake', () => serveClosing('hello'), 'closed'],
    ['resets the connection', serveReset, 'reset'],
    ['greets as SSH does', () => serveText('SSH-2.0-OpenSSH_9.2\r\n', 'accept'), 'not-tls'],
    ['greets as SMTP does', () => serveText('220 mail.test ESMTP ready\r\n', 'accept'), 'not-tls'],
    ['answers as HTTP does', () => serveText('HTTP/1.1 400 Bad Request\r\n\r\n', 'hello'), 'not-tls'],
    ['sends handshake_failure', () => serveAlert(40), 'handshake'],
    ['sends protocol_version', () => serveAlert(70), 'protocol-version'],
    ['sends internal_error', () => serveAlert(80), 'handshake'],
    ['warns without an end', () => serveFlow(Uint8Array.of(21, 3, 3, 0, 2, 1, 90)), 'handshake'],
    ['sends empty records without an end', () => serveFlow(Uint8Array.of(22, 3, 3, 0, 0)), 'handshake'],
    ['sends zeros without an end', () => serveFlow(new Uint8Array(65_536)), 'not-tls'],
    ['sends unrecognized_name', () => serveAlert(112), 'unrecognized-name'],
  ];
  for (const [what, serve, code] of cases) {
    it(`${what}: ${code}`, async () => {
      const server = await use(serve());
      const refusal = await refusalOf(server.port, 600);
      assert.equal(refusal.code, code, JSON.stringify(refusal));
      assert.equal(refusal.label, `localhost:${server.port}`);
      if (code === 'timeout') assert.ok(refusal.ms > 550);
      assert.ok(refusal.ms < 1200, `${refusal.ms} ms`);
    });
  }

  it('nothing listens: refused', async () => {
    const refusal = await refusalOf(await closedPort(), 1000);
    assert.equal(refusal.code, 'refused');
    assert.equal(refusal.cause, 'ECONNREFUSED');
  });

  it('a name that does not exist is not found, or not looked up, within the time', async () => {
    const start = performance.now();
    const result = await fetchChains({ host: 'no-such-host.invalid' }, { timeoutMs: 600 });
    assert.ok(!result.ok && ['not-found', 'lookup-failed', 'timeout'].includes(result.refusal.code));
    assert.ok(performance.now() - start < 1200);
  });

  it('a cancelled dial ends at once, before the lookup, during it and during the handshake', async () => {
    const { port } = await use(serveSilence());
    for (const delay of [0, 1, 5, 100]) {
      const cancel = new AbortController();
      setTimeout(() => cancel.abort(), delay);
      const refusal = await refusalOf(port, 5000, cancel.signal);
      assert.equal(refusal.code, 'cancelled');
      assert.ok(refusal.ms < delay + 500, `${refusal.ms} ms`);
    }
  });

  it('a signal that is aborted beforehand opens no connection', async () => {
    const server = await use(serveSilence());
    const refusal = await refusalOf(server.port, 5000, AbortSignal.abort());
    assert.equal(refusal.code, 'cancelled');
    assert.equal(server.accepted(), 0);
  });

  it('leaves no socket, timer or listener behind', async () => {
    // Mocha starts its own timer only after the test's first step.
    await setImmediate();
    const before = activeResources().sort();
    const cancel = new AbortController();
    const serves = [
      serveSilence(),
      serveDrip(),
      serveReset(),
      serveText('SSH-2.0-x\r\n', 'accept'),
      serveAlert(40),
    ];
    const started = await Promise.all(serves.map(use));
    await Promise.all(started.map(({ port }) => refusalOf(port, 200, cancel.signal)));
    await Promise.all(servers.splice(0).map((server) => server.close()));
    await new Promise((resolve) => setTimeout(resolve, 50));
    assert.deepEqual(activeResources().sort(), before);
  });
});

describe(`net: servers with certificates that show no chain${opensslNote}`, function () {
  this.timeout(10_000);
  before(function () {
    if (!hasOpenssl) this.skip();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });
  const leaf = () =>
    openLab().issue({ commonName: 'localhost', names: ['DNS:localhost'], issuer: openLab().intermediate });

  it('more than 100 KB of certificates: too-large', async () => {
    const rest = Array.from({ length: 250 }, () => openLab().intermediate);
    const { port } = await use(serveTls({ leaf: leaf(), rest }));
    assert.equal((await refusalOf(port, 2000)).code, 'too-large');
  });

  it('a certificate of a megabyte: too-large', async () => {
    const names = Array.from({ length: 40_000 }, (_, at) => `DNS:host-${at}.localhost.test`);
    const large = openLab().issue({ commonName: 'large', names });
    assert.ok(large.der.length > 1_000_000);
    const server = await use(serveTls({ leaf: large }));
    const refusal = await refusalOf(server.port, 5000);
    assert.equal(refusal.code, 'too-large');
    assert.ok(refusal.ms < 3000, `${refusal.ms} ms`);
  });

  for (const version of ['TLSv1', 'TLSv1.1'] as const) {
    it(`${version} and nothing newer: protocol-version`, async () => {
      const old = { minVersion: version, maxVersion: version, ciphers: 'ALL:@SECLEVEL=0' };
      const { port } = await use(serveTls({ leaf: leaf() }, old));
      assert.equal((await refusalOf(port, 2000)).code, 'protocol-version');
    });
  }

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    for (const then of ['reset', 'half-close', 'silence'] as const) {
      it(`${version}, ${then} after so many bytes: a refusal, or the chain that came, and never more than a handshake`, async () => {
        const rest = [openLab().intermediate];
        const good = await use(
          serveTls({ leaf: leaf(), rest }, { minVersion: version, maxVersion: version }),
        );
        const codes: string[] = [];
        for (const bytes of [1, 5, 60, 130, 400, 900, 1300, 4000]) {
          const { port, accepted } = await use(serveCut(good.port, bytes, then));
          const start = performance.now();
          const result = await fetchChains({ host: '127.0.0.1', port }, { timeoutMs: 400, localRoots: [] });
          assert.ok(performance.now() - start < 1000, `${bytes} bytes`);
          assert.equal(accepted(), 1);
          if (result.ok) assert.ok(result.chains[0]?.reason);
          codes.push(result.ok ? 'ok' : result.refusal.code);
        }
        // Once bytes have come, Node does not tell a reset from an orderly close.
        const expected = { reset: /^(reset|closed)$/, 'half-close': /^closed$/, silence: /^timeout$/ }[then];
        for (const code of codes.filter((one) => one !== 'ok')) assert.match(code, expected);
        assert.deepEqual([codes[0] === 'ok', codes.at(-1)], [false, 'ok'], codes.join());
        assert.equal(good.received(), 0);
      });
    }
  }

  it('hundreds of certificates within 100 KB: the path among them', async () => {
    const tiny = openLab().issue({ commonName: 't', extensions: [] });
    const rest = [...Array.from({ length: 190 }, () => tiny), openLab().intermediate];
    const { port } = await use(serveTls({ leaf: leaf(), rest }));
    const publicRoots = [openLab().root.certificate];
    const result = await fetchChains({ host: 'localhost', port }, { timeoutMs: 3000, publicRoots });
    assert.ok(result.ok, result.ok ? '' : result.refusal.code);
    assert.equal(result.chains[0]?.trust, 'public');
    assert.equal(result.chains[0]?.strays.length, 1);
    assert.equal(result.chains[0]?.served.length, 192);
  });

  it('200 parallel dials, half of them to a silent server, settle by the deadline', async () => {
    const good = await use(serveTls({ leaf: leaf(), rest: [openLab().intermediate] }));
    const silent = await use(serveSilence());
    const publicRoots = [openLab().root.certificate];
    const { signal } = new AbortController();
    const start = performance.now();
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, at) =>
        fetchChains(
          { host: '127.0.0.1', port: (at % 2 ? good : silent).port, servername: 'localhost' },
          { timeoutMs: 1500, publicRoots, signal },
        ),
      ),
    );
    assert.ok(performance.now() - start < 3500, `${performance.now() - start} ms`);
    // A busy machine may not get through all good ones in time, but it says so and nothing else.
    const codes = results.map((result) => (result.ok ? 'ok' : result.refusal.code));
    assert.deepEqual([...new Set(codes.filter((_, at) => at % 2 === 0))], ['timeout']);
    assert.ok(
      codes.includes('ok') && codes.every((code) => code === 'ok' || code === 'timeout'),
      codes.join(),
    );
  });
});
