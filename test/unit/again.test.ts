import { deepEqual, ok } from 'node:assert/strict';
import fc from 'fast-check';
import type { Observed, ObservedChain } from '../../server/src/core/observed';
import { parseXml } from '../../server/src/core/xml';
import { parseYaml } from '../../server/src/core/yaml';
import { judge, type LintOptions } from '../../server/src/lint';
import { lintAgain } from '../../server/src/lint/again';
import { read } from '../../server/src/model/read';
import { type Suffixes, suffixes } from '../../server/src/model/suffixes';
import { SAMPLES } from '../bench/documents';

const KEYS = [
  'r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E=',
  'r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5A=',
  'r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlBxxbiA5E=',
  '++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=',
  'qvJOWaxXQL1XNqBvJ4XHdGYN8cvmxbDQSOk8Yk9RZsE=',
  'qvJOWaxXQL1XNqBvJ4XHdGYN8cvmxbDQSOk8Yk9RZs',
  '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
];
const HOSTS = [
  'api.example.org',
  'API.example.org',
  'example.org',
  'www.example.com',
  'a.www.example.com',
  'shop.example.net',
  'acme.outsystems.app',
  '*.example.org',
  '$HOST',
];
const NAMES = [
  'BypassOSDomainsValidation',
  'DisplayName',
  'Displayname',
  'AndroidEdgeToEdge',
  'StatusBarStyle',
  'android-buildToolsVersion',
  'NSAllowsArbitraryLoads',
];
const FRAGMENTS = [
  'true',
  'false',
  '$extensibilitySettings.pinning',
  'networkSecurityConfig',
  'TSKIncludeSubdomains',
];
const POOL = [...KEYS, ...HOSTS, ...NAMES, ...FRAGMENTS];

const host = fc.constantFrom(...HOSTS);
const keys = fc.array(fc.constantFrom(...KEYS), { maxLength: 3 });
const pinned = fc.record({ host, keys });
const many = fc.array(pinned, { minLength: 3, maxLength: 9 });
const indent = fc.constantFrom(0, 2);

type Pinned = { readonly host: string; readonly keys: readonly string[] };

const domainConfig = ({ host: name, keys: pins }: Pinned) =>
  `<domain-config>\n<domain>${name}</domain>\n<pin-set>${pins.map((pin) => `\n<pin digest="SHA-256">${pin}</pin>`).join('')}</pin-set>\n</domain-config>`;
const policy = ({ keys: pins }: Pinned) => ({ TSKPublicKeyHashes: pins });
const trustKit = (all: readonly Pinned[]) => ({
  TSKConfiguration: { TSKPinnedDomains: Object.fromEntries(all.map((one) => [one.host, policy(one)])) },
});

/** Long lists of every kind, from few hosts and keys, so that many of them are tied to each other. */
const DOCUMENTS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  '/pinning.json': fc.tuple(many, indent).map(([all, space]) => {
    const hosts = all.map(({ host: name, keys: pins }) => ({
      host: name,
      hashes: pins.map((pin) => `sha256/${pin}`),
    }));
    return JSON.stringify({ hosts }, null, space);
  }),
  '/extensibility.json': fc
    .tuple(
      fc.array(
        fc.record({ name: fc.constantFrom(...NAMES), value: fc.constantFrom('true', true, '$resources.x') }),
        {
          minLength: 2,
          maxLength: 7,
        },
      ),
      indent,
    )
    .map(([all, space]) => {
      const preferences = { global: all.slice(0, 5), ios: all.slice(5) };
      return JSON.stringify({ preferences }, null, space);
    }),
  '/build-action.json': fc.tuple(many, many, indent).map(([android, ios, space]) => {
    const xml = android.map((one) => ({
      resFile: 'xml/network_security_config.xml',
      target: 'network-security-config',
      inject: domainConfig(one),
    }));
    const platforms = { android: { xml }, ios: { plist: [{ replace: true, entries: [trustKit(ios)] }] } };
    return JSON.stringify({ platforms }, null, space);
  }),
  '/build-action.yaml': many.map((all) => {
    const list = all.map(
      (one) => `      - target: domain-config\n        inject: ${JSON.stringify(domainConfig(one))}\n`,
    );
    return `platforms:\n  android:\n    xml:\n${list.join('')}`;
  }),
  '/network_security_config.xml': many.map(
    (all) => `<network-security-config>\n${all.map(domainConfig).join('\n')}\n</network-security-config>\n`,
  ),
  '/Info.plist': fc.tuple(many, many).map(([own, apples]) => {
    const list = (name: string, inner: readonly string[]) =>
      `<key>${name}</key><array>${inner.join('\n')}</array>`;
    const strings = own.map(
      ({ host: name, keys: pins }) =>
        `<key>${name}</key><dict>${list(
          'TSKPublicKeyHashes',
          pins.map((pin) => `<string>${pin}</string>`),
        )}</dict>`,
    );
    const identities = apples.map(
      ({ host: name, keys: pins }) =>
        `<key>${name}</key><dict>${list(
          'NSPinnedLeafIdentities',
          pins.map((pin) => `<dict><key>SPKI-SHA256-BASE64</key><string>${pin}</string></dict>`),
        )}</dict>`,
    );
    return `<plist version="1.0"><dict><key>TSKConfiguration</key><dict><key>TSKPinnedDomains</key><dict>\n${strings.join('\n')}</dict></dict>\n<key>NSAppTransportSecurity</key><dict><key>NSPinnedDomains</key><dict>\n${identities.join('\n')}</dict></dict></dict></plist>\n`;
  }),
};

