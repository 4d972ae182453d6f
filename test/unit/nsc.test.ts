import { deepEqual, equal, ok } from 'node:assert/strict';
import { applyEdits } from '../../server/src/core/edits';
import type { Finding } from '../../server/src/core/finding';
import { fixAll, lint } from '../../server/src/lint';
import { NSC_GRAMMAR } from '../../server/src/model/nsc-grammar';
import { OPTIONS } from './marked';

const A = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const B = 'FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';
const C = 'y4nboktLdDuLHUHkxk6hd+vs2GYyOj46EVC7Q/fTANQ=';
const HEX = Buffer.from(C, 'base64').toString('hex');

/**
 * A configuration in which `«rule|text»` is where a finding of that rule must be, and `‹text›` the place that it
 * names as related. Everything that is found must be marked.
 */
const config = (...lines: readonly string[]) =>
  ['<network-security-config>', ...lines.map((line) => `  ${line}`), '</network-security-config>', ''].join(
    '\n',
  );
const domain = (...lines: readonly string[]) =>
  [
    '<domain-config>',
    '  <domain includeSubdomains="true">api.example.org</domain>',
    ...lines.map((line) => `  ${line}`),
    '</domain-config>',
  ].join('\n  ');
const anchors = (...lines: readonly string[]) =>
  ['<trust-anchors>', ...lines.map((line) => `  ${line}`), '</trust-anchors>'].join('\n    ');
const set = (...lines: readonly string[]) =>
  ['<pin-set>', ...lines.map((line) => `  ${line}`), '</pin-set>'].join('\n    ');
const pin = (text: string) => `<pin digest="SHA-256">${text}</pin>`;
const good = set(pin(A), pin(B));

type Row = readonly [name: string, marked: string];

