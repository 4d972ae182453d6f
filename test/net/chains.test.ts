import assert from 'node:assert/strict';
import { createHash, X509Certificate } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import {
  type DialOptions,
  type Doubt,
  fetchChains,
  fetchMany,
  type ServedChain,
  type Target,
} from '../../server/src/net';
import {
  hasOpenssl,
  type Issued,
  type KeyKind,
  type Order,
  openLab,
  opensslNote,
  opensslPin,
} from '../support/certificates';
import {
  type Shown,
  serveByName,
  serveClientAuth,
  serveDual,
  serveFlood,
  serveOnce,
  serveSilence,
  serveTls,
  type TestServer,
} from '../support/tls-servers';

/** One expectation about one chain; what is absent is not looked at. */
interface Expected {
  readonly trust: ServedChain['trust'];
  readonly reason?: Doubt['code'];
  /** Role, and `+` where the server sent it, `-` where it was completed. */
  readonly path?: string;
  readonly strays?: number;
  readonly name?: boolean;
  readonly protocol?: string;
  readonly keyType?: string;
}

describe(`net: chains that servers show${opensslNote}`, function () {
  this.timeout(10_000);
  const servers: TestServer[] = [];
  before(function () {
    if (!hasOpenssl) this.skip();
  });
  afterEach(async () => {
    for (const server of servers.splice(0)) await server.close();
  });

  const use = async (server: Promise<TestServer>) => {
    const started = await server;
    servers.push(started);
    return started;
  };
  const leaf = (more: Partial<Order> = {}) => {
    const { intermediate } = openLab();
    return openLab().issue({
      commonName: 'good.test',
      names: ['DNS:good.test', 'IP:127.0.0.1'],
      issuer: intermediate,
      ...more,
    });
  };
  const fetchFrom = async (server: TestServer, target: Partial<Target> = {}, options: DialOptions = {}) => {
    const publicRoots = [openLab().root.certificate];
    const result = await fetchChains(
      { host: '127.0.0.1', port: server.port, servername: 'good.test', ...target },
      { timeoutMs: 3000, publicRoots, localRoots: [], ...options },
    );
    assert.ok(result.ok, result.ok ? undefined : result.refusal.code);
    return result;
  };
  const fetchOne = async (server: TestServer, target: Partial<Target> = {}, options: DialOptions = {}) => {
    const { chains } = await fetchFrom(server, target, options);
    assert.equal(chains.length, 1);
    return chains[0] as ServedChain;
  };

  const complete = () => ({ leaf: leaf(), rest: [openLab().intermediate] });
  const cases: readonly (readonly [string, () => Shown, Expected, 'locally'?])[] = [
    [
      'leaf and intermediate',
      complete,
      { trust: 'public', path: 'leaf+ intermediate+ root-', strays: 0, name: true, keyType: 'EC P-256' },
    ],
    [
      'with the root',
      () => ({ leaf: leaf(), rest: [openLab().intermediate, openLab().root] }),
      { trust: 'public', path: 'leaf+ intermediate+ root+', strays: 0 },
    ],
    [
      'in the wrong order',
      () => ({ leaf: leaf(), rest: [openLab().root, openLab().intermediate] }),
      { trust: 'public', path: 'leaf+ intermediate+ root+', strays: 0 },
    ],
    [
      'with a stranger and repeats',
      () => ({
        leaf: leaf(),
        rest: [openLab().stranger, leaf(), openLab().intermediate, openLab().intermediate],
      }),
      { trust: 'public', path: 'leaf+ intermediate+ root-', strays: 1 },
    ],
    [
      'without the intermediate',
      () => ({ leaf: leaf() }),
      { trust: 'none', reason: 'missing-issuer', path: 'leaf+' },
    ],
    [
      'self-signed',
      () => ({ leaf: openLab().issue({ commonName: 'self', names: ['DNS:good.test'] }) }),
      { trust: 'none', reason: 'self-signed', path: 'leaf+', name: true },
    ],
    [
      'of a root that nobody trusts',
      () => ({ leaf: leaf({ issuer: openLab().stranger }), rest: [openLab().stranger] }),
      { trust: 'none', reason: 'unknown-root', path: 'leaf+ root+' },
    ],
    [
      'expired',
      () => ({ leaf: leaf({ days: [-90, -3] }), rest: [openLab().intermediate] }),
      {
        trust: 'none',
        reason: 'ended',
        path: 'leaf+ intermediate+ root-',
      },
    ],
    [
      'not yet valid',
      () => ({ leaf: leaf({ days: [3, 90] }), rest: [openLab().intermediate] }),
      { trust: 'none', reason: 'begins' },
    ],
    [
      'for clients only',
      () => ({ leaf: leaf({ usage: 'clientAuth' }), rest: [openLab().intermediate] }),
      { trust: 'none', reason: 'not-for-servers' },
    ],
    [
      'issued by a leaf',
      () => ({ leaf: leaf({ issuer: leaf() }), rest: [leaf(), openLab().intermediate] }),
      { trust: 'none', reason: 'leaf-issuer' },
    ],
    [
      'for another name',
      () => ({ leaf: leaf({ names: ['DNS:bad.test'] }), rest: [openLab().intermediate] }),
      { trust: 'public', name: false },
    ],
    [
      'with a common name only',
      () => ({ leaf: leaf({ names: [] }), rest: [openLab().intermediate] }),
      { trust: 'public', name: false },
    ],
    [
      'with a wildcard',
      () => ({ leaf: leaf({ names: ['DNS:*.test'] }), rest: [openLab().intermediate] }),
      { trust: 'public', name: false },
    ],
    [
      'trusted by this machine only',
      complete,
      { trust: 'local', reason: 'own-root', path: 'leaf+ intermediate+ root-' },
      'locally',
    ],
    [
      'expired and known to this machine only',
      () => ({ leaf: leaf({ days: [-90, -3] }), rest: [openLab().intermediate] }),
      { trust: 'none' },
      'locally',
    ],
  ];
  for (const [what, shown, expected, known] of cases) {
    it(`${what}: ${expected.trust}`, async () => {
      const server = await use(serveTls(shown()));
      const locally = { publicRoots: [], localRoots: [openLab().root.certificate] };
      const chain = await fetchOne(server, {}, known === 'locally' ? locally : {});
      check(chain, expected);
      checkServed(chain, shown());
      assert.equal(server.received(), 0);
      assert.equal(server.accepted(), 1, 'one connection, whoever trusts the chain');
    });
  }

  const keys: readonly (readonly [KeyKind, string])[] = [
    ['rsa-2048', 'RSA 2048'],
    ['ec-p256', 'EC P-256'],
    ['ec-p384', 'EC P-384'],
    ['ed25519', 'Ed25519'],
  ];
  for (const [key, keyType] of keys) {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      it(`${keyType} over ${version}`, async () => {
        const shown = { leaf: leaf({ key }), rest: [openLab().intermediate] };
        const server = await use(serveTls(shown, { minVersion: version, maxVersion: version }));
        check(await fetchOne(server), { trust: 'public', protocol: version, keyType });
      });
    }
  }

  for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
    it(`both keys of a dual server over ${version}`, async () => {
      const rest = [openLab().intermediate];
      const [ec, rsa] = [leaf(), leaf({ key: 'rsa-2048' })];
      const versions = { minVersion: version, maxVersion: version };
      const server = await use(serveDual({ leaf: ec, rest }, { leaf: rsa, rest }, versions));
      const { chains, notes } = await fetchFrom(server, {}, { bothKeyTypes: true });
      assert.deepEqual(chains.map(({ keyType, trust }) => `${keyType} ${trust}`).sort(), [
        'EC P-256 public',
        'RSA 2048 public',
      ]);
      assert.deepEqual(
        chains.map(leafPin).sort(),
        [opensslPin(ec.certificate), opensslPin(rsa.certificate)].sort(),
      );
      assert.deepEqual(notes, []);
      assert.equal(server.accepted(), 2);
    });

    it(`a client certificate wanted over ${version}: the chain is read all the same`, async () => {
      const shown = complete();
      const chain = await fetchOne(await use(serveClientAuth(shown, version)));
      const unjudged = { trust: 'none', reason: 'client-certificate' } as const;
      check(chain, {
        ...(version === 'TLSv1.2' ? unjudged : { trust: 'public' }),
        path: 'leaf+ intermediate+ root-',
      });
      checkServed(chain, shown);
    });
  }

  it('says when a server has no second key type', async () => {
    for (const key of ['rsa-2048', 'ec-p256', 'ed25519'] as const) {
      const server = await use(serveTls({ leaf: leaf({ key }), rest: [openLab().intermediate] }));
      const { chains, notes } = await fetchFrom(server, {}, { bothKeyTypes: true });
      assert.equal(chains.length, 1);
      assert.equal(notes.length, key === 'ed25519' ? 2 : 1);
      assert.equal(server.accepted(), key === 'ed25519' ? 3 : 2);
    }
  });

  it('takes the chain that belongs to the server name', async () => {
    const rest = [openLab().intermediate];
    const [one, two] = [leaf({ names: ['DNS:one.test'] }), leaf({ names: ['DNS:two.test'] })];
    const server = await use(
      serveByName({ 'one.test': { leaf: one, rest }, 'two.test': { leaf: two, rest } }),
    );
    check(await fetchOne(server, { servername: 'three.test' }), { trust: 'public', name: false });
    for (const [servername, issued] of [
      ['One.Test.', one],
      ['two.test', two],
    ] as const) {
      const chain = await fetchOne(server, { servername });
      check(chain, { trust: 'public', name: true });
      assert.equal(leafPin(chain), opensslPin(issued.certificate));
    }
  });

  const names: readonly (readonly [string, readonly string[], boolean])[] = [
    ['a.wild.test', ['DNS:*.wild.test'], true],
    ['A.Wild.Test.', ['DNS:*.wild.test'], true],
    ['a.b.wild.test', ['DNS:*.wild.test'], false],
    ['bücher.test', ['DNS:xn--bcher-kva.test'], true],
    ['127.0.0.1', ['IP:127.0.0.1'], true],
    ['127.0.0.1', ['DNS:127.0.0.1'], false],
    ['[::1]', ['IP:::1'], true],
    ['127.0.0.2', ['IP:127.0.0.1'], false],
  ];
  for (const [servername, sans, matches] of names) {
    it(`${servername} ${matches ? 'is' : 'is not'} named by ${sans}`, async () => {
      const server = await use(serveTls({ leaf: leaf({ names: sans }), rest: [openLab().intermediate] }));
      check(await fetchOne(server, { servername }), { trust: 'public', name: matches });
    });
  }

  it('reads over IPv6', async function () {
    if (
      !Object.values(networkInterfaces())
        .flat()
        .some((at) => at?.address === '::1')
    )
      this.skip();
    const server = await use(serveTls(complete(), {}, '::1'));
    const chain = await fetchOne(server, { host: '[::1]' }, { allAddresses: true });
    assert.equal(chain.address, `[::1]:${server.port}`);
  });

  it('stops after the handshake however much the server says', async () => {
    check(await fetchOne(await use(serveFlood(complete()))), { trust: 'public' });
  });

  it('keeps the chain in hand when the question for the other key type meets silence', async () => {
    const { chains, notes } = await fetchFrom(
      await use(serveOnce(complete())),
      {},
      { bothKeyTypes: true, timeoutMs: 500 },
    );
    assert.deepEqual(
      chains.map(({ trust }) => trust),
      ['public'],
    );
    assert.equal(notes.length, 1);
  });

  it('of two paths the one to a public root, whichever the server prefers', async () => {
    const { root, intermediate, stranger, issue } = openLab();
    const crossed = issue({ commonName: 'Lab Root', keyOf: root, issuer: stranger, authority: true });
    const server = await use(serveTls({ leaf: leaf(), rest: [intermediate, crossed] }));
    const [known, other] = [[root.certificate], [stranger.certificate]];
    const cases: readonly (readonly [DialOptions, Expected])[] = [
      [
        { publicRoots: known, localRoots: other },
        { trust: 'public', path: 'leaf+ intermediate+ root-', strays: 1 },
      ],
      [
        { publicRoots: other, localRoots: known },
        { trust: 'public', path: 'leaf+ intermediate+ intermediate+ root-' },
      ],
      [
        { publicRoots: [], localRoots: [...known, ...other] },
        { trust: 'local', path: 'leaf+ intermediate+ root-' },
      ],
      [
        { publicRoots: [], localRoots: [] },
        { trust: 'none', path: 'leaf+ intermediate+ intermediate+' },
      ],
    ];
    for (const [options, expected] of cases) check(await fetchOne(server, {}, options), expected);
    assert.equal(server.accepted(), cases.length);
  });

  it('tells an intermediate that this machine knows from one that the server sends', async () => {
    const { root, intermediate } = openLab();
    const server = await use(serveTls({ leaf: leaf() }));
    const localRoots = [root.certificate, intermediate.certificate];
    check(await fetchOne(server, {}, { localRoots, publicRoots: [] }), {
      trust: 'local',
      path: 'leaf+ intermediate- root-',
    });
    const chain = await fetchOne(server);
    check(chain, { trust: 'none', reason: 'missing-issuer', path: 'leaf+' });
    assert.deepEqual(chain.reason, { code: 'missing-issuer', authority: 'Lab CA' });
  });

  it('dials so many hosts at a time and no more, and all of them end with a cancel', async () => {
    const silent = await use(serveSilence());
    const targets = Array.from({ length: 9 }, (_, at) => ({
      host: '127.0.0.1',
      port: silent.port,
      servername: `a${at}.test`,
    }));
    for (const [concurrency, open] of [
      [3, 3],
      [0, 1],
      [Number.NaN, 1],
      [Number.POSITIVE_INFINITY, 9],
    ] as const) {
      const before = silent.accepted();
      const cancel = new AbortController();
      const dials = fetchMany(targets, { timeoutMs: 5000, concurrency, signal: cancel.signal });
      await new Promise((resolve) => setTimeout(resolve, 150));
      assert.equal(silent.accepted() - before, open);
      cancel.abort();
      const codes = (await dials).map((result) => (result.ok ? 'ok' : result.refusal.code));
      assert.deepEqual(
        codes,
        Array.from(targets, () => 'cancelled'),
      );
      assert.equal(silent.accepted() - before, open);
    }
  });

  it('dials equal targets once and keeps the order', async () => {
    const server = await use(serveTls(complete()));
    const silent = await use(serveSilence());
    const target = { host: '127.0.0.1', port: server.port };
    const targets = [
      target,
      { host: '127.0.0.1', port: silent.port },
      { ...target, servername: '127.0.0.1' },
      { ...target, servername: 'X.test.' },
      { ...target, servername: 'x.test' },
    ];
    const publicRoots = [openLab().root.certificate];
    const results = await fetchMany(targets, { timeoutMs: 500, concurrency: 2, publicRoots });
    assert.deepEqual(
      results.map(({ ok }) => ok),
      [true, false, true, true, true],
    );
    assert.equal(server.accepted(), 2);
  });
});