/** One edit: a few characters anywhere, or one telling word in the place of another. */
interface Edit {
  readonly place: number;
  readonly word: string | undefined;
  readonly removed: number;
  readonly text: string;
  /** Whether it is taken back at once, so that not every later edit meets a broken text. */
  readonly undone: boolean;
}

const edit: fc.Arbitrary<Edit> = fc.oneof(
  fc.record({
    place: fc.nat(),
    word: fc.constant(undefined),
    undone: fc.constant(true),
    removed: fc.nat(3),
    text: fc.constantFrom(
      '',
      'x',
      '.',
      '"',
      '}',
      '{',
      ']',
      ',',
      '<',
      '>',
      '</',
      '\n',
      '/*',
      '//x',
      '-->',
      '$AB',
      '&',
      '\\',
    ),
  }),
  fc.record({
    place: fc.nat(),
    word: fc.constantFrom(...POOL),
    undone: fc.boolean(),
    removed: fc.constant(0),
    text: fc.constantFrom(...POOL),
  }),
);

function apply(text: string, { place, word, removed, text: inserted }: Edit): string {
  const from = place % (text.length + 1);
  const found = word === undefined ? from : Math.max(text.indexOf(word, from), text.indexOf(word));
  if (found < 0) return text;
  return text.slice(0, found) + inserted + text.slice(found + (word?.length ?? removed));
}

/** Every other host was asked, with a chain that some of the keys match, and one of the keys is a certificate's hash. */
const observed: Observed = {
  certificates: new Map([[KEYS[4] ?? '', { subject: 'CN=a', pin: `sha256/${KEYS[0]}`, where: 'a.pem' }]]),
  hosts: new Map(
    HOSTS.filter((_, at) => at % 2 === 0).map((name) => [
      name.toLowerCase(),
      {
        host: name,
        at: '2026-11-22T10:00:00Z',
        chains: [chainWith(KEYS[0] ?? ''), chainWith(KEYS[3] ?? '')],
      },
    ]),
  ),
};

function chainWith(key: string): ObservedChain {
  const certificate = {
    role: 'leaf',
    subject: 'CN=a',
    issuer: 'CN=b',
    notBefore: '2026-11-01T00:00:00Z',
    notAfter: '2026-12-01T00:00:00Z',
    pin: `sha256/${key}`,
    fingerprint: '00'.repeat(32),
  } as const;
  return {
    address: '203.0.113.7:443',
    keyType: 'EC P-256',
    trust: 'none',
    nameMatches: true,
    certificates: [certificate],
  };
}

describe('lint after an edit', () => {
  for (const [path, documents] of Object.entries(DOCUMENTS)) {
    it(`${path}: the same as from scratch`, () => {
      const options: LintOptions = { suffixes, parseXml, parseYaml, path, today: '2026-11-22', observed };
      fc.assert(
        fc.property(documents, fc.array(edit, { minLength: 1, maxLength: 12 }), (document, edits) => {
          let text = document;
          let linted = lintAgain(text, options);
          const step = (next: string) => {
            linted = lintAgain(next, { ...options }, linted);
            const model = read(next, options);
            const { findings, suppressed } = model ? judge(model, options) : { findings: [], suppressed: [] };
            deepEqual(linted.findings, findings, next);
            deepEqual(linted.suppressed, suppressed, next);
            deepEqual(linted.kind, model?.kind);
          };
          for (const one of edits) {
            const next = apply(text, one);
            step(next);
            if (one.undone) step(text);
            else text = next;
          }
        }),
        { numRuns: 30, seed: 20261122 },
      );
    });
  }

  for (const kind of ['pinning', 'build-action', 'android-nsc', 'ios-plist'] as const) {
    it(`${kind}: reads the entry that changed, and hardly any other`, () => {
      const { path, write } = SAMPLES[kind];
      let lookedUp = 0;
      const counting: Suffixes = (name) => {
        lookedUp++;
        return suffixes(name);
      };
      const options: LintOptions = { suffixes: counting, parseXml, path, today: '2026-11-22' };
      const text = write(200);
      const linted = lintAgain(text, options);
      ok(lookedUp >= 200);
      lookedUp = 0;
      const edited = text.replace('api100.example.org', 'api7.example.org');
      const { findings } = lintAgain(edited, options, linted);
      deepEqual(
        findings.map(({ rule }) => rule),
        ['duplicate-host'],
      );
      ok(lookedUp < 20, String(lookedUp));
    });
  }

  it('extensibility: keeps to the limits of the whole file', () => {
    const { path, write } = SAMPLES.extensibility;
    const text = write(1200);
    const options: LintOptions = { path };
    for (const [index, found] of [
      [900, 1],
      [1100, 0],
    ] as const) {
      const edited = text.replace(`Server${index}"`, 'Displayname"');
      const { findings } = lintAgain(edited, options, lintAgain(text, options));
      deepEqual(findings.length, found);
    }
  });
});
