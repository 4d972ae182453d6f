import assert from 'node:assert/strict';
import { createPublicKey } from 'node:crypto';
import { localDate } from '../../server/src/core/date';
import { FORMATS } from '../../server/src/inspect/contents';
import { validityDays } from '../../server/src/inspect/dates';
import { PACKAGE_FINDINGS } from '../../server/src/inspect/finding-ids';
import { inspect } from '../../server/src/inspect/inspect';
import {
  type Cryptography,
  type Inspection,
  type InspectOptions,
  type PinnedHost,
  PURPOSES,
  type ReadMaterial,
} from '../../server/src/inspect/inspection';
import { isSelfSigned, offlinePath } from '../../server/src/net';
import { type CertificateDetails, readCertificate, readDetails } from '../../server/src/pins/certificates';
import type { Material, MaterialFormat } from '../../server/src/pins/material';
import { inspectMarkdown } from '../../server/src/report/inspect-markdown';
import { hasOpenssl, type Issued, type Lab, type Order, openLab, opensslNote } from '../support/certificates';
import { englishIn, inOtherWords } from './in-other-words';

/** What a package is made of, in the order of its file. */
type Part = { readonly certificate: Issued; readonly entry?: string } | { readonly key: Issued };

const certificate = (issued: Issued, entry?: string): Part =>
  entry === undefined ? { certificate: issued } : { certificate: issued, entry };
const key = (issued: Issued): Part => ({ key: issued });

function itemOf(part: Part): Material {
  if ('certificate' in part) {
    const read = readCertificate(part.certificate.der);
    assert.ok(read);
    const { entry } = part;
    return { ...read, role: 'certificate', der: part.certificate.der, ...(entry ? { entry } : {}) };
  }
  // The pin of a key is that of a certificate which carries it.
  const own = openLab().issue({ commonName: 'carrier', keyOf: part.key });
  const read = readCertificate(own.der);
  assert.ok(read);
  assert.equal(createPublicKey(part.key.key).asymmetricKeyType !== undefined, true);
  return { role: 'private-key', key: read.key, pin: read.pin };
}

function packed(parts: readonly Part[], format: MaterialFormat = 'pem', more: object = {}): ReadMaterial {
  return { ok: true, format, items: parts.map(itemOf), strays: [], unread: [], ...more };
}

const REQUEST: Material = { role: 'csr', subject: 'CN=x', names: [], key: 'RSA 2048', pin: 'sha256/x' };
const PUBLIC: Material = { role: 'public-key', key: 'RSA 2048', pin: 'sha256/x' };

function withMore(material: ReadMaterial, ...more: readonly Material[]): ReadMaterial {
  return { ...material, items: [...material.items, ...more] };
}