/** Everything that Android Lint's NetworkSecurityConfigDetector reports, in its order; 16 needs the app's resources. */
const LINT: readonly Row[] = [
  ['1 an element that nobody knows at the top', config('<«nsc-unknown-element|include» domain="file"/>')],
  ['2 a misspelt tag at the top', config('<«nsc-misspelled-name|base-cnofig»>', '</base-cnofig>')],
  ['2 in a configuration', config(domain('<«nsc-misspelled-name|trustAnchor» />', good))],
  ['2 in trust anchors', config(domain(anchors('<«nsc-misspelled-name|ceritficates» src="system"/>')))],
  [
    '2 in a set of pins',
    config(domain(set(pin(A), `<«nsc-misspelled-name|pln» digest="SHA-256">${B}</pln>`))),
  ],
  ['3 a second base-config', config('<‹base-config›/>', '<«nsc-duplicate-element|base-config»/>')],
  [
    '4 a second debug-overrides',
    config('<‹debug-overrides›/>', '<«nsc-duplicate-element|debug-overrides»/>'),
  ],
  [
    '5 a domain in base-config',
    config('<base-config><«nsc-misplaced-element|domain»>a.example.org</domain></base-config>'),
  ],
  [
    '5 a domain in debug-overrides',
    config('<debug-overrides><«nsc-misplaced-element|domain»>a.example.org</domain></debug-overrides>'),
  ],
  [
    '6 a pin-set in base-config',
    config(`<base-config><«nsc-misplaced-element|pin-set»>${pin(A)}${pin(B)}</pin-set></base-config>`),
  ],
  [
    '6 its content is checked',
    config(
      `<base-config><«nsc-misplaced-element|pin-set»>${pin(A)}<«nsc-missing-attribute|pin»>${B}</pin></pin-set></base-config>`,
    ),
  ],
  [
    '7 a domain-config in base-config',
    config(
      '<base-config><«nsc-misplaced-element|domain-config»><domain>a.example.org</domain></domain-config></base-config>',
    ),
  ],
  [
    '8 a domain twice, in any case',
    config(
      '<domain-config>',
      '  <domain includeSubdomains="true">‹www.example.com›</domain>',
      `  <domain includeSubdomains="false">«non-canonical-host|«duplicate-host|www.Example.com»»</domain>`,
      `  ${good}`,
      '</domain-config>',
    ),
  ],
  [
    '8 nested, and without pins',
    config(
      '<domain-config>',
      '  <domain includeSubdomains="true"> ‹api.example.org› </domain>',
      '  <domain-config>',
      '    <domain includeSubdomains="true">',
      '      «duplicate-host|API.example.org»',
      '    </domain>',
      '  </domain-config>',
      '</domain-config>',
    ),
  ],
  ['9 trust-anchors twice', config(domain('<‹trust-anchors›/>', '<«nsc-duplicate-element|trust-anchors»/>'))],
  [
    '10 a pin-set twice; the second is not looked into',
    config(
      domain(good.replace('pin-set', '‹pin-set›'), `<«nsc-duplicate-element|pin-set»>${pin(A)}</pin-set>`),
    ),
  ],
  ['11 a domain-config without domain', config('<«nsc-missing-domain|domain-config»></domain-config>')],
  [
    '12 includeSubdomains is absent',
    config(`<domain-config><«nsc-missing-attribute|domain»>api.example.org</domain>${good}</domain-config>`),
  ],
  [
    '13 cleartextTrafficPermitted',
    config('<base-config invalidattr="true" «nsc-misspelled-name|clearTxtTrafficPermitted»="true"/>'),
  ],
  [
    '13 includeSubdomains',
    config(
      "<domain-config><domain «nsc-misspelled-name|includeSubdomain»='true'>a.example.org</domain></domain-config>",
    ),
  ],
  [
    '13 expiration',
    config(domain(`<pin-set «nsc-misspelled-name|expiraton»="2027-01-01">${pin(A)}${pin(B)}</pin-set>`)),
  ],
  ['13 digest', config(domain(set(`<pin «nsc-misspelled-name|dgest»="SHA-256">${A}</pin>`, pin(B))))],
  ['13 src', config(domain(anchors('<certificates «nsc-misspelled-name|source»="@raw/cas"/>')))],
  ['14 certificates without src', config(domain(anchors('<«nsc-missing-attribute|certificates»/>')))],
  [
    '15 a src that is nothing',
    config(domain(anchors('<certificates src="«nsc-invalid-attribute|raw/extras»"/>'))),
  ],
  [
    '17 no day',
    config(domain(`<pin-set expiration="«nsc-invalid-attribute|tomorrow»">${pin(A)}${pin(B)}</pin-set>`)),
  ],
  [
    '17 a day that does not exist',
    config(domain(`<pin-set expiration="«nsc-invalid-attribute|2027-02-29»">${pin(A)}${pin(B)}</pin-set>`)),
  ],
  [
    '18 another digest',
    config(domain(set(`<pin digest="«nsc-invalid-attribute|SHA-1»">${A}</pin>`, pin(B)))),
  ],
  ['19 no digest', config(domain(set(`<«nsc-missing-attribute|pin»>${A}</pin>`, pin(B))))],
  ['20 no text', config(domain(set('«malformed-pin|<pin digest="SHA-256"></pin>»', pin(A), pin(B))))],
  ['20 no end tag either', config(domain(set('«malformed-pin|<pin digest="SHA-256" />»', pin(A), pin(B))))],
  ['21 no base64', config(domain(set(pin('«malformed-pin|not base64!»'), pin(A), pin(B))))],
  [
    '21 line breaks around it',
    config(domain(set(`<pin digest="SHA-256">«malformed-pin|\n        ${A}\n      »</pin>`, pin(B)))),
  ],
  [
    '21 blanks within',
    config(domain(set(pin(`«malformed-pin|${C.slice(0, 20)} ${C.slice(20)}»`), pin(A), pin(B)))),
  ],
  [
    '22 SHA-1 in hexadecimal',
    config(domain(set(pin('«malformed-pin|aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d»'), pin(A), pin(B)))),
  ],
  ['22 SHA-256 in hexadecimal', config(domain(set(pin(`«malformed-pin|${HEX}»`), pin(A), pin(B))))],
  ['23 no pin', config(domain('<«missing-pins|pin-set»>', '</pin-set>'))],
  [
    '24 expired',
    config(domain(`<pin-set expiration="«pin-set-expired|2026-11-21»">${pin(A)}${pin(B)}</pin-set>`)),
  ],
  [
    '25 expiring today',
    config(domain(`<pin-set expiration="«pin-set-expiring|2026-11-22»">${pin(A)}${pin(B)}</pin-set>`)),
  ],
  [
    '25 expiring in nine days',
    config(domain(`<pin-set expiration="«pin-set-expiring|2026-12-01»">${pin(A)}${pin(B)}</pin-set>`)),
  ],
  ['26 one pin', config(domain(`<«missing-backup-pin|pin-set»>${pin(A)}</pin-set>`))],
  [
    '27 cleartext for all hosts',
    config('<base-config cleartextTrafficPermitted="«cleartext-traffic|true»">', '</base-config>'),
  ],
  [
    '28 user certificates for all hosts',
    config(
      '<base-config>',
      `  ${anchors('<certificates src="system"/>', '«user-certificates|<certificates src="user"/>»')}`,
      '</base-config>',
    ),
  ],
];

