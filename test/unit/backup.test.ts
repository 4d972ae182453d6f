import { deepEqual, equal, ok } from 'node:assert/strict';
import type { ObservedCertificate, ObservedChain } from '../../server/src/core/observed';
import { parseXml } from '../../server/src/core/xml';
import {
  type BackupHost,
  backupSources,
  chainCandidates,
  commonCertificates,
  fileCandidates,
  servedBy,
} from '../../server/src/features/backup';
import { pinPlaces, pinSetAt } from '../../server/src/features/insert-pin';
import { AMAZON, rootsOfIssuer } from '../../server/src/features/root-set';
import { read } from '../../server/src/model/read';
import type { PlacedCertificate } from '../../server/src/pins/chain';
import { knownRoots } from '../../server/src/pins/known-roots';
import { AMAZON_ROOTS } from '../../server/src/pins/samples';

const TODAY = '2026-11-22';
const HOST = 'api.example.org';

const rootNamed = (name: string) => [...knownRoots()].find((root) => root.name.startsWith(name))?.key ?? '';

/** A chain of three under a known root, whose organisation issued the rest. */
function chainOf(
  root: string,
  organisation: string,
  trust: ObservedChain['trust'] = 'public',
): ObservedChain {
  const one = (role: ObservedCertificate['role'], subject: string, issuer: string, pin: string) => ({
    role,
    subject,
    issuer,
    pin: `sha256/${pin}`,
    notBefore: '',
    notAfter: '',
    fingerprint: pin,
  });
  const top = `CN=Root, O=${organisation}, C=US`;
  const middle = `CN=Issuer, O=${organisation}, C=US`;
  return {
    address: '203.0.113.7:443',
    keyType: 'EC P-256',
    trust,
    nameMatches: true,
    certificates: [
      one('leaf', `CN=${HOST}`, middle, `leaf of ${root}`),
      one('intermediate', middle, top, `issuer under ${root}`),
      one('root', top, top, root),
    ],
  };
}

const AMAZONS = chainOf(rootNamed('Amazon Root CA 1'), 'Amazon');
const GOOGLES = chainOf(rootNamed('GTS Root R4'), 'Google Trust Services LLC');
const PRIVATE = chainOf('a root of one’s own', 'Amazon', 'none');

const host = (
  chains: readonly ObservedChain[] = [],
  keys: readonly string[] = [],
  name = HOST,
): BackupHost => ({
  host: name,
  keys,
  chains,
});

describe('where a backup can come from', () => {
  const own = ['file', 'new-key'];
  const ALL = [...AMAZON_ROOTS.keys()];
  const rows: readonly (readonly [string, readonly BackupHost[], string | undefined, readonly string[]])[] = [
    ['a host that nobody asked', [host()], undefined, [...own, 'chain']],
    [
      'one of the OutSystems Developer Cloud',
      [host([], [], 'a.outsystems.app')],
      undefined,
      ['Amazon', 'chain', ...own],
    ],
    ['one whose name only ends alike', [host([], [], 'a.notoutsystems.app')], undefined, [...own, 'chain']],
    ['a host of an ODC app', [host()], 'odc', ['Amazon', 'chain', ...own]],
    ['a host of an O11 app', [host()], 'o11', [...own, 'chain']],
    ['a chain of Amazon’s', [host([AMAZONS])], undefined, ['Amazon', 'seen chain', ...own]],
    ['a chain that only says so', [host([PRIVATE])], undefined, [...own, 'seen chain']],
    [
      'a chain of another authority',
      [host([GOOGLES])],
      undefined,
      [...own, 'Google Trust Services', 'seen chain'],
    ],
    [
      'another authority before an ODC app',
      [host([GOOGLES])],
      'odc',
      ['Google Trust Services', 'Amazon', 'seen chain', ...own],
    ],
    ['all roots pinned', [host([AMAZONS], ALL)], undefined, ['seen chain', ...own]],
    [
      'several hosts of Amazon’s',
      [host([AMAZONS]), host([], ALL, 'a.outsystems.app')],
      undefined,
      ['Amazon', 'chain', ...own],
    ],
    [
      'hosts of two authorities',
      [host([AMAZONS]), host([GOOGLES], [], 'b.example.org')],
      undefined,
      [...own, 'chain'],
    ],
    [
      'hosts of one authority',
      [host([GOOGLES]), host([GOOGLES], [], 'b.example.org')],
      undefined,
      [...own, 'Google Trust Services', 'seen chain'],
    ],
    [
      'a host with chains of two authorities',
      [host([GOOGLES, AMAZONS])],
      undefined,
      ['Amazon', 'seen chain', ...own],
    ],
  ];
  for (const [title, hosts, product, expected] of rows) {
    it(`is ordered by what outlives the next change: ${title}`, () => {
      const { sources, managed } = backupSources(hosts, TODAY, product);
      const names = sources.map((source) => {
        if (source.from === 'roots') return source.set.authority;
        return source.from === 'chain' && source.seen ? 'seen chain' : source.from;
      });
      deepEqual(names, expected);
      equal(managed, expected[0] !== 'file');
    });
  }

  it('says how many roots are missing anywhere', () => {
    const some = ALL.slice(0, 2);
    const missing = (...hosts: readonly BackupHost[]) =>
      backupSources(hosts, TODAY, 'odc').sources.flatMap((one) =>
        one.from === 'roots' ? [one.missing] : [],
      );
    deepEqual(missing(host([], some)), [3]);
    deepEqual(missing(host([], some), host([], ALL)), [3]);
    deepEqual(missing(host([], some), host()), [5]);
  });
});

