import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../server/src/core/edits';
import { parseXml } from '../../server/src/core/xml';
import { parseYaml } from '../../server/src/core/yaml';
import { fixAll, type LintOptions, lint } from '../../server/src/lint';
import type { Kind } from '../../server/src/model/kind';
import { read } from '../../server/src/model/read';
import { suffixes } from '../../server/src/model/suffixes';

const OPTIONS: LintOptions = { suffixes, parseXml, parseYaml, today: '2026-11-22', target: { mabs: '12.1' } };
const RUNS = { numRuns: 150, seed: 20261122 };

const key = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64'));
const few = fc.constantFrom(
  'r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E=',
  '++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=',
  'f0KW/FtqTjs108NpYj42SrGvOB2PpxIVM8nWxjPqJGE=',
  '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
  'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=',
);
const spellings: readonly ((pin: string) => string)[] = [
  (pin) => pin,
  (pin) => `sha256/${pin}`,
  (pin) => `sha256/${pin.replace(/\+/g, '-').replace(/\//g, '_').replace('=', '')}`,
  (pin) => `sha256/${pin.slice(0, 43)}`,
  (pin) => ` sha256/${pin} `,
  (pin) => `b'${pin}'`,
  (pin) => `sha256//${pin}`,
  (pin) => `pin-sha256="${pin}"`,
  (pin) => `sha256/${Buffer.from(pin, 'base64').toString('hex')}`,
  (pin) => `sha1/${pin}`,
  (pin) => pin.slice(0, 30),
];
const pin = fc.tuple(fc.oneof(key, few), fc.constantFrom(...spellings)).map(([text, spell]) => spell(text));
const host = fc.constantFrom(
  'api.example.org',
  'API.example.org',
  'api.example.org.',
  'login.example.com',
  'https://shop.example.com/x',
  'bücher.example.org',
  'acme.outsystemsenterprise.com',
  '*.example.org',
  'localhost',
  '',
);
const indent = fc.constantFrom('', '  ', '\t');
const eol = fc.constantFrom('\n', '\r\n');
const entry = fc.record({ host, hashes: fc.array(pin, { maxLength: 4 }) });
const json = (value: fc.Arbitrary<unknown>): fc.Arbitrary<string> =>
  fc
    .tuple(value, indent, eol)
    .map(([tree, space, end]) => JSON.stringify(tree, null, space).replace(/\n/g, end));

const flag = fc.constantFrom(
  'BypassOSDomainsValidation',
  'bypassosdomainsvalidation',
  'DisplayName',
  'Displayname',
);
const item = fc.record({
  name: flag,
  value: fc.constantFrom('true', true, 'false', '$extensibilitySettings.X'),
});
const attribute = (name: string) => fc.constantFrom('', ` ${name}="true"`, ` ${name}="false"`);
const nsc = fc
  .array(
    fc.tuple(
      host,
      attribute('includeSubdomains'),
      fc.array(pin, { maxLength: 3 }),
      fc.constantFrom('', ' expiration="2020-01-01"'),
    ),
    { maxLength: 3 },
  )
  .map((configs) =>
    configs
      .map(([name, sub, pins, end]) => {
        const list = pins.map((text) => `    <pin digest="SHA-256">${text}</pin>\n`).join('');
        return `<domain-config>\n  <domain${sub}>${name}</domain>\n  <pin-set${end}>\n${list}  </pin-set>\n</domain-config>\n`;
      })
      .join(''),
  );
const trustKit = fc.array(entry, { maxLength: 3 }).map((entries) => ({
  TSKConfiguration: {
    TSKPinnedDomains: Object.fromEntries(
      entries.map((one) => [one.host, { TSKPublicKeyHashes: one.hashes }]),
    ),
  },
}));