/** What Android's own parser refuses beyond that, and what it reads in silence. */
const PLATFORM: readonly Row[] = [
  [
    'a domain without a name',
    config('<domain-config><«nsc-missing-domain|domain» includeSubdomains="true"></domain></domain-config>'),
  ],
  [
    'an element in a domain',
    config(
      '<domain-config><domain includeSubdomains="true">a.example.org<«nsc-misplaced-element|b»/></domain></domain-config>',
    ),
  ],
  [
    'an element in a pin',
    config(domain(set(`<pin digest="SHA-256">${A}<«nsc-misplaced-element|b»/></pin>`, pin(B)))),
  ],
  ['a known element at the top', config('<«nsc-misplaced-element|trust-anchors»/>')],
  ['a pin beside its set', config(domain(`<«nsc-misplaced-element|pin» digest="SHA-256">${A}</pin>`, good))],
  [
    'a year of two digits',
    config(domain(`<pin-set expiration="«nsc-invalid-attribute|27-11-22»">${pin(A)}${pin(B)}</pin-set>`)),
  ],
  ['neither true nor false', config('<base-config cleartextTrafficPermitted="«nsc-invalid-attribute|no»"/>')],
  [
    'a misspelt overridePins',
    config(domain(anchors('<certificates src="system" «nsc-misspelled-name|overidePins»="false"/>'))),
  ],
];

/** What Android Lint lets pass. */
const BEATEN: readonly Row[] = [
  [
    'an empty domain-config behind a complete one',
    config(domain(good), '<«nsc-missing-domain|domain-config»/>'),
  ],
  [
    'the same pin twice',
    config(domain(`<«missing-backup-pin|pin-set»>${pin(A)}${pin(`«duplicate-pin|${A}»`)}</pin-set>`)),
  ],
  [
    'cleartext for some hosts',
    config(
      '<domain-config cleartextTrafficPermitted="«cleartext-traffic|true»">',
      '  <domain includeSubdomains="true">a.example.org</domain>',
      '</domain-config>',
    ),
  ],
  [
    'user certificates for some hosts',
    config(domain(anchors('«user-certificates|<certificates src="user"/>»'), good)),
  ],
  [
    'pins that do not count',
    config(domain(anchors('<certificates src="system" overridePins="«pins-overridden|true»"/>'), good)),
  ],
];