describe(`the inspection of a certificate package${opensslNote}`, function () {
  this.timeout(60_000);
  let lab: Lab;
  before(function () {
    if (!hasOpenssl) this.skip();
    lab = openLab();
  });

  /** The lab's root stands for a public one. */
  const crypto = (): Cryptography => ({
    details: readDetails,
    path: (leaf, others) => offlinePath(leaf, others, Date.now(), [lab.root.certificate]),
    selfSigned: isSelfSigned,
  });
  const judge = (material: ReadMaterial, options: Partial<InspectOptions> = {}): Inspection =>
    inspect(material, {
      purpose: 'environment',
      hosts: ['api.example.org'],
      today: localDate(),
      now: Date.now(),
      pinned: undefined,
      crypto: crypto(),
      ...options,
    });
  const found = ({ findings }: Inspection) => findings.map(({ id, severity }) => `${severity} ${id}`);

  const leaf = (order: Partial<Order> = {}) =>
    lab.issue({
      commonName: 'api.example.org',
      names: ['DNS:api.example.org'],
      issuer: lab.intermediate,
      ...order,
    });
  const whole = (order: Partial<Order> = {}): Part[] => {
    const one = leaf(order);
    return [key(one), certificate(one), certificate(lab.intermediate)];
  };

  type Case = readonly [
    title: string,
    material: () => ReadMaterial,
    expected: readonly string[],
    options?: Partial<InspectOptions>,
  ];

  const environment: readonly Case[] = [
    ['nothing of a sound one', () => packed(whole()), []],
    ['nothing of a sound one with its root', () => packed([...whole(), certificate(lab.root)]), []],
    ['nothing of one without hosts to cover', () => packed(whole()), [], { hosts: [] }],
    ['a missing key', () => packed(whole().slice(1)), ['error package-key-missing']],
    [
      'a key of something else',
      () => packed([key(lab.stranger), ...whole().slice(1)]),
      ['error package-key-mismatch'],
    ],
    ['a second key', () => packed([...whole(), key(lab.stranger)]), ['warning package-extra-key']],
    ['no certificate', () => packed([key(lab.stranger)]), ['error package-certificate-missing']],
    ['a missing intermediate', () => packed(whole().slice(0, 2)), ['error package-chain-incomplete']],
    [
      'a namesake of the intermediate with another key',
      () =>
        packed([
          ...whole().slice(0, 2),
          certificate(lab.issue({ commonName: 'Lab CA', authority: true, days: [-700, 700] })),
        ]),
      ['error package-chain-incomplete', 'warning package-extra-certificate'],
    ],
    [
      "a root of one's own",
      () => {
        const one = leaf({ issuer: lab.stranger });
        return packed([key(one), certificate(one), certificate(lab.stranger)]);
      },
      ['error package-not-public'],
    ],
    [
      'a self-signed certificate',
      () => {
        const one = lab.issue({ commonName: 'self', names: ['DNS:api.example.org'] });
        return packed([key(one), certificate(one)]);
      },
      ['error package-not-public'],
    ],
    [
      'an issuer that is no authority',
      () => {
        const middle = leaf({ commonName: 'no authority' });
        const one = leaf({ issuer: middle });
        return packed([key(one), certificate(one), certificate(middle), certificate(lab.intermediate)]);
      },
      ['error package-issuer-not-authority'],
    ],
    [
      'the wrong order',
      () => {
        const [own, first, second] = whole();
        return packed([second, first, own].filter((part) => part !== undefined));
      },
      ['warning package-chain-order'],
    ],
    [
      'nothing of the order inside a PFX',
      () => {
        const [own, first, second] = whole();
        return packed(
          [second, first, own].filter((part) => part !== undefined),
          'pkcs12',
        );
      },
      [],
    ],
    [
      'nothing of the order among the files of a ZIP',
      () => {
        const one = leaf();
        return packed([certificate(lab.intermediate, 'a.crt'), certificate(one, 'b.crt'), key(one)], 'zip');
      },
      [],
    ],
    [
      'a certificate without a place',
      () => packed([...whole(), certificate(lab.stranger)]),
      ['warning package-extra-certificate'],
    ],
    [
      'stray files in a ZIP',
      () => packed(whole(), 'zip', { strays: ['readme.txt'] }),
      ['error package-stray-file'],
    ],
    [
      'what stays closed, and not that the key is missing',
      () => packed(whole().slice(1), 'pem', { unread: ['a private key that needs its password'] }),
      ['error package-unread'],
    ],
    ['a public key in the package', () => withMore(packed(whole()), PUBLIC), ['warning package-stray-file']],
    ['a request in the package', () => withMore(packed(whole()), REQUEST), ['warning package-stray-file']],
    [
      'a request and a public key in a ZIP',
      () => withMore(packed(whole(), 'zip'), { ...REQUEST, entry: 'a.csr' }, { ...PUBLIC, entry: 'b.pub' }),
      ['error package-stray-file', 'error package-stray-file'],
    ],
    [
      'a file without a key by nature',
      () => packed(whole().slice(1), 'pkcs7'),
      ['error package-format', 'error package-key-missing'],
    ],
    ['one that ended', () => packed(whole({ days: [-90, -1] })), ['error package-expired']],
    ['one that has not begun', () => packed(whole({ days: [2, 90] })), ['error package-not-yet-valid']],
    ['one that ends soon', () => packed(whole({ days: [-60, 20] })), ['warning package-expiring']],
    [
      'an intermediate that ended',
      () => {
        const middle = lab.issue({
          commonName: 'Old CA',
          authority: true,
          days: [-90, -2],
          issuer: lab.root,
        });
        const one = leaf({ issuer: middle });
        return packed([key(one), certificate(one), certificate(middle)]);
      },
      ['error package-expired'],
    ],
    [
      'one that lives too long',
      () => packed(whole({ days: [-1, 400] })),
      ['error package-lifetime-too-long'],
    ],
    [
      'one for another host',
      () => packed(whole({ names: ['DNS:other.example.org'] })),
      ['error package-host-missing'],
    ],
    [
      'one for many other hosts',
      () =>
        packed(
          whole({ commonName: 'b.test', names: ['b', 'c', 'd', 'e', 'f'].map((one) => `DNS:${one}.test`) }),
        ),
      ['error package-host-missing'],
    ],
    ['a common name alone', () => packed(whole({ names: [] })), ['error package-host-missing']],
    [
      'each host that it does not cover',
      () => packed(whole({ names: ['DNS:*.example.org'] })),
      ['error package-host-missing', 'error package-host-missing'],
      { hosts: ['api.example.org', 'example.org', 'a.b.example.org', '*.example.org'] },
    ],
    ['a short key', () => packed(whole({ key: 'rsa-1024' })), ['error package-weak-key']],
    ['a key that browsers do not know', () => packed(whole({ key: 'ed25519' })), ['error package-weak-key']],
    ['SHA-1', () => packed(whole({ digest: 'sha1' })), ['error package-weak-signature']],
    ['one for clients', () => packed(whole({ usage: 'clientAuth' })), ['error package-usage']],
    [
      'one whose key may not sign',
      () => packed(whole({ extensions: ['keyUsage=keyAgreement'] })),
      ['error package-usage'],
    ],
    [
      'an authority in the place of the server',
      () => packed([key(lab.intermediate), certificate(lab.intermediate)]),
      ['error package-usage', 'error package-host-missing'],
    ],
    [
      'modern encryption of a PFX',
      () => packed(whole(), 'pkcs12', { protection: 'AES-256-CBC, PBKDF2 with 2048 rounds' }),
      ['info package-encryption'],
    ],
    [
      'old encryption of a PFX',
      () => packed(whole(), 'pkcs12', { protection: 'RC2-40-CBC, SHA-1' }),
      ['info package-encryption'],
    ],
  ];

  const client: readonly Case[] = [
    ['nothing of a sound one', () => packed(whole({ usage: 'clientAuth' }), 'pkcs12'), []],
    [
      "nothing of a root of one's own or of a long life",
      () => {
        const one = leaf({ usage: 'clientAuth', issuer: lab.stranger, days: [-1, 900] });
        return packed([key(one), certificate(one), certificate(lab.stranger)], 'pkcs12');
      },
      [],
    ],
    [
      'an authority in the place of the client',
      () => packed([key(lab.intermediate), certificate(lab.intermediate)], 'pkcs12'),
      ['error package-usage'],
    ],
    ['one for servers alone', () => packed(whole(), 'pkcs12'), ['error package-usage']],
    [
      'a missing key, a missing issuer and another kind of file',
      () => packed([certificate(leaf({ usage: 'clientAuth' }))]),
      ['error package-key-missing', 'warning package-format', 'warning package-chain-incomplete'],
    ],
  ];

  const trustedRoot: readonly Case[] = [
    ["nothing of a root of one's own", () => packed([certificate(lab.stranger)]), []],
    ['a public root', () => packed([certificate(lab.root)]), ['info package-already-trusted']],
    ['a leaf by mistake', () => packed([certificate(leaf())]), ['error package-not-a-root']],
    ['an intermediate', () => packed([certificate(lab.intermediate)]), ['warning package-not-a-root']],
    [
      'a server that signed itself',
      () => packed([certificate(lab.issue({ commonName: 'self' }))]),
      ['info package-self-signed-server'],
    ],
    [
      'a private key',
      () => packed([certificate(lab.stranger), key(lab.stranger)]),
      ['error package-private-key-included'],
    ],
    ['another kind of file', () => packed([certificate(lab.stranger)], 'pkcs12'), ['warning package-format']],
    [
      'a root that ended',
      () => packed([certificate(lab.issue({ commonName: 'Old', authority: true, days: [-9, -2] }))]),
      ['error package-expired'],
    ],
  ];

  const sections = { environment, client, 'trusted-root': trustedRoot } as const;
  /** Every package of the tables with what it is judged with. */
  const everything = () =>
    PURPOSES.flatMap((purpose) =>
      sections[purpose].map(([title, material, , options]) => ({
        title,
        material: material(),
        options: { purpose, ...options },
      })),
    );
  for (const [purpose, cases] of Object.entries(sections)) {
    describe(`for ${purpose} finds`, () => {
      for (const [title, material, expected, options = {}] of cases) {
        it(title, () => {
          const inspection = judge(material(), {
            purpose: purpose === 'client' || purpose === 'trusted-root' ? purpose : 'environment',
            ...options,
          });
          assert.deepEqual(found(inspection), expected);
        });
      }
    });
  }

  it('names what is missing by its issuer', () => {
    const { chain, findings } = judge(packed(whole().slice(0, 2)));
    assert.deepEqual(chain, { end: 'missing', missing: 'CN=Lab CA' });
    assert.ok(findings[0]?.message.includes('CN=Lab CA'));
  });

  it('puts the chain in order and completes the public root', () => {
    const { certificates, daysLeft } = judge(packed(whole().reverse()));
    assert.deepEqual(
      certificates.map(({ role, subject, included }) => [role, subject, included]),
      [
        ['leaf', 'CN=api.example.org', true],
        ['intermediate', 'CN=Lab CA', true],
        ['root', 'CN=Lab Root', false],
      ],
    );
    assert.ok(daysLeft !== undefined && daysLeft >= 88 && daysLeft <= 90);
  });

  it('finds an RSA key that is too large for the upload', () => {
    const own = crypto();
    const large = (der: Uint8Array): CertificateDetails | undefined => {
      const details = own.details(der);
      return details && details.names.length > 0 ? { ...details, key: 'RSA 8192' } : details;
    };
    const inspection = judge(packed(whole()), { crypto: { ...own, details: large } });
    assert.deepEqual(found(inspection), ['error package-key-too-large']);
  });

  describe('foretells what becomes of apps that pin the host', () => {
    const pinOf = (issued: Issued) => readCertificate(issued.der)?.pin.slice(7) ?? '';
    const config = (keys: readonly string[], more: Partial<PinnedHost> = {}): PinnedHost => ({
      path: 'app/pinning.json',
      host: 'api.example.org',
      platform: 'both',
      enforced: true,
      keys,
      ...more,
    });
    const cases: readonly (readonly [
      title: string,
      pinned: () => PinnedHost,
      matches: readonly string[],
      expected: readonly string[],
      parts?: () => Part[],
    ])[] = [
      ['by the leaf', () => config([pinOf(leaf())]), ['leaf'], []],
      ['by an intermediate', () => config([pinOf(lab.intermediate), 'x']), ['intermediate'], []],
      ['by the root, which is not in the file', () => config([pinOf(lab.root)]), ['root'], []],
      ['by nothing', () => config(['x']), ['none'], ['error package-pins-missing']],
      [
        'by nothing that is enforced',
        () => config(['x'], { enforced: false }),
        ['none'],
        ['warning package-pins-missing'],
      ],
      ['not at all', () => config(['x'], { host: 'other.example.org' }), [], []],
      [
        'perhaps by what is missing',
        () => config(['x']),
        ['none'],
        ['error package-chain-incomplete', 'warning package-pins-missing'],
        () => whole().slice(0, 2),
      ],
    ];
    for (const [title, pinned, matches, expected, parts = whole] of cases) {
      it(title, () => {
        const inspection = judge(packed(parts()), { pinned: [pinned()] });
        assert.deepEqual(
          inspection.pinned?.map((outcome) => outcome.matches),
          matches,
        );
        assert.deepEqual(found(inspection), expected);
      });
    }
  });

  it('never throws, whatever byte of a certificate is damaged', () => {
    const { der } = leaf({ key: 'rsa-2048', names: ['DNS:api.example.org', 'IP:192.0.2.1'] });
    const [first] = packed([certificate(lab.intermediate)]).items;
    assert.ok(first);
    for (let at = 0; at < der.length; at += 3) {
      const damaged = Uint8Array.from(der);
      damaged[at] = (damaged[at] ?? 0) ^ (1 << (at % 8));
      const read = readCertificate(damaged);
      if (!read) continue;
      const items: Material[] = [{ ...read, role: 'certificate', der: damaged }, first];
      const material: ReadMaterial = { ok: true, format: 'pem', items, strays: [], unread: [] };
      for (const purpose of PURPOSES) assert.ok(judge(material, { purpose }).certificates.length > 0);
    }
  });

  it('ends with hundreds of certificates that name each other as issuer', () => {
    const [one, other] = [leaf({ issuer: lab.stranger }), lab.stranger];
    const twins = Array.from({ length: 12 }, (_, at) =>
      lab.issue({ commonName: 'Strange Root', authority: true, days: [-1, 100 + at] }),
    );
    const many = Array.from({ length: 40 }, () => twins).flat();
    const material = packed([certificate(one), ...many.map((twin) => certificate(twin)), certificate(other)]);
    for (const purpose of PURPOSES) assert.ok(judge(material, { purpose }).certificates.length > 1);
  });

  it('knows by its id and severity every finding that it makes', () => {
    const seen = everything().flatMap(({ material, options }) => judge(material, options).findings);
    const rank = { error: 3, warning: 2, info: 1 };
    for (const { id, severity } of seen) assert.ok(rank[severity] <= rank[PACKAGE_FINDINGS[id][0]], id);
    const never = Object.keys(PACKAGE_FINDINGS).filter((id) => !seen.some((finding) => finding.id === id));
    assert.deepEqual(never, ['package-key-too-large', 'package-pins-missing']);
  });

  it('leaves no English on its page in another language', async () => {
    const pinned = (['both', 'android', 'ios'] as const).flatMap((platform) =>
      [lab.intermediate, undefined].map(
        (issued): PinnedHost => ({
          path: 'app/pinning.json',
          host: 'api.example.org',
          platform,
          enforced: true,
          keys: [readCertificate(issued?.der ?? new Uint8Array())?.pin.slice('sha256/'.length) ?? 'x'],
        }),
      ),
    );
    const rest = await inOtherWords(() =>
      everything().flatMap(({ title, material, options }) => {
        const inspection = judge(material, { ...options, pinned });
        const page = inspectMarkdown('app.pfx', inspection);
        const entries = material.items.map(({ entry = '' }) => entry);
        const about = [...namesIn(inspection), ...entries, ...material.strays, ...material.unread].join(' ');
        const names = [...NAMES, ...(options.hosts ?? []).join().split(/\W/)];
        return englishIn(page, about, names).map((word) => `${title}: ${word}`);
      }),
    );
    assert.deepEqual(rest, []);
  });
});

