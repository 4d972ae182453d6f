import assert from 'node:assert/strict';
import { promises } from 'node:dns';
import { type DialOptions, fetchChains } from '../../server/src/net';
import { hasOpenssl, openLab, opensslNote } from '../support/certificates';
import { serveSilence, serveTls, type TestServer } from '../support/tls-servers';

describe(`net: hosts with several addresses${opensslNote}`, function () {
  this.timeout(8000);
  const { lookup } = promises;
  const servers: TestServer[] = [];
  let port = 0;
  let good: TestServer;
  let silent: TestServer;
  before(async function () {
    // Only Linux gives the whole of 127.0.0.0/8 to loopback.
    if (!hasOpenssl || process.platform !== 'linux') this.skip();
    const leaf = openLab().issue({ commonName: 'many.test', names: ['DNS:many.test'] });
    good = await serveTls({ leaf });
    port = good.port;
    silent = await serveSilence('127.0.0.2', port);
    servers.push(good, silent);
  });
  after(async () => {
    promises.lookup = lookup;
    for (const server of servers) await server.close();
  });

  /** Fetches from a host with these addresses; the name server is the one thing that loopback cannot offer. */
  const fetchAt = async (addresses: readonly string[], options: DialOptions = {}) => {
    Object.assign(promises, { lookup: async () => addresses.map((address) => ({ address, family: 4 })) });
    return fetchChains({ host: 'many.test', port }, { timeoutMs: 500, localRoots: [], ...options });
  };
  const [SILENT, CLOSED, GOOD] = ['127.0.0.2', '127.0.0.3', '127.0.0.1'];

  for (const addresses of [
    [GOOD, SILENT],
    [SILENT, GOOD],
    [CLOSED, GOOD],
    [SILENT, CLOSED, SILENT, GOOD],
  ]) {
    it(`the first that answers of ${addresses.join(', ')}`, async () => {
      const before = good.accepted() + silent.accepted();
      const result = await fetchAt(addresses, { timeoutMs: 1200 });
      assert.ok(result.ok, result.ok ? undefined : result.refusal.code);
      assert.deepEqual(
        result.chains.map(({ address }) => address),
        [`${GOOD}:${port}`],
      );
      const open = [GOOD, SILENT].filter((address) => addresses.includes(address)).length;
      const asked = addresses[0] === GOOD ? 1 : open;
      assert.equal(good.accepted() + silent.accepted() - before, asked, 'one connection for each address');
    });
  }

  it('every address: chains for those that answer, a note for each other one', async () => {
    const before = [good.accepted(), silent.accepted()] as const;
    const result = await fetchAt([CLOSED, GOOD, SILENT], { allAddresses: true });
    assert.ok(result.ok);
    assert.deepEqual([good.accepted() - before[0], silent.accepted() - before[1]], [1, 1]);
    assert.equal(result.chains.length, 1);
    assert.deepEqual(
      result.notes.map((note) => note.code === 'address-refused' && note.refusal.label),
      [CLOSED, SILENT].map((address) => `${address}:${port}`),
    );
  });

  it('no address answers: the reason that says most', async () => {
    const result = await fetchAt([CLOSED, SILENT]);
    assert.equal(!result.ok && result.refusal.code, 'timeout');
  });

  it('a host with IPv6 addresses only', async function () {
    const leaf = openLab().issue({ commonName: 'many.test', names: ['DNS:many.test'] });
    const six = await serveTls({ leaf }, {}, '::1').catch(() => this.skip());
    servers.push(six);
    Object.assign(promises, { lookup: async () => [{ address: '::1', family: 6 }] });
    const result = await fetchChains(
      { host: 'many.test', port: six.port },
      { timeoutMs: 500, localRoots: [] },
    );
    assert.ok(result.ok, result.ok ? undefined : result.refusal.code);
    assert.equal(result.chains[0]?.address, `[::1]:${six.port}`);
    assert.equal(result.chains[0]?.nameMatches, true);
  });

  it('a host without addresses is not found', async () => {
    const result = await fetchAt([]);
    assert.equal(!result.ok && result.refusal.code, 'not-found');
  });

  it('asks 16 addresses and says how many there are', async () => {
    const many = Array.from({ length: 40 }, (_, at) => `127.0.1.${at + 1}`);
    const result = await fetchAt([GOOD, ...many], { allAddresses: true });
    assert.ok(result.ok);
    assert.equal(result.notes.length, 16);
    assert.deepEqual(result.notes[0], { code: 'addresses-omitted', asked: 16, all: 41 });
  });

  it('a name that leads to private addresses only is refused', async () => {
    const result = await fetchAt([GOOD, '::ffff:127.0.0.1'], { allowPrivate: false });
    assert.equal(!result.ok && result.refusal.code, 'private-address');
  });

  it('a name server that never answers: timeout', async () => {
    Object.assign(promises, { lookup: () => new Promise(() => {}) });
    const start = performance.now();
    const result = await fetchChains({ host: 'many.test', port }, { timeoutMs: 300 });
    assert.equal(!result.ok && result.refusal.code, 'timeout');
    assert.ok(performance.now() - start < 800);
  });
});