/** What must be let pass. */
const RIGHT: readonly Row[] = [
  [
    'all elements in their places',
    config(
      '<base-config cleartextTrafficPermitted="false" hstsEnforced="true">',
      `  ${anchors('<certificates src="system"/>', '<certificates src="@raw/own" overridePins="false"/>', '<certificates src="wfa"/>')}`,
      '</base-config>',
      domain(
        good,
        '<domain-config>',
        '  <domain includeSubdomains="false">b.example.org</domain>',
        '</domain-config>',
      ),
      '<debug-overrides>',
      `  ${anchors('<certificates src="user" overridePins="true"/>')}`,
      '</debug-overrides>',
    ),
  ],
  [
    'elements and attributes of others',
    config(
      '<domain-config enforcePinning="true" xmlns:tools="http://schemas.android.com/tools">',
      '  <domain includeSubdomains="true">a.example.org</domain>',
      '  <trustkit-config enforcePinning="true"><report-uri>https://a.example.org/x</report-uri></trustkit-config>',
      `  ${good.replace('<pin-set>', '<pin-set tools:ignore="MissingBackupPin">')}`,
      '</domain-config>',
    ),
  ],
  [
    'comments, CDATA and entities',
    config(domain('<!-- <pin-set/> -->', set(pin(`<![CDATA[${A}]]>`), pin(B.replace('+', '&#43;'))))),
  ],
  [
    'cleartext to the phone itself',
    config(
      '<domain-config cleartextTrafficPermitted="true">',
      '  <domain includeSubdomains="false">localhost</domain>',
      '  <domain includeSubdomains="false">10.0.2.2</domain>',
      '</domain-config>',
    ),
  ],
  ['cleartext while debugging', config('<debug-overrides cleartextTrafficPermitted="true"/>')],
  ['a day in ten days', config(domain(`<pin-set expiration="2026-12-02">${pin(A)}${pin(B)}</pin-set>`))],
  ['a digest in lower case', config(domain(set(`<pin digest="sha-256">${A}</pin>`, pin(B))))],
];

/** A text in which a configuration stands, where its offsets lead, and what a fix must make of it. */
interface Carrier {
  readonly name: string;
  readonly path: string;
  readonly wrap: (xml: string) => string;
  readonly at: (xml: string, offset: number) => number;
}

const JSON_START =
  '{\n  "platforms": { "android": { "xml": [{ "resFile": "xml/network_security_config.xml",\n    "target": "network-security-config", "merge": "';
const YAML_START =
  'platforms:\n  android:\n    xml:\n      - resFile: xml/network_security_config.xml\n        target: network-security-config\n        merge: |\n';
const INDENT = ' '.repeat(10);
const quoted = (text: string) => JSON.stringify(text).slice(1, -1);

const FILE: Carrier = {
  name: 'a file',
  path: 'network_security_config.xml',
  wrap: (xml) => xml,
  at: (_, offset) => offset,
};

const CARRIERS: readonly Carrier[] = [
  FILE,
  {
    name: 'a string of JSON',
    path: 'build-action.json',
    wrap: (xml) => `${JSON_START}${quoted(xml)}" }] } }\n}\n`,
    at: (xml, offset) => JSON_START.length + quoted(xml.slice(0, offset)).length,
  },
  {
    name: 'a block of YAML',
    path: 'build-action.yaml',
    wrap: (xml) => YAML_START + xml.replace(/^(?=.)/gm, INDENT),
    at: (xml, offset) => YAML_START.length + offset + INDENT.length * xml.slice(0, offset).split('\n').length,
  },
];