function check(chain: ServedChain, expected: Expected): void {
  const { path, strays, name, protocol, keyType, reason } = expected;
  const told = { trust: chain.trust, reason: chain.reason };
  assert.equal(chain.trust, expected.trust, JSON.stringify(told));
  assert.equal(chain.reason === undefined, chain.trust === 'public');
  assert.equal(chain.nameReason === undefined, chain.nameMatches);
  if (reason) assert.equal(chain.reason?.code, reason);
  const drawn = chain.path.map(({ role, served }) => `${role}${served ? '+' : '-'}`).join(' ');
  if (path !== undefined) assert.equal(drawn, path);
  if (strays !== undefined) assert.equal(chain.strays.length, strays);
  if (name !== undefined) assert.equal(chain.nameMatches, name, chain.nameReason?.code);
  if (protocol !== undefined) assert.equal(chain.protocol, protocol);
  if (keyType !== undefined) assert.equal(chain.keyType, keyType);
}

/** The bytes are the served ones in wire order, and their pins are those of the openssl command. */
function checkServed(chain: ServedChain, { leaf, rest = [] }: Shown): void {
  const sent: readonly Issued[] = [leaf, ...rest];
  assert.deepEqual(
    chain.served.map(hex),
    sent.map(({ der }) => hex(der)),
  );
  for (const [at, { certificate }] of sent.entries())
    assert.equal(pinOf(chain.served[at]), opensslPin(certificate));
}

function leafPin(chain: ServedChain): string {
  return pinOf(chain.path[0]?.der);
}

function pinOf(der: Uint8Array | undefined): string {
  const spki = new X509Certificate(der ?? '').publicKey.export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(spki).digest('base64')}`;
}

function hex(der: Uint8Array): string {
  return Buffer.from(der).toString('hex');
}
