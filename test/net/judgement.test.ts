import assert from 'node:assert/strict';
import tls from 'node:tls';
import { fetchChains } from '../../server/src/net';
import { readCertificate } from '../../server/src/net/certificate';
import { type Found, findPath } from '../../server/src/net/path';
import { openStore } from '../../server/src/net/store';
import { hasOpenssl, type Issued, type Order, openLab, opensslNote } from '../support/certificates';
import { type Shown, serveTls } from '../support/tls-servers';

/** What stands between a leaf and the root, and what may be wrong with it. */
interface Case {
  readonly leaf?: Partial<Order>;
  /** From the root down; one good authority when absent. */
  readonly authorities?: readonly Partial<Order>[];
  readonly root?: Partial<Order>;
  /** Which of the authorities the server leaves out. */
  readonly without?: number;
  /** Sent between leaf and authorities. */
  readonly extra?: () => readonly Issued[];
  /** True where the search here refuses what some Node accepts. */
  readonly stricter?: boolean;
}

const CA = 'basicConstraints=critical,CA:true';
const SIGNS = 'keyUsage=critical,keyCertSign';
const LEAF = 'basicConstraints=critical,CA:false';
const SERVER = 'extendedKeyUsage=serverAuth';
const authority = (...extensions: readonly string[]): Partial<Order> => ({
  extensions: [CA, SIGNS, ...extensions],
});
const leaf = (...extensions: readonly string[]): Partial<Order> => ({ extensions: [LEAF, ...extensions] });
const constrained = (constraint: string, more: Partial<Order> = {}): Case => ({
  authorities: [authority(`nameConstraints=critical,${constraint}`)],
  leaf: more,
});