/** The plain text, the findings wanted as `rule: text` with their offsets, and the related place. */
function readMarked(marked: string) {
  const wanted: { rule: string; start: number; end: number }[] = [];
  const open: { rule: string; start: number }[] = [];
  let related: { start: number; end: number } | undefined;
  let xml = '';
  for (const piece of marked.split(/(«[a-z-]+\||[»‹›])/)) {
    if (piece.startsWith('«')) open.push({ rule: piece.slice(1, -1), start: xml.length });
    else if (piece === '»') wanted.push({ rule: '', start: 0, ...open.pop(), end: xml.length });
    else if (piece === '‹') related = { start: xml.length, end: 0 };
    else if (piece === '›' && related) related = { ...related, end: xml.length };
    else xml += piece;
  }
  return { xml, wanted, related };
}

function found({ path, wrap }: Carrier, xml: string): Finding[] {
  return lint(wrap(xml), undefined, { ...OPTIONS, path });
}

function table(rows: readonly Row[]): void {
  for (const [name, marked] of rows) {
    it(name, () => {
      const { xml, wanted, related } = readMarked(marked);
      for (const carrier of CARRIERS) {
        const place = ({ start, end }: { start: number; end: number }) =>
          carrier.wrap(xml).slice(carrier.at(xml, start), carrier.at(xml, end));
        const at = (offset: number) => carrier.at(xml, offset);
        const findings = found(carrier, xml);
        const told = (rule: string, start: number, end: number) => `${start}-${end} ${rule}`;
        deepEqual(
          findings.map(({ rule, span }) => told(rule, span.start, span.end)).toSorted(),
          wanted.map(({ rule, start, end }) => told(rule, at(start), at(end))).toSorted(),
          `${carrier.name}: ${wanted.map(place).join(', ')}`,
        );
        if (!related) continue;
        const first = findings.find((finding) => finding.related)?.related?.[0];
        deepEqual(first?.span, { start: at(related.start), end: at(related.end) }, carrier.name);
      }
    });
  }
}

describe('network security configurations', () => {
  describe('what Android Lint reports is found in the same place', () => table(LINT));
  describe('what Android refuses or skips', () => table(PLATFORM));
  describe('what Android Lint lets pass', () => table(BEATEN));
  describe('what is right', () => table(RIGHT));

  it('only what crashes the app or stops the build is an error', () => {
    const rows = [...LINT, ...PLATFORM, ...BEATEN].flatMap(([, marked]) =>
      found(FILE, readMarked(marked).xml).map(({ rule, severity }) => `${rule} ${severity}`),
    );
    deepEqual([...new Set(rows)].toSorted(), [
      'cleartext-traffic warning',
      'duplicate-host error',
      'duplicate-pin warning',
      'malformed-pin error',
      'malformed-pin warning',
      'missing-backup-pin warning',
      'missing-pins error',
      'non-canonical-host warning',
      'nsc-duplicate-element error',
      'nsc-invalid-attribute error',
      'nsc-invalid-attribute warning',
      'nsc-misplaced-element error',
      'nsc-misplaced-element warning',
      'nsc-missing-attribute error',
      'nsc-missing-attribute warning',
      'nsc-missing-domain error',
      'nsc-misspelled-name error',
      'nsc-unknown-element error',
      'pin-set-expired warning',
      'pin-set-expiring warning',
      'pins-overridden warning',
      'user-certificates warning',
    ]);
  });

  it('a misspelt root is told where the name of the file says what it should be', () => {
    const text = '<network-security-confg></network-security-confg>\n';
    const [finding, ...others] = found(FILE, text);
    deepEqual([finding?.rule, finding?.span, others], ['nsc-misspelled-name', { start: 1, end: 23 }, []]);
  });

  it('every name of the grammar leads to another', () => {
    for (const { children = [], refused = [], once = [] } of Object.values(NSC_GRAMMAR)) {
      for (const name of [...children, ...refused]) ok(NSC_GRAMMAR[name], name);
      for (const name of once) ok(children.includes(name), name);
    }
  });
});