/** Generated documents of every kind, well-formed but full of faults. */
const DOCUMENTS: readonly (readonly [Kind, string, fc.Arbitrary<string>])[] = [
  ['pinning', 'pinning.json', json(fc.record({ hosts: fc.array(entry, { maxLength: 4 }) }))],
  [
    'extensibility',
    'extensibility.json',
    json(
      fc.record({
        preferences: fc.record({
          global: fc.array(item, { maxLength: 3 }),
          android: fc.array(item, { maxLength: 2 }),
        }),
        appConfigurations: fc.record({
          cordova: fc.record({ preferences: fc.dictionary(flag, fc.constantFrom('true', true)) }),
        }),
      }),
    ),
  ],
  [
    'build-action',
    'build-action.json',
    json(
      fc.tuple(nsc, trustKit).map(([inject, tsk]) => ({
        platforms: {
          android: {
            xml: [{ resFile: 'xml/network_security_config.xml', target: 'network-security-config', inject }],
          },
          ios: { plist: [{ replace: true, entries: [tsk] }] },
        },
      })),
    ),
  ],
  [
    'android-nsc',
    'network_security_config.xml',
    nsc.map((inner) => `<network-security-config>\n${inner}</network-security-config>\n`),
  ],
  [
    'ios-plist',
    'Info.plist',
    fc.array(entry, { maxLength: 3 }).map((entries) => {
      const domains = entries.map(
        (one) =>
          `<key>${one.host}</key><dict><key>TSKPublicKeyHashes</key><array>${one.hashes.map((text) => `<string>${text}</string>`).join('\n')}</array></dict>\n`,
      );
      return `<plist version="1.0"><dict><key>TSKConfiguration</key><dict><key>TSKPinnedDomains</key><dict>\n${domains.join('')}</dict></dict></dict></plist>\n`;
    }),
  ],
];

function options(path: string): LintOptions {
  return { ...OPTIONS, path };
}

function counts(text: string, kind: Kind, path: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const { rule } of lint(text, kind, options(path))) found.set(rule, (found.get(rule) ?? 0) + 1);
  return found;
}

/** Every key that a text means to pin, well spelt or not. */
function keysMeant(text: string, kind: Kind, path: string): string[] {
  const model = read(text, { ...options(path), kind });
  const keys = model?.pinSets.flatMap((set) =>
    set.pins.flatMap(({ reading }) => {
      const meant = reading.ok ? reading.key : reading.meant;
      return meant ? [`${set.hosts[0]?.name} ${meant}`] : [];
    }),
  );
  return [...new Set(keys)].sort();
}

/** Applies safe fixes one at a time, always the last one first, until none is left. */
function fixBackwards(text: string, kind: Kind, path: string): string {
  let fixed = text;
  for (let step = 0; step < 200; step++) {
    const fix = lint(fixed, kind, options(path))
      .toReversed()
      .flatMap(({ fixes }) => fixes ?? [])
      .find(({ safe }) => safe);
    if (!fix) return fixed;
    fixed = applyEdits(fixed, fix.edits);
  }
  return fixed;
}

describe('generated documents', () => {
  for (const [kind, path, documents] of DOCUMENTS) {
    it(`${kind}: safe fixes are idempotent, order-free, and bring no new finding`, () => {
      fc.assert(
        fc.property(documents, (text) => {
          const before = counts(text, kind, path);
          const fixed = fixAll(text, kind, options(path));
          assert.equal(fixAll(fixed, kind, options(path)), fixed);
          assert.equal(fixBackwards(text, kind, path), fixed);
          for (const [rule, count] of counts(fixed, kind, path))
            assert.ok(count <= (before.get(rule) ?? 0), rule);
          assert.deepEqual(keysMeant(fixed, kind, path), keysMeant(text, kind, path));
        }),
        RUNS,
      );
    });

    it(`${kind}: lint is total over damaged documents`, () => {
      const damage = fc.tuple(
        documents,
        fc.nat(),
        fc.nat(5),
        fc.constantFrom('', '"', '<', '{', '\\', '\u00a0', '\ud800', '-->'),
      );
      fc.assert(
        fc.property(damage, ([text, place, length, insert]) => {
          const at = place % (text.length + 1);
          const damaged = text.slice(0, at) + insert + text.slice(at + length);
          for (const { span, fixes } of lint(damaged, kind, options(path))) {
            assert.ok(span.start >= 0 && span.start <= span.end && span.end <= damaged.length);
            for (const fix of fixes ?? []) applyEdits(damaged, fix.edits);
          }
        }),
        RUNS,
      );
    });
  }

  it('lint is total over any string', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('x.json', 'x.yaml', 'x.xml', 'x.plist'),
        (text, path) => {
          assert.ok(Array.isArray(lint(text, undefined, options(path))));
        },
      ),
      { ...RUNS, numRuns: 500 },
    );
  });
});