const CASES: Readonly<Record<string, Case>> = {
  good: {},
  'good, four authorities': { authorities: [{}, {}, {}, {}] },
  'good, under the root itself': { authorities: [] },
  'in the wrong order, with a stranger': { authorities: [{}, {}], extra: () => [openLab().stranger] },
  'missing intermediate': { without: 0 },
  'missing upper intermediate': { authorities: [{}, {}], without: 0 },
  expired: { leaf: { days: [-90, -1] } },
  'not yet valid': { leaf: { days: [1, 90] } },
  'expired authority': { authorities: [{ days: [-90, -1] }] },
  'authority not yet valid': { authorities: [{ days: [1, 90] }] },
  'expired root': { root: { days: [-90, -1] } },
  'authority without the CA flag': { authorities: [{ extensions: [LEAF, SIGNS] }] },
  'authority that says nothing': { authorities: [{ extensions: [] }] },
  'authority without certificate signing': {
    authorities: [{ extensions: [CA, 'keyUsage=critical,cRLSign'] }],
  },
  'authority without key usage': { authorities: [{ extensions: [CA] }] },
  'authority with key usage alone': { authorities: [{ extensions: [SIGNS] }], stricter: true },
  'root with key usage alone': { root: { extensions: [SIGNS] } },
  'root that says nothing': { root: { extensions: [] } },
  'root without the CA flag': { root: { extensions: [LEAF] } },
  'path length kept': {
    authorities: [authority().extensions ? { extensions: [`${CA},pathlen:0`, SIGNS] } : {}],
  },
  'path length kept by one more': { authorities: [{ extensions: [`${CA},pathlen:1`, SIGNS] }, {}] },
  'path length exceeded': { authorities: [{ extensions: [`${CA},pathlen:0`, SIGNS] }, {}] },
  'path length of the root exceeded': { root: { extensions: [`${CA},pathlen:0`, SIGNS] } },
  'for clients only': { leaf: { usage: 'clientAuth' } },
  'for anything': { leaf: { usage: 'anyExtendedKeyUsage' } },
  'for mail and servers': { leaf: { usage: 'emailProtection,serverAuth' } },
  'without extended key usage': { leaf: leaf() },
  'authority for clients only': { authorities: [authority('extendedKeyUsage=clientAuth')] },
  'authority for servers': { authorities: [authority(SERVER)] },
  'root for mail only': { root: authority('extendedKeyUsage=emailProtection') },
  'key usage for signatures': { leaf: leaf(SERVER, 'keyUsage=digitalSignature') },
  'key usage for lists only': { leaf: { ...leaf(SERVER, 'keyUsage=cRLSign'), key: 'rsa-2048' } },
  'a leaf that is an authority': { leaf: { extensions: [CA, SERVER] } },
  'unknown critical extension': { leaf: leaf(SERVER, '1.2.3.4=critical,DER:05:00') },
  'unknown critical extension of an authority': { authorities: [authority('1.2.3.4=critical,DER:05:00')] },
  'unknown extension': { leaf: leaf(SERVER, '1.2.3.4=DER:05:00') },
  'critical policies': { leaf: leaf(SERVER, 'certificatePolicies=critical,1.2.3.4') },
  'DNS permitted': constrained('permitted;DNS:good.test'),
  'DNS permitted, dotted base': constrained('permitted;DNS:.test'),
  'DNS permitted, upper case': constrained('permitted;DNS:GOOD.Test'),
  'DNS not permitted': constrained('permitted;DNS:other.test'),
  'DNS not permitted, an ending of a label': constrained('permitted;DNS:ood.test'),
  'DNS dotted base leaves out itself': constrained('permitted;DNS:.good.test'),
  'DNS excluded': constrained('excluded;DNS:test'),
  'DNS excluded elsewhere': constrained('excluded;DNS:other.test'),
  'one of two DNS names not permitted': constrained('permitted;DNS:good.test', {
    names: ['DNS:good.test', 'DNS:bad.test'],
  }),
  'DNS constraint on a common name': constrained('permitted;DNS:other.test', {
    commonName: 'good.test',
    names: [],
  }),
  'DNS constraint of the root': { root: authority('nameConstraints=critical,permitted;DNS:other.test') },
  'IP permitted': constrained('permitted;IP:127.0.0.0/255.0.0.0', {
    names: ['IP:127.0.0.1', 'DNS:good.test'],
  }),
  'IP not permitted': constrained('permitted;IP:10.0.0.0/255.0.0.0', {
    names: ['IP:127.0.0.1', 'DNS:good.test'],
  }),
  'IPv6 under an IPv4 constraint': constrained('permitted;IP:10.0.0.0/255.0.0.0', {
    names: ['IP:::1', 'DNS:good.test'],
  }),
  'IP excluded': constrained('excluded;IP:127.0.0.1/255.255.255.255', {
    names: ['IP:127.0.0.1', 'DNS:good.test'],
  }),
  'subject permitted': constrained('permitted;dirName:dir', { commonName: 'Allowed  Name' }),
  'subject not permitted': constrained('permitted;dirName:dir'),
  'subject excluded': constrained('excluded;dirName:dir', { commonName: 'allowed name' }),
  'mail constraint, no mail name': constrained('permitted;email:a.test'),
  'mail name not permitted': constrained('permitted;email:a.test', {
    names: ['DNS:good.test', 'email:x@b.test'],
  }),
  'SHA-1 signature': { leaf: { digest: 'sha1' } },
  'MD5 signature': { authorities: [{ key: 'rsa-2048' }], leaf: { digest: 'md5' } },
  'SHA-1 signature of an authority': { authorities: [{ digest: 'sha1' }] },
  'SHA-1 signature of the root itself': { root: { digest: 'sha1' } },
  'SHA-512 signature': { leaf: { digest: 'sha512' } },
  'RSA 512': { leaf: { key: 'rsa-512' } },
  'RSA 1024': { leaf: { key: 'rsa-1024' }, stricter: true },
  'RSA 1024 authority': { authorities: [{ key: 'rsa-1024' }], stricter: true },
  'RSA 1024 root': { root: { key: 'rsa-1024' }, stricter: true },
  'Ed25519 authority': { authorities: [{ key: 'ed25519' }] },
  'a namesake of the authority first': {
    extra: () => [openLab().issue({ commonName: 'Authority 0', authority: true, days: [-9, 9] })],
  },
};