/** Rule, title of the fix, whether it is safe, before, after. */
const FIXES: readonly (readonly [string, string, boolean, string, string])[] = [
  [
    'nsc-misspelled-name',
    'Replace with `<base-config>`',
    false,
    config('<base-cnofig >', '</base-cnofig>'),
    config('<base-config >', '</base-config>'),
  ],
  [
    'nsc-misspelled-name',
    'Replace with `<base-config>`',
    false,
    config('<Base-Config/>'),
    config('<base-config/>'),
  ],
  [
    'nsc-misspelled-name',
    'Replace with `<pin>`',
    false,
    config(domain(set(pin(A), `<pln digest="SHA-256">${B}</pln>`))),
    config(domain(good)),
  ],
  [
    'nsc-misspelled-name',
    'Replace with `src`',
    false,
    config(domain(anchors("<certificates source = '@raw/cas'/>"))),
    config(domain(anchors("<certificates src = '@raw/cas'/>"))),
  ],
  [
    'nsc-missing-attribute',
    'Set `includeSubdomains="false"`',
    false,
    config(`<domain-config><domain>a.example.org</domain></domain-config>`),
    config(`<domain-config><domain includeSubdomains="false">a.example.org</domain></domain-config>`),
  ],
  [
    'nsc-missing-attribute',
    'Set `digest="SHA-256"`',
    false,
    config(domain(set(`<pin>${A}</pin>`, pin(B)))),
    config(domain(good)),
  ],
  [
    'nsc-missing-attribute',
    'Set `src="system"`',
    false,
    config(domain(anchors('<certificates/>'))),
    config(domain(anchors('<certificates src="system"/>'))),
  ],
  [
    'nsc-invalid-attribute',
    'Set digest to `SHA-256`',
    false,
    config(domain(set(`<pin digest="SHA256">${A}</pin>`, pin(B)))),
    config(domain(good)),
  ],
  [
    'nsc-invalid-attribute',
    'Replace with `user`',
    false,
    config('<debug-overrides>', `  ${anchors('<certificates src="users"/>')}`, '</debug-overrides>'),
    config('<debug-overrides>', `  ${anchors('<certificates src="user"/>')}`, '</debug-overrides>'),
  ],
  [
    'cleartext-traffic',
    'Replace with `false`',
    false,
    config('<base-config cleartextTrafficPermitted="true"/>'),
    config('<base-config cleartextTrafficPermitted="false"/>'),
  ],
  [
    'pins-overridden',
    'Set to `false`',
    false,
    config(domain(anchors('<certificates src="system" overridePins="true"/>'), good)),
    config(domain(anchors('<certificates src="system" overridePins="false"/>'), good)),
  ],
  [
    'malformed-pin',
    'Remove the blanks',
    true,
    config(domain(set(`<pin digest="SHA-256">\n        ${A}\n\t</pin>`, pin(B)))),
    config(domain(good)),
  ],
  [
    'malformed-pin',
    'Write the pin in its proper form',
    true,
    config(domain(set(`<pin digest="SHA-256">\n  ${A.slice(0, -1)}\n</pin>`, pin(B)))),
    config(domain(good)),
  ],
  [
    'pin-prefix',
    'Remove the prefix',
    true,
    config(domain(set(pin(`sha256/${A}`), pin(B)))),
    config(domain(good)),
  ],
  [
    'duplicate-pin',
    'Remove the duplicate pin',
    true,
    config(domain(set(pin(A), pin(B), pin(A)))),
    config(domain(good)),
  ],
  [
    'duplicate-host',
    'Merge the pins into the first entry',
    false,
    config(domain(good), domain(set(pin(B), pin(C)))),
    config(domain(set(pin(A), pin(B), pin(C)))),
  ],
];

