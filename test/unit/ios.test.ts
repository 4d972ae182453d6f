import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { applyEdits } from '../../server/src/core/edits';
import type { Finding } from '../../server/src/core/finding';
import { insertPins, pinSetAt } from '../../server/src/features/insert-pin';
import { fixAll, lint } from '../../server/src/lint';
import { read } from '../../server/src/model/read';
import { truthOf } from '../../server/src/model/read-ios';
import { OPTIONS } from './marked';

const A = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const B = 'FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';
const C = 'y4nboktLdDuLHUHkxk6hd+vs2GYyOj46EVC7Q/fTANQ=';
/** GTS Root R1 and ISRG Root X1. */
const ROOT = 'hxqRlPTu1bMS/0DITB1SSu0vd4u/8l8TjPgfaAp63Gc=';
const OTHER_ROOT = 'C5+lpZ7tcVwmwQIMcRtPbsQtWLABXhQzejna0wHFr8M=';

/** A property list of this content. */
function plist(content: string): string {
  return `<plist version="1.0"><dict>${content}</dict></plist>`;
}

/** A TrustKit configuration of one host with this policy. */
function trustKit(policy: string, host = 'api.example.org'): string {
  return plist(
    `<key>TSKConfiguration</key><dict><key>TSKPinnedDomains</key><dict><key>${host}</key>${policy}</dict></dict>`,
  );
}

function hashes(...pins: string[]): string {
  return `<key>TSKPublicKeyHashes</key><array>${pins.map((pin) => `<string>${pin}</string>`).join('')}</array>`;
}

/** Apple's own pins for one host. */
function pinned(policy: string, host = 'api.example.org'): string {
  return plist(
    `<key>NSAppTransportSecurity</key><dict><key>NSPinnedDomains</key><dict><key>${host}</key>${policy}</dict></dict>`,
  );
}

function identities(kind: 'CA' | 'Leaf', ...pins: string[]): string {
  const items = pins.map((pin) => `<dict><key>SPKI-SHA256-BASE64</key><string>${pin}</string></dict>`);
  return `<key>NSPinned${kind}Identities</key><array>${items.join('')}</array>`;
}

function findings(text: string): Finding[] {
  return lint(text, undefined, { ...OPTIONS, path: 'Info.plist' });
}

/** What is found, as `rule severity: marked text`. */
function told(text: string): string[] {
  return findings(text).map(
    ({ rule, severity, span }) => `${rule} ${severity}: ${text.slice(span.start, span.end)}`,
  );
}

const NO_ENFORCE = '<key>TSKEnforcePinning</key><false/>';
const SUBDOMAINS = '<key>TSKIncludeSubdomains</key><true/>';

