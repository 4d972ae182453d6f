import fc from 'fast-check';
import type { Kind } from '../../server/src/model/kind';

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
export const DOCUMENTS: readonly (readonly [Kind, string, fc.Arbitrary<string>])[] = [
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