describe('the fixes of network security configurations change what they must and not a byte more', () => {
  for (const carrier of CARRIERS) {
    for (const [rule, title, safe, before, after] of FIXES) {
      it(`${rule}: ${title}, in ${carrier.name}`, () => {
        const fix = found(carrier, before).find((finding) => finding.rule === rule)?.fixes?.[0];
        equal(fix?.title, title);
        equal(fix?.safe, safe);
        equal(applyEdits(carrier.wrap(before), fix?.edits ?? []), carrier.wrap(after));
      });
    }
    it(`no fix is applied unasked that makes a setting count, in ${carrier.name}`, () => {
      for (const [, , safe, before] of FIXES) {
        const text = carrier.wrap(before);
        const fixed = fixAll(text, undefined, { ...OPTIONS, path: carrier.path });
        equal(fixed !== text, safe);
        equal(fixAll(fixed, undefined, { ...OPTIONS, path: carrier.path }), fixed);
      }
    });
  }

  it('a merge that would lose a host or a setting is not offered', () => {
    const two = domain('<domain includeSubdomains="true">b.example.org</domain>', good);
    for (const later of [two, domain(anchors('<certificates src="system"/>'), good)]) {
      const all = found(FILE, config(domain(good), later));
      equal(all.find(({ rule }) => rule === 'duplicate-host')?.fixes, undefined);
    }
  });
});

/** Rule and marked text of what is found in a build action that injects a fragment. */
function injected(target: string, fragment: string, more: object = {}): string[] {
  const step = { resFile: 'xml/network_security_config.xml', target, inject: fragment, ...more };
  const text = JSON.stringify({ platforms: { android: { xml: [step] } } });
  return lint(text, undefined, { ...OPTIONS, path: 'build-action.json' }).map(
    ({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`,
  );
}

describe('fragments are read as parts of their target', () => {
  const ROOT = 'network-security-config';
  const cases: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['what its target knows', [ROOT, domain(good)], []],
    [
      'a tag that only its target makes known',
      [ROOT, '<domain-confg/>'],
      ['nsc-misspelled-name: domain-confg'],
    ],
    ['an element nobody knows there', [ROOT, '<include/>'], ['nsc-unknown-element: include']],
    [
      'user certificates for all',
      [`${ROOT}/base-config/trust-anchors`, '<certificates src="user"/>'],
      ['user-certificates: <certificates src=\\"user\\"/>'],
    ],
    [
      'user certificates while debugging',
      [`${ROOT}/debug-overrides/trust-anchors`, '<certificates src="user"/>'],
      [],
    ],
    ['one more pin says nothing of the others', [`${ROOT}/domain-config/pin-set`, pin(A)], []],
    ['but it must be one', [`${ROOT}/domain-config/pin-set`, pin(HEX)], [`malformed-pin: ${HEX}`]],
    [
      'one more set',
      [`${ROOT}/domain-config`, `<pin-set>${pin(A)}</pin-set>`],
      ['missing-backup-pin: pin-set'],
    ],
    ['an element of another file', ['resources', '<base-cnofig/>'], []],
  ];
  for (const [name, [target = '', fragment = ''], wanted] of cases) {
    it(name, () => deepEqual(injected(target, fragment), wanted));
  }

  it('variables of the build action are not judged', () => {
    const fragment = `<domain-config><domain includeSubdomains="$SUBDOMAINS">$HOST</domain><pin-set expiration="$DAY"><pin digest="SHA-256">$PIN_1</pin><pin digest="SHA-256">$PIN_2</pin></pin-set></domain-config>`;
    const own = injected(ROOT, fragment).filter((finding) => !finding.startsWith('undeclared-variable'));
    deepEqual(own, []);
  });
});

describe('unencrypted traffic and user certificates outside of network security configurations', () => {
  const cases: readonly (readonly [path: string, text: string, found: readonly string[]])[] = [
    [
      'extensibility.json',
      '{"appConfigurations":{"android":{"network":{"connections":"https_http","trustedCA":"user"}}}}',
      ['cleartext-traffic: https_http', 'user-certificates: user'],
    ],
    [
      'extensibility.json',
      '{"appConfigurations":{"network":{"connections":"https","trustedCA":"system"}}}',
      [],
    ],
    [
      'extensibility.json',
      '{"appConfigurations":{"cordova":{"preferences":{"ios":{"NSAllowsArbitraryLoadsInWebContent":true}}}}}',
      ['cleartext-traffic: true'],
    ],
    [
      'extensibility.json',
      '{"preferences":{"ios":[{"name":"NSAllowsArbitraryLoads","value":"false"},{"name":"NSAllowsLocalNetworking","value":"true"}]}}',
      [],
    ],
    [
      'extensibility.json',
      '{"preferences":{"android":[{"name":"RemoveUserCertificates","value":"false"}]}}',
      ['user-certificates: false'],
    ],
    [
      'extensibility.json',
      '{"preferences":{"android":[{"name":"RemoveUserCertificates","value":true}]}}',
      [],
    ],
    [
      'build-action.json',
      '{"platforms":{"android":{"manifest":[{"file":"AndroidManifest.xml","target":"manifest/application","attrs":{"android:usesCleartextTraffic":"true"}}]}}}',
      ['cleartext-traffic: true'],
    ],
    [
      'build-action.json',
      '{"platforms":{"ios":{"plist":[{"entries":[{"NSAppTransportSecurity":{"NSAllowsArbitraryLoads":true}}]}]}}}',
      ['cleartext-traffic: true'],
    ],
    [
      'Info.plist',
      `<plist><dict><key>NSAppTransportSecurity</key><dict><key>NSAllowsArbitraryLoads</key><true/><key>NSPinnedDomains</key><dict></dict></dict></dict></plist>`,
      ['cleartext-traffic: <true/>'],
    ],
    [
      'Info.plist',
      `<plist><dict><key>NSAppTransportSecurity</key><dict><key>NSExceptionDomains</key><dict><key>a.example.org</key><dict><key>NSExceptionAllowsInsecureHTTPLoads</key><true/></dict></dict><key>NSPinnedDomains</key><dict></dict></dict></dict></plist>`,
      ['cleartext-traffic: <true/>'],
    ],
  ];
  for (const [path, text, wanted] of cases) {
    it(`${path}: ${text.slice(0, 90)}`, () => {
      const ours = lint(text, undefined, { ...OPTIONS, path }).filter(({ rule }) =>
        /^(?:cleartext|user)-/.test(rule),
      );
      deepEqual(
        ours.map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`),
        wanted,
      );
    });
  }
});