describe('TrustKit in a property list', () => {
  it('accepts two different pins', () => deepEqual(told(trustKit(`<dict>${hashes(A, B)}</dict>`)), []));

  const refused: readonly (readonly [name: string, text: string, rule: string])[] = [
    ['no hosts', plist('<key>TSKConfiguration</key><dict/>'), 'missing-property'],
    [
      'an empty list of hosts',
      plist('<key>TSKConfiguration</key><dict><key>TSKPinnedDomains</key><dict/></dict>'),
      'wrong-type',
    ],
    [
      'hosts in a list',
      plist('<key>TSKConfiguration</key><dict><key>TSKPinnedDomains</key><array/></dict>'),
      'wrong-type',
    ],
    ['a configuration that is a text', plist('<key>TSKConfiguration</key><string>x</string>'), 'wrong-type'],
    ['an IP address', trustKit(`<dict>${hashes(A, B)}</dict>`, '192.0.2.1'), 'invalid-host'],
    ['a single label', trustKit(`<dict>${hashes(A, B)}</dict>`, 'localhost'), 'invalid-host'],
    ['a wildcard', trustKit(`<dict>${hashes(A, B)}</dict>`, '*.example.org'), 'invalid-host'],
    ['a URL', trustKit(`<dict>${hashes(A, B)}</dict>`, 'https://api.example.org'), 'invalid-host'],
    ['an unknown top level domain', trustKit(`<dict>${hashes(A, B)}</dict>`, 'api.corp'), 'invalid-host'],
    ['a public suffix', trustKit(`<dict>${SUBDOMAINS}${hashes(A, B)}</dict>`, 'co.uk'), 'invalid-host'],
    [
      'a private public suffix',
      trustKit(`<dict>${SUBDOMAINS}${hashes(A, B)}</dict>`, 'appspot.com'),
      'invalid-host',
    ],
    ['a policy that is no dictionary', trustKit('<string>x</string>'), 'wrong-type'],
    ['one pin', trustKit(`<dict>${hashes(A)}</dict>`), 'missing-backup-pin'],
    ['the same pin twice', trustKit(`<dict>${hashes(A, A)}</dict>`), 'missing-backup-pin'],
    ['no pin', trustKit(`<dict>${hashes()}</dict>`), 'missing-backup-pin'],
    ['no list of pins', trustKit('<dict/>'), 'missing-backup-pin'],
    ['no pin, where it only reports', trustKit(`<dict>${NO_ENFORCE}</dict>`), 'missing-backup-pin'],
    [
      'pins that are a text',
      trustKit(`<dict><key>TSKPublicKeyHashes</key><string>${A}</string></dict>`),
      'wrong-type',
    ],
    [
      'a pin that is no text',
      trustKit(`<dict><key>TSKPublicKeyHashes</key><array><integer>1</integer></array></dict>`),
      'wrong-type',
    ],
    [
      'a report address that is no URL',
      trustKit(`<dict><key>TSKReportUris</key><array><string>not one</string></array>${hashes(A, B)}</dict>`),
      'invalid-value',
    ],
    [
      'base64 of the URL form',
      trustKit(`<dict>${hashes(A, B, 'y4nboktLdDuLHUHkxk6hd-vs2GYyOj46EVC7Q_fTANQ=')}</dict>`),
      'malformed-pin',
    ],
    ['a pin without its end', trustKit(`<dict>${hashes(A, B, C.slice(0, 30))}</dict>`), 'malformed-pin'],
    ['a pin on a line of its own', trustKit(`<dict>${hashes(A, B, `\n  ${C}\n`)}</dict>`), 'malformed-pin'],
    ['a pin with a prefix', trustKit(`<dict>${hashes(A, B, `sha256/${C}`)}</dict>`), 'pin-prefix'],
    [
      'the exclusion with another key beside it',
      trustKit(`<dict><key>kSKExcludeSubdomainFromParentPolicy</key><true/>${hashes(A, B)}</dict>`),
      'tsk-exclude-key',
    ],
    [
      'the exclusion without a parent',
      trustKit('<dict><key>kSKExcludeSubdomainFromParentPolicy</key><true/></dict>'),
      'tsk-exclude-key',
    ],
    [
      'the exclusion as documented',
      trustKit('<dict><key>TSKExcludeSubdomainFromParentPolicy</key><true/></dict>'),
      'tsk-exclude-key',
    ],
  ];
  for (const [name, text, rule] of refused) {
    it(`refuses ${name}, and the message says that the app crashes`, () => {
      const found = findings(text).find((finding) => finding.rule === rule);
      ok(found, `${rule} among ${told(text)}`);
      equal(found.severity, 'error');
      match(found.message, /crashes at launch/);
    });
  }

  const others: readonly (readonly [
    name: string,
    policy: string,
    expected: readonly string[],
    host?: string,
  ])[] = [
    [
      'an upper-case host never matches',
      hashes(A, B),
      ['non-canonical-host warning: API.example.org'],
      'API.example.org',
    ],
    [
      'one pin is enough where nothing is enforced, and worth a warning',
      NO_ENFORCE + hashes(A),
      [
        'pinning-not-enforced warning: <false/>',
        `missing-backup-pin warning: <array><string>${A}</string></array>`,
      ],
    ],
    [
      'false as a text',
      `<key>TSKEnforcePinning</key><string>NO</string>${hashes(A, B)}`,
      ['pinning-not-enforced warning: <string>NO</string>'],
    ],
    ['true as a text', `<key>TSKEnforcePinning</key><string>YES</string>${hashes(A, B)}`, []],
    ['a number', `<key>TSKEnforcePinning</key><integer>1</integer>${hashes(A, B)}`, []],
    [
      'a misspelt key',
      `<key>TSKIncludeSubdomain</key><true/>${hashes(A, B)}`,
      ['unknown-property warning: TSKIncludeSubdomain'],
    ],
    ['a key that nobody knows', `<key>Comment</key><string>x</string>${hashes(A, B)}`, []],
    ['a pin twice and another', hashes(A, B, A), [`duplicate-pin warning: ${A}`]],
  ];
  for (const [name, policy, expected, host] of others) {
    it(name, () => deepEqual(told(trustKit(`<dict>${policy}</dict>`, host)), expected));
  }

  it('says that a date which TrustKit cannot read is dropped, and none that it may', () => {
    const found = (date: string) =>
      told(trustKit(`<dict>${hashes(A, B)}<key>TSKExpirationDate</key><string>${date}</string></dict>`));
    for (const date of ['2027-02-30', 'soon', '2027/01/01', '2027-01-01T00:00:00Z', '']) {
      equal(found(date).length, 1, date);
      ok(found(date)[0]?.startsWith('invalid-value warning'), date);
    }
    for (const date of ['2027-01-01', '2027-1-1', ' 2027-01-01', '$(DATE)']) deepEqual(found(date), [], date);
  });

  it('leaves swizzling in a property list to the app', () => {
    const text = plist(
      `<key>TSKConfiguration</key><dict><key>TSKSwizzleNetworkDelegates</key><false/><key>TSKPinnedDomains</key><dict><key>api.example.org</key><dict>${hashes(A, B)}</dict></dict></dict>`,
    );
    deepEqual(told(text), []);
  });

  it('an excluded subdomain is no host without pins', () => {
    const text = trustKit(
      `<dict>${SUBDOMAINS}${hashes(A, B)}</dict><key>open.example.org</key><dict><key>kSKExcludeSubdomainFromParentPolicy</key><true/></dict>`,
      'example.org',
    );
    deepEqual(told(text), []);
  });

  it('takes a string for what Foundation takes it', () => {
    const of = (value: string) =>
      truthOf({ type: 'string', span: { start: 0, end: 0 }, inner: { start: 0, end: 0 }, value });
    for (const value of ['YES', 'yes', 'true', 'T', '1', ' 7', '+01']) equal(of(value), true, value);
    for (const value of ['NO', 'false', '0', '', 'on', '-0']) equal(of(value), false, value);
    equal(of('$ENFORCE'), undefined);
  });
});