describe('the roots of an authority', () => {
  const rows: readonly (readonly [organisation: string, root: string, roots: number, first: string])[] = [
    ['Amazon', 'Amazon Root CA 3', 5, 'Amazon Root CA 1'],
    ['Starfield Technologies, Inc.', 'Starfield Services Root', 5, 'Amazon Root CA 1'],
    ['Starfield Technologies, Inc.', 'Starfield Root', 0, ''],
    ['Google Trust Services LLC', 'GTS Root R1', 3, 'GTS Root R1 (Google Trust Services LLC)'],
    [
      'Internet Security Research Group',
      'ISRG Root X1',
      2,
      'ISRG Root X1 (Internet Security Research Group)',
    ],
    [
      'Sectigo Limited',
      'Sectigo Public Server Authentication Root E46',
      2,
      'Sectigo Public Server Authentication Root E46',
    ],
    ['SSL Corporation', 'SSL.com TLS RSA Root CA 2022', 6, 'SSL.com EV Root Certification Authority ECC'],
    ['D-Trust GmbH', 'D-TRUST BR Root CA 2 2023', 6, 'D-TRUST BR Root CA 1 2020'],
    ['GoDaddy.com, Inc.', 'Go Daddy Root', 0, ''],
    ['', 'GTS Root R1', 0, ''],
  ];
  for (const [organisation, root, count, first] of rows) {
    it(`${organisation || 'without an organisation'}, ${root}: ${count}`, () => {
      const set = rootsOfIssuer(chainOf(rootNamed(root), organisation), TODAY);
      equal(set?.roots.length ?? 0, count);
      equal(set?.roots[0]?.name ?? '', first);
    });
  }

  it('are those of public chains only, without any that ends or is distrusted', () => {
    equal(
      rootsOfIssuer(chainOf(rootNamed('GTS Root R1'), 'Google Trust Services LLC', 'local'), TODAY),
      undefined,
    );
    equal(rootsOfIssuer(chainOf('unknown', 'Google Trust Services LLC'), TODAY), undefined);
    equal(
      rootsOfIssuer(chainOf(rootNamed('GTS Root R1'), 'Google Trust Services LLC'), '2050-01-01'),
      undefined,
    );
    equal(rootsOfIssuer({ trust: 'public', certificates: [] }, TODAY), undefined);
  });

  it('of Amazon are the five that its rule asks for', () => {
    deepEqual(
      AMAZON.roots.map(({ key }) => key),
      [...AMAZON_ROOTS.keys()],
    );
    ok(AMAZON.roots.every(({ kind, notAfter }) => kind !== '' && notAfter > TODAY));
  });
});