describe('hostile network security configurations end in bounded time', () => {
  const root = (inside: string) => `<network-security-config>${inside}</network-security-config>`;
  const texts: readonly (readonly [string, string])[] = [
    ['stray end tags in deep markup', root('<a>'.repeat(100_000) + '</b>'.repeat(100_000))],
    [
      '60,000 attributes',
      root(`<base-config ${Array.from({ length: 60_000 }, (_, i) => `cleartext${i}="x"`).join(' ')}/>`),
    ],
    ['50,000 misspelt elements', root('<base-cnofig/>'.repeat(50_000))],
    ['nested configurations', root('<domain-config>'.repeat(50_000))],
    ['30,000 times the same host', root(`<domain-config>${'<domain>a.example.org</domain>'.repeat(30_000)}`)],
    ['30,000 times the same pin', root(`<domain-config><pin-set>${pin(A).repeat(30_000)}</pin-set>`)],
    ['a name of 5 MB', root(`<${'a'.repeat(5_000_000)}/>`)],
    ['a value of 5 MB', root(`<certificates src="@raw/${'a'.repeat(5_000_000)}!"/>`)],
  ];
  for (const [name, text] of texts) {
    it(name, () => {
      for (const carrier of [FILE, CARRIERS[1] ?? FILE]) {
        for (const { span, fixes = [] } of found(carrier, text)) {
          const spans = [span, ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.span))];
          for (const { start, end } of spans) ok(0 <= start && start <= end);
        }
      }
    }).timeout(60_000);
  }
});