describe("Apple's NSPinnedDomains", () => {
  const rows: readonly (readonly [name: string, policy: string, expected: readonly string[]])[] = [
    ['two authorities', `<dict>${identities('CA', ROOT, OTHER_ROOT)}</dict>`, []],
    ['two leaves', `<dict>${identities('Leaf', A, B)}</dict>`, []],
    [
      'both lists with a backup each',
      `<dict>${identities('CA', ROOT, C)}${identities('Leaf', A, B)}</dict>`,
      [],
    ],
    ['intermediates, which nobody lists', `<dict>${identities('CA', A, B)}</dict>`, []],
    [
      'one pin is a warning: the app does not crash',
      `<dict>${identities('CA', ROOT)}</dict>`,
      [
        `missing-backup-pin warning: ${identities('CA', ROOT).slice('<key>NSPinnedCAIdentities</key>'.length)}`,
      ],
    ],
    [
      'each list needs its backup, as each must match',
      `<dict>${identities('CA', ROOT, C)}${identities('Leaf', A)}</dict>`,
      [
        `missing-backup-pin warning: ${identities('Leaf', A).slice('<key>NSPinnedLeafIdentities</key>'.length)}`,
      ],
    ],
    [
      'the key of an authority among the leaves',
      `<dict>${identities('Leaf', A, B, ROOT)}</dict>`,
      [`nspinned-wrong-list error: ${ROOT}`],
    ],
    [
      'no list at all',
      '<dict/>',
      ['missing-backup-pin warning: api.example.org', 'missing-property error: <'],
    ],
    [
      'an empty list',
      '<dict><key>NSPinnedCAIdentities</key><array></array></dict>',
      ['missing-backup-pin warning: <array></array>', 'wrong-type error: <array></array>'],
    ],
    [
      'a text in place of a dictionary',
      `<dict><key>NSPinnedCAIdentities</key><array><string>${ROOT}</string></array></dict>`,
      [
        `missing-backup-pin warning: <array><string>${ROOT}</string></array>`,
        `wrong-type error: <string>${ROOT}</string>`,
      ],
    ],
    [
      'a text in place of a list',
      `<dict><key>NSPinnedCAIdentities</key><string>${ROOT}</string></dict>`,
      ['missing-backup-pin warning: api.example.org', `wrong-type error: <string>${ROOT}</string>`],
    ],
    [
      'a text in place of the policy',
      `<string>${ROOT}</string>`,
      ['missing-backup-pin warning: api.example.org', `wrong-type error: <string>${ROOT}</string>`],
    ],
    [
      'an identity under another key',
      `<dict><key>NSPinnedCAIdentities</key><array><dict><key>SPKI-SHA256</key><string>${A}</string></dict></array></dict>`,
      [
        `missing-backup-pin warning: <array><dict><key>SPKI-SHA256</key><string>${A}</string></dict></array>`,
        'missing-property error: <',
      ],
    ],
    [
      'a misspelt list',
      `<dict>${identities('CA', A, B)}<key>NSPinnedLeafIdentites</key><array/></dict>`,
      ['unknown-property warning: NSPinnedLeafIdentites'],
    ],
    [
      'subdomains as a text',
      `<dict><key>NSIncludesSubdomains</key><string>YES</string>${identities('CA', A, B)}</dict>`,
      ['wrong-type error: <string>YES</string>'],
    ],
    ['a prefix', `<dict>${identities('CA', A, B, `sha256/${C}`)}</dict>`, [`pin-prefix error: sha256/${C}`]],
    [
      'the same pin twice in a list',
      `<dict>${identities('CA', A, B, A)}</dict>`,
      [`duplicate-pin warning: ${A}`],
    ],
    ['the same pin in both lists', `<dict>${identities('CA', A, B)}${identities('Leaf', A, B)}</dict>`, []],
  ];
  for (const [name, policy, expected] of rows) {
    it(name, () => deepEqual(told(pinned(policy)).toSorted(), expected.toSorted()));
  }

  it('does not promise a crash, nor what becomes of a dropped entry', () => {
    for (const policy of ['<dict/>', `<dict>${identities('CA', `sha256/${A}`, 'x')}</dict>`]) {
      for (const { message } of findings(pinned(policy))) ok(!/crash/.test(message), message);
    }
  });

  it('takes IP addresses and single labels, which only TrustKit refuses', () => {
    deepEqual(told(pinned(`<dict>${identities('CA', A, B)}</dict>`, 'localhost')), []);
  });

  it('a host pinned by TrustKit and by iOS stands there once each', () => {
    const both = trustKit(`<dict>${hashes(A, B)}</dict>`).replace(
      '</dict></plist>',
      pinned(`<dict>${identities('CA', A, B)}</dict>`).slice('<plist version="1.0"><dict>'.length),
    );
    deepEqual(told(both), []);
  });

  it('names the host that stands twice', () => {
    const policy = `<dict>${identities('CA', A, B)}</dict>`;
    const text = pinned(`${policy}<key>API.example.org</key>${policy}`);
    deepEqual(
      told(text).filter((line) => line.startsWith('duplicate')),
      ['duplicate-host error: API.example.org'],
    );
  });

  it('pins outside of NSAppTransportSecurity are nobody’s', () => {
    const text = plist(
      `<key>NSPinnedDomains</key><dict><key>a.example.org</key><dict>${identities('CA', A, B)}</dict></dict>`,
    );
    deepEqual(told(text), ['pin-target-mismatch warning: NSPinnedDomains']);
  });
});