describe('backup candidates', () => {
  const certificate = (role: PlacedCertificate['role'], authority = false) =>
    ({ role, authority, pin: 'sha256/x' }) as PlacedCertificate;

  it('of chains come each once, the longest-lived first and the leaves last', () => {
    const other = chainOf(rootNamed('GTS Root R4'), 'Google Trust Services LLC');
    const both = [...GOOGLES.certificates, ...AMAZONS.certificates, ...other.certificates];
    deepEqual(
      chainCandidates(both, [AMAZONS.certificates[2]?.pin.slice(7) ?? '']).map(({ survives, pinned }) => [
        survives,
        pinned,
      ]),
      [
        ['renewals', false],
        ['renewals', true],
        ['server-keys', false],
        ['server-keys', false],
        ['nothing', false],
        ['nothing', false],
      ],
    );
  });

  it('of a file come in its order', () => {
    const files = [certificate('certificate'), certificate('certificate', true)];
    deepEqual(
      fileCandidates(files, ['x']).map(({ survives, pinned }) => [survives, pinned]),
      [
        ['change', true],
        ['server-keys', true],
      ],
    );
  });

  it('for several hosts are those of all of their chains', () => {
    const roles = (...hosts: readonly BackupHost[]) => commonCertificates(hosts).map(({ role }) => role);
    deepEqual(roles(host([GOOGLES])), ['leaf', 'intermediate', 'root']);
    deepEqual(roles(host([GOOGLES]), host()), []);
    deepEqual(roles(host([GOOGLES]), host([AMAZONS])), []);
    const sibling = { ...GOOGLES, certificates: GOOGLES.certificates.slice(1) };
    deepEqual(new Set(roles(host([GOOGLES]), host([sibling]))), new Set(['intermediate', 'root']));
  });

  it('that a host serves now are no backup for it', () => {
    const [leaf, , root] = GOOGLES.certificates.map(({ pin }) => pin);
    const hosts = [host([GOOGLES]), host([AMAZONS], [], 'b.example.org'), host([], [], 'c.example.org')];
    deepEqual(servedBy([leaf ?? '', root ?? ''], hosts), [HOST]);
    deepEqual(servedBy([root ?? '', 'sha256/another'], hosts), []);
  });
});

describe('places for pins', () => {
  const [A, B] = [
    'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=',
    'FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=',
  ];
  const config = (domains: string, pins: readonly string[], inner = '') =>
    `<domain-config>${domains}<pin-set>${pins.map((pin) => `<pin digest="SHA-256">${pin}</pin>`).join('')}</pin-set>${inner}</domain-config>`;

  it('of nested entries are told apart', () => {
    const inner = config('<domain>b.example.org</domain>', [A, B]);
    const text = `<network-security-config>${config('<domain>a.example.org</domain><domain>c.example.org</domain>', [A], inner)}</network-security-config>`;
    const model = read(text, { kind: 'android-nsc', parseXml });
    ok(model);
    const places = pinPlaces(model, undefined);
    deepEqual(
      places.map((place) => [place.host, place.others, place.backup]),
      [
        ['a.example.org', 1, 'missing'],
        ['b.example.org', 0, 'there'],
      ],
    );
    for (const place of places) equal(pinSetAt(model, place.offset)?.hosts[0]?.name, place.host);
  });

  it('count no sample and no hash of nothing as a backup', () => {
    const nothing = '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=';
    const text = JSON.stringify({ hosts: [{ host: HOST, hashes: [`sha256/${A}`, `sha256/${nothing}`] }] });
    const model = read(text, { path: 'pinning.json' });
    ok(model);
    equal(pinPlaces(model, undefined)[0]?.backup, 'missing');
  });

  it('know when every pin is in the chain that was seen', () => {
    const pins = GOOGLES.certificates.slice(1).map(({ pin }) => pin.slice(7));
    ok(pins.length === 2);
    const chain = {
      ...GOOGLES,
      certificates: GOOGLES.certificates.map((one, at) => ({ ...one, pin: `sha256/${[A, B, pins[1]][at]}` })),
    };
    const text = (hashes: readonly string[]) => JSON.stringify({ hosts: [{ host: HOST, hashes }] });
    const observed = {
      certificates: new Map(),
      hosts: new Map([[HOST, { host: HOST, at: '2026-11-22T10:00:00Z', chains: [chain] }]]),
    };
    const backup = (...hashes: readonly string[]) => {
      const model = read(text(hashes.map((key) => `sha256/${key}`)), { path: 'pinning.json' });
      return model && pinPlaces(model, observed)[0]?.backup;
    };
    equal(backup(A ?? '', B ?? ''), 'served');
    equal(backup(A ?? '', 'y4nboktLdDuLHUHkxk6hd+vs2GYyOj46EVC7Q/fTANQ='), 'there');
  });
});