describe(`net: the verdict compared with Node's own${opensslNote}`, function () {
  this.timeout(20_000);
  before(function () {
    if (!hasOpenssl) this.skip();
  });

  for (const [what, one] of Object.entries(CASES)) {
    it(what, async () => {
      const { shown, root } = make(one);
      // Whoever runs the server may be as careless as OpenSSL allows.
      const server = await serveTls(shown, { ciphers: 'ALL:@SECLEVEL=0', maxVersion: 'TLSv1.2' });
      try {
        const code = await ask(server.port, root.certificate);
        const target = { host: '127.0.0.1', port: server.port, servername: 'good.test' };
        const pems = [root.certificate];
        const [open, local] = await Promise.all([
          fetchChains(target, { publicRoots: pems, localRoots: [] }),
          fetchChains(target, { publicRoots: [], localRoots: pems }),
        ]);
        assert.ok(open.ok && local.ok);
        const said = [open.chains[0]?.trust, local.chains[0]?.trust];
        const told = `${code ?? 'Node trusts it'}; ${JSON.stringify([open, local].map(({ chains }) => chains[0]?.reason))}`;
        const found = search(shown, pems);
        const isSound = found?.anchored === true && found.problem === undefined;
        assert.equal(isSound, code === undefined && !one.stricter, `${told}; ${found?.problem?.code}`);
        if (one.stricter) assert.deepEqual(said, ['none', 'none'], told);
        else assert.deepEqual(said, code === undefined ? ['public', 'local'] : ['none', 'none'], told);
        if (code !== undefined) assert.notEqual(open.chains[0]?.reason?.code ?? 'refused', 'refused', told);
        assert.equal(server.accepted(), 3);
      } finally {
        await server.close();
      }
    });
  }

  it('a signature that was tampered with', async () => {
    const { shown, root } = make({});
    const broken = Buffer.from(shown.leaf.der);
    broken[broken.length - 1] = (broken[broken.length - 1] ?? 0) ^ 1;
    const body = broken.toString('base64').replace(/(.{64})/g, '$1\n');
    const certificate = `-----BEGIN CERTIFICATE-----\n${body}\n-----END CERTIFICATE-----\n`;
    const server = await serveTls({ ...shown, leaf: { ...shown.leaf, certificate } });
    const target = { host: '127.0.0.1', port: server.port, servername: 'good.test' };
    for (const options of [
      { publicRoots: [root.certificate] },
      { publicRoots: [], localRoots: [root.certificate] },
    ]) {
      const result = await fetchChains(target, { localRoots: [], ...options });
      assert.equal(result.ok && result.chains[0]?.trust, 'none');
    }
    await server.close();
  });
});

/** Issues what a case describes, from the root down. */
function make({ leaf: wanted, authorities = [{}], root: top, without, extra }: Case) {
  const { issue } = openLab();
  const dir = ['[dir]', 'CN=Allowed Name'];
  const root = issue({
    commonName: 'Judged Root',
    authority: true,
    key: 'rsa-2048',
    days: [-90, 90],
    ...top,
  });
  const issued: Issued[] = [root];
  for (const [at, order] of authorities.entries()) {
    const needsDir = order.extensions?.some((line) => line.includes('dirName'));
    const extensions = needsDir ? { extensions: [...(order.extensions ?? []), ...dir] } : {};
    const issuer = issued.at(-1) as Issued;
    issued.push(
      issue({
        commonName: `Authority ${at}`,
        authority: true,
        days: [-60, 60],
        issuer,
        ...order,
        ...extensions,
      }),
    );
  }
  const end = issue({
    commonName: 'end',
    names: ['DNS:good.test'],
    issuer: issued.at(-1) as Issued,
    ...wanted,
  });
  const sent = issued.slice(1).filter((_, at) => at !== without);
  const shown: Shown = { leaf: end, rest: [...(extra?.() ?? []), ...sent.reverse()] };
  return { shown, root };
}

/** What the search alone finds, without a word from the TLS library. */
function search({ leaf: end, rest = [] }: Shown, pems: readonly string[]): Found | undefined {
  const [first, ...others] = [end, ...rest].flatMap(({ der }) => readCertificate(der) ?? []);
  return first && findPath([first, ...others], openStore(pems), Date.now());
}

/** The code with which an ordinary handshake of Node refuses the chain; undefined when it does not. */
function ask(port: number, ca: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const options = {
      host: '127.0.0.1',
      port,
      servername: 'good.test',
      ca,
      checkServerIdentity: () => undefined,
    };
    const socket = tls.connect(options, () => {
      socket.destroy();
      resolve(undefined);
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}