describe('editing the pins of a property list', () => {
  const rows: readonly (readonly [name: string, before: string, after: string])[] = [
    [
      'TrustKit',
      trustKit(`<dict>${hashes(A)}</dict>`),
      trustKit(`<dict>${hashes(A).replace('</array>', ` <string>${B}</string></array>`)}</dict>`),
    ],
    ['an empty list', trustKit(`<dict>${hashes()}</dict>`), trustKit(`<dict>${hashes(B)}</dict>`)],
    [
      'an empty list without end tag',
      trustKit('<dict><key>TSKPublicKeyHashes</key><array/></dict>'),
      trustKit(`<dict>${hashes(B)}</dict>`),
    ],
    ['no list', trustKit('<dict></dict>'), trustKit(`<dict>${hashes(B)}</dict>`)],
    ['no list and no end tag', trustKit('<dict/>'), trustKit(`<dict>${hashes(B)}</dict>`)],
    [
      'no list behind another key',
      trustKit('<dict>\r\n\t<key>TSKEnforcePinning</key>\r\n\t<true/>\r\n</dict>'),
      trustKit(
        `<dict>\r\n\t<key>TSKEnforcePinning</key>\r\n\t<true/>\r\n\t<key>TSKPublicKeyHashes</key>\r\n\t<array><string>${B}</string></array>\r\n</dict>`,
      ),
    ],
    [
      'the list that lacks a backup',
      pinned(`<dict>${identities('CA', ROOT, C)}${identities('Leaf', A)}</dict>`),
      pinned(
        `<dict>${identities('CA', ROOT, C)}${identities('Leaf', A).replace('</array>', ` <dict><key>SPKI-SHA256-BASE64</key><string>${B}</string></dict></array>`)}</dict>`,
      ),
    ],
  ];
  for (const [name, before, after] of rows) {
    it(`adds a pin: ${name}`, () => {
      const model = read(before, { ...OPTIONS, path: 'Info.plist' });
      const set = model && pinSetAt(model, before.indexOf('api.example.org'));
      ok(model && set);
      equal(applyEdits(before, insertPins(model, set, [B])), after);
    });
  }

  it('offers to add one only where it has a place', () => {
    const rows: readonly (readonly [text: string, offered: boolean])[] = [
      [trustKit('<dict/>'), true],
      [trustKit('<dict><key>TSKPublicKeyHashes</key><string>x</string></dict>'), false],
      [trustKit('<string>x</string>'), false],
      [pinned('<dict/>'), false],
      [pinned(`<dict>${identities('CA', A)}</dict>`), true],
    ];
    for (const [text, offered] of rows) {
      const missing = findings(text).find(({ rule }) => rule === 'missing-backup-pin');
      ok(missing, text);
      equal(missing.fixes?.length ?? 0, offered ? 1 : 0, text);
    }
  });

  it('removes the later of two equal pins in the list where it stands', () => {
    const text = pinned(`<dict>${identities('CA', A, B, C)}${identities('Leaf', A, B, B)}</dict>`);
    const fixed = pinned(`<dict>${identities('CA', A, B, C)}${identities('Leaf', A, B)}</dict>`);
    equal(fixAll(text, undefined, { ...OPTIONS, path: 'Info.plist' }), fixed);
  });
});