/** What formats, systems and files are called everywhere. */
const NAMES: readonly string[] = [
  ...Object.values(FORMATS).join(' ').split(/\W/),
  ...['Android', 'iOS', 'serverAuth', 'clientAuth', 'app', 'api', 'example', 'org', 'pinning', 'json'],
];

/** What certificates and keys say of themselves. */
function namesIn({ certificates, keys, protection = '' }: Inspection): readonly string[] {
  return [
    ...certificates.flatMap(({ subject, issuer, key: kind, signature, dnsNames, entry = '' }) => [
      ...[subject, issuer, kind, signature, entry, ...dnsNames],
    ]),
    ...certificates.flatMap(({ keyUsage = [], extendedKeyUsage = [] }) => [...keyUsage, ...extendedKeyUsage]),
    ...keys.map(({ key: kind }) => kind),
    protection,
  ];
}

describe('the longest validity of a certificate', () => {
  /** Days of validity at which a certificate issued on that day is too long, whatever its chain. */
  const cases = [
    ['2020-08-31', undefined],
    ['2020-09-01', 398],
    ['2026-03-14', 398],
    ['2026-03-15', 200],
    ['2027-03-14', 200],
    ['2027-03-15', 100],
    ['2029-03-14', 100],
    ['2029-03-15', 47],
  ] as const;

  it('counts both ends and every second begun', () => {
    assert.equal(validityDays('2026-01-01T00:00:00Z', '2026-01-01T23:59:59Z'), 1);
    assert.equal(validityDays('2026-01-01T00:00:00Z', '2026-01-02T00:00:00Z'), 2);
    assert.equal(validityDays('', '2026-01-02T00:00:00Z'), undefined);
  });

  for (const [issued, limit] of cases) {
    it(`of ${issued} is ${limit ?? 'not judged'}`, async () => {
      const { lifetimeFindings } = await import('../../server/src/inspect/dates');
      const at = (days: number) => {
        const end = new Date(Date.parse(`${issued}T00:00:00Z`) + days * 86_400_000 - 1000);
        const dates = { notBefore: `${issued}T00:00:00Z`, notAfter: `${end.toISOString().slice(0, 19)}Z` };
        return [...lifetimeFindings(dates, 'public')].length;
      };
      assert.deepEqual([at(limit ?? 5000), at((limit ?? 5000) + 1)], [0, limit ? 1 : 0]);
    });
  }
});
