import { deepEqual, equal, ok } from 'node:assert/strict';
import { applyEdits } from '../../server/src/core/edits';
import { parseJson } from '../../server/src/core/json';
import type { Node } from '../../server/src/core/tree';
import { fixAll, lint } from '../../server/src/lint';
import { hostOf } from '../../server/src/model/model';
import { read } from '../../server/src/model/read';
import { suffixes } from '../../server/src/model/suffixes';
import { type Document, extensibilityDocument, pinningDocument } from './documents';
import { OPTIONS } from './marked';

const A = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const B = 'FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';
const C = 'y4nboktLdDuLHUHkxk6hd+vs2GYyOj46EVC7Q/fTANQ=';
const C_HEX = Buffer.from(C, 'base64').toString('hex');
const URL_C = C.replaceAll('+', '-').replaceAll('/', '_');

type Row = readonly [name: string, rule: string, safe: boolean, before: string, after: string];

/** A pinning file of one host with these pins, in the manner of the tests. */
const pins = (...texts: readonly string[]) =>
  `{\r\n\t"hosts": [{ "host": "api.example.org", "hashes": [${texts.map((text) => JSON.stringify(text)).join(', ')}] }]\r\n}`;
const good = [`sha256/${A}`, `sha256/${B}`] as const;
const host = (name: string) =>
  `{"hosts":[{"host":${JSON.stringify(name)},"hashes":["sha256/${A}","sha256/${B}"]}]}\n`;

describe('the fix of a finding changes what it must and not a byte more', () => {
  table('pinning.json', [
    [
      'trailing comma',
      'not-strict-json',
      true,
      host('api.example.org').replace(']}\n', ' , ]}\n'),
      host('api.example.org').replace(']}\n', '  ]}\n'),
    ],
    ['byte order mark', 'not-strict-json', true, `\ufeff${host('api.example.org')}`, host('api.example.org')],
    [
      'comment on a line of its own',
      'not-strict-json',
      false,
      host('api.example.org').replace('{', '{\r\n  // why\r\n'),
      host('api.example.org').replace('{', '{\r\n'),
    ],
    [
      'comment at the end of a line',
      'not-strict-json',
      false,
      `${host('api.example.org').trimEnd()}  // why\n`,
      host('api.example.org'),
    ],
    [
      'comment between values',
      'not-strict-json',
      false,
      host('api.example.org').replace('[{', '[ /* why */ {'),
      host('api.example.org').replace('[{', '[  {'),
    ],
    [
      'rename',
      'unknown-property',
      false,
      host('api.example.org').replace('hashes', 'hashs'),
      host('api.example.org'),
    ],
    [
      'a pin becomes a list',
      'wrong-type',
      false,
      `{"hosts":[{"host":"api.example.org","hashes": "sha256/${A}" }]}`,
      `{"hosts":[{"host":"api.example.org","hashes": ["sha256/${A}"] }]}`,
    ],
    [
      'a list of one becomes a host',
      'wrong-type',
      false,
      host('api.example.org').replace('"api.example.org"', '[ "api.example.org" ]'),
      host('api.example.org'),
    ],
    ['URL', 'invalid-host', false, host('https://user@api.example.org:8443/a?b'), host('api.example.org')],
    ['port', 'invalid-host', false, host('api.example.org:443'), host('api.example.org')],
    ['blanks', 'invalid-host', false, host(' api.example.org '), host('api.example.org')],
    ['upper case', 'non-canonical-host', true, host('API.example.ORG'), host('api.example.org')],
    ['trailing dot', 'non-canonical-host', true, host('api.example.org.'), host('api.example.org')],
    [
      'letters outside ASCII',
      'non-canonical-host',
      true,
      host('bücher.example.org'),
      host('xn--bcher-kva.example.org'),
    ],
    [
      'an escape in a name',
      'non-canonical-host',
      true,
      host('x').replace('"x"', '"\\u0041pi.example.org"'),
      host('api.example.org'),
    ],
    ['the later of two', 'duplicate-pin', true, pins(...good, `sha256/${A}`), pins(...good)],
    ['the one in the middle', 'duplicate-pin', true, pins(good[0], good[0], good[1]), pins(...good)],
    ['base64url', 'malformed-pin', true, pins(...good, `sha256/${URL_C}`), pins(...good, `sha256/${C}`)],
    [
      'padding',
      'malformed-pin',
      true,
      pins(...good, `sha256/${C.slice(0, -1)}`),
      pins(...good, `sha256/${C}`),
    ],
    [
      'blanks in a pin',
      'malformed-pin',
      true,
      pins(...good, `sha256/ ${C.slice(0, 20)}\n${C.slice(20)}`),
      pins(...good, `sha256/${C}`),
    ],
    ["b'…'", 'malformed-pin', true, pins(...good, `@"b'${C}'"`), pins(...good, `sha256/${C}`)],
    ['sha256//', 'malformed-pin', true, pins(...good, `sha256//${C}`), pins(...good, `sha256/${C}`)],
    ['pin-sha256=', 'malformed-pin', true, pins(...good, `pin-sha256="${C}"`), pins(...good, `sha256/${C}`)],
    ['hexadecimal', 'malformed-pin', false, pins(...good, C_HEX), pins(...good, `sha256/${C}`)],
    ['no prefix', 'pin-prefix', true, pins(...good, C), pins(...good, `sha256/${C}`)],
    [
      'another spelling of the prefix',
      'pin-prefix',
      true,
      pins(...good, `sha-256=${C}`),
      pins(...good, `sha256/${C}`),
    ],
    [
      'merge into one entry',
      'duplicate-host',
      false,
      `{ "hosts": [\n\t{ "host": "api.example.org", "hashes": [\n\t\t"sha256/${A}",\n\t\t"sha256/${B}"\n\t] },\n\t{ "host": "API.example.org", "hashes": ["sha256/${B}", "sha256/${C}"] }\n] }`,
      `{ "hosts": [\n\t{ "host": "api.example.org", "hashes": [\n\t\t"sha256/${A}",\n\t\t"sha256/${B}",\n\t\t"sha256/${C}"\n\t] }\n] }`,
    ],
    [
      'the closing brackets',
      'syntax-error',
      false,
      `{\r\n\t"hosts": [\r\n\t\t{\r\n\t\t\t"host": "api.example.org",\r\n\t\t\t"hashes": [\r\n\t\t\t\t"sha256/${A}",\r\n\t\t\t\t"sha256/${B}"`,
      `{\r\n\t"hosts": [\r\n\t\t{\r\n\t\t\t"host": "api.example.org",\r\n\t\t\t"hashes": [\r\n\t\t\t\t"sha256/${A}",\r\n\t\t\t\t"sha256/${B}"\r\n\t\t\t]\r\n\t\t}\r\n\t]\r\n}`,
    ],
    [
      'no-break spaces',
      'syntax-error',
      false,
      host('api.example.org').replaceAll(',', ',\u00a0\u3000'),
      host('api.example.org').replaceAll(',', ',  '),
    ],
  ]);

  const flag = '{ "name": "BypassOSDomainsValidation", "value": "true" }';
  const other = '{ "name": "InitLoggerSyncDelay", "value": 5 }';
  table('extensibility.json', [
    [
      'the only preference of the only section',
      'expired-bypass-flag',
      true,
      `{\n  "preferences": {\n    "global": [${flag}]\n  }\n}\n`,
      '{\n}\n',
    ],
    [
      'the first of two',
      'expired-bypass-flag',
      true,
      `{ "preferences": { "global": [\r\n    ${flag},\r\n    ${other}\r\n] } }`,
      `{ "preferences": { "global": [\r\n    ${other}\r\n] } }`,
    ],
    [
      'the last of two',
      'expired-bypass-flag',
      true,
      `{ "preferences": { "global": [\n\t${other},\n\t${flag}\n] } }`,
      `{ "preferences": { "global": [\n\t${other}\n] } }`,
    ],
    [
      'the last of two with a trailing comma',
      'expired-bypass-flag',
      true,
      `{ "preferences": { "global": [\n\t${other},\n\t${flag},\n] } }`,
      `{ "preferences": { "global": [\n\t${other},\n] } }`,
    ],
    [
      'between two',
      'expired-bypass-flag',
      true,
      `{ "preferences": { "global": [${other}, ${flag}, ${other}] } }`,
      `{ "preferences": { "global": [${other}, ${other}] } }`,
    ],
    [
      'a section that gets empty goes too',
      'expired-bypass-flag',
      true,
      `{ "preferences": { "global": [${flag}], "ios": [${other}] } }`,
      `{ "preferences": { "ios": [${other}] } }`,
    ],
    [
      'a later section goes with the comma before it',
      'expired-bypass-flag',
      true,
      `{ "preferences": { "ios": [${other}], "global": [${flag}] } }`,
      `{ "preferences": { "ios": [${other}] } }`,
    ],
    [
      'a comment keeps its section',
      'expired-bypass-flag',
      true,
      `{ "preferences": { "global": [ // why\n  ${flag}\n] } }`,
      `{ "preferences": { "global": [ // why\n] } }`,
    ],
    [
      'universal schema',
      'expired-bypass-flag',
      true,
      '{ "appConfigurations": { "displayName": "x", "cordova": { "preferences": { "BypassOSDomainsValidation": true } } } }',
      '{ "appConfigurations": { "displayName": "x" } }',
    ],
    [
      'universal schema, by platform',
      'expired-bypass-flag',
      true,
      '{ "appConfigurations": { "cordova": { "preferences": { "android": { "BypassOSDomainsValidation": "true", "a": 1 } } } } }',
      '{ "appConfigurations": { "cordova": { "preferences": { "android": { "a": 1 } } } } }',
    ],
    [
      'the truncated announcement',
      'expired-bypass-flag',
      true,
      '    "preferences": {\n        "global": [{\n            "name": "BypassOSDomainsValidation",\n            "value": "true"\n',
      '{}',
    ],
    [
      'another value',
      'inert-bypass-flag',
      true,
      `{ "preferences": { "global": [${other}, ${flag.replace('"true"', '"false"')}] } }`,
      `{ "preferences": { "global": [${other}] } }`,
    ],
    [
      'another case',
      'inert-bypass-flag',
      true,
      `{ "preferences": { "global": [${flag.replace('By', 'by')}, ${other}] } }`,
      `{ "preferences": { "global": [${other}] } }`,
    ],
    [
      'reference',
      'unquoted-reference',
      true,
      '{"buildConfigurations":{"buildAction":{"config":$resources.a-b.json}}}',
      '{"buildConfigurations":{"buildAction":{"config":"$resources.a-b.json"}}}',
    ],
    [
      'rename a key',
      'unknown-property',
      false,
      `{ "preferences": { "gobal": [${other}] , "ios": [] } }`,
      `{ "preferences": { "global": [${other}] , "ios": [] } }`,
    ],
    [
      'braces around what was pasted',
      'syntax-error',
      false,
      '  "preferences": {\n    "global": []\n  }\n',
      '{\n  "preferences": {\n    "global": []\n  }\n}\n',
    ],
  ]);

  it('leaves to people what it cannot know', () => {
    for (const [rule, text] of [
      ['malformed-pin', pins(...good, C_HEX.replace(/..(?!$)/g, '$&:'))],
      ['malformed-pin', pins(...good, `sha256/${C.slice(0, 30)}`)],
      ['malformed-pin', pins(...good, 'Ez8/eT99MT8/P3lKaVguP1B+PzU/Pz8/Pz95UWtGRyYNCg==')],
      ['pin-prefix', pins(...good, `sha1/${C}`)],
      ['duplicate-pin', pins(good[0], good[0])],
      ['non-canonical-pin', pins(good[0], `sha256/${B.slice(0, 42)}J=`)],
      ['placeholder-pin', pins(good[0], `sha256/${'A'.repeat(43)}=`)],
      ['invalid-host', host('*.example.org')],
      ['invalid-host', host('a.example.org, b.example.org')],
      ['invalid-host', host('https://192.0.2.7/')],
    ] as const) {
      const found = lintPath(text, 'pinning.json').filter((finding) => finding.rule === rule);
      equal(found.length, 1, `${rule} in ${text}`);
      deepEqual(found[0]?.fixes ?? [], [], `${rule} in ${text}`);
    }
  });

  it('asks where only a person knows', () => {
    for (const [rule, ask, text] of [
      ['default-domain', 'replace-host', host('acme.outsystemsenterprise.com')],
      ['missing-backup-pin', 'add-backup-pin', pins(good[0])],
    ] as const) {
      const [fix] = lintPath(text, 'pinning.json').find((finding) => finding.rule === rule)?.fixes ?? [];
      deepEqual([fix?.ask, fix?.safe, fix?.edits], [ask, false, []]);
    }
  });
});

describe('fix-all', () => {
  it('applies the safe fixes together and nothing else', () => {
    const before = `\ufeff{"hosts":[{"host":"API.example.org","hashes":["${A}","sha256/${B}","sha256/${URL_C}","sha256/${A}",]},]}`;
    equal(
      fixPath(before, 'pinning.json'),
      `{"hosts":[{"host":"api.example.org","hashes":["sha256/${A}","sha256/${B}","sha256/${C}"]}]}`,
    );
  });

  it('two flags in one list, and all that gets empty', () => {
    const one = '{ "name": "BypassOSDomainsValidation", "value": "true" }';
    equal(
      fixPath(
        `{ "preferences": { "global": [${one}, ${one}], "ios": [${one}] } }`,
        'extensibility.json',
      ).replace(/\s/g, ''),
      '{}',
    );
  });

  it('leaves a sound text alone', () => {
    equal(fixPath(pins(...good), 'pinning.json'), pins(...good));
  });

  for (const [name, make] of [
    ['pinning files', pinningDocument],
    ['extensibility configurations', extensibilityDocument],
  ] as const) {
    it(`1,000 random ${name}: ends, raises nothing new, and keeps keys and settings`, () => {
      for (let seed = 0; seed < 1000; seed++) holds(make(seed), `seed ${seed}`);
    }).timeout(60_000);
  }
});

/** What must hold for fix-all on any document. */
function holds({ path, text }: Document, name: string): void {
  const fixed = fixPath(text, path);
  equal(fixPath(fixed, path), fixed, `${name}: twice is once`);
  const before = count(text, path);
  for (const [rule, times] of count(fixed, path)) {
    ok(times <= (before.get(rule) ?? 0), `${name}: ${rule} is new\n${text}\n→\n${fixed}`);
  }
  deepEqual(meantKeys(fixed, path), meantKeys(text, path), `${name}: keys\n${text}\n→\n${fixed}`);
  deepEqual(settings(fixed), settings(text), `${name}: settings\n${text}\n→\n${fixed}`);
  const open = lintPath(fixed, path).filter(({ fixes }) => fixes?.[0]?.safe);
  deepEqual(open, [], `${name}: nothing safe is left`);
}

function count(text: string, path: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { rule } of lintPath(text, path)) counts.set(rule, (counts.get(rule) ?? 0) + 1);
  return counts;
}

/** Host by host, the keys that the file names, in whatever spelling; hexadecimal and the like name none yet. */
function meantKeys(text: string, path: string): (readonly [string | undefined, string[]])[] {
  const sets = read(text, { path, suffixes })?.pinSets ?? [];
  return sets.map((set) => {
    const keys = set.pins.flatMap(({ reading }) => {
      if (reading.ok) return [reading.key];
      return reading.meant && !/^hex/.test(reading.fault) ? [reading.meant] : [];
    });
    return [hostOf(set), [...new Set(keys)].toSorted()] as const;
  });
}

/** The document as a value, without pins and hosts (compared apart), flags, and what is empty. */
function settings(text: string): unknown {
  return prune(parseJson(text).root);
}

function prune(node: Node | undefined): unknown {
  if (node?.type === 'array') {
    const items = node.items.map(prune).filter((item) => item !== undefined);
    return items.length > 0 ? items : undefined;
  }
  if (node?.type !== 'object') return node?.value;
  const name = node.members.find(({ key }) => key.value === 'name')?.value;
  if (name?.type === 'string' && isFlag(name.value)) return undefined;
  const entries = node.members.flatMap(({ key, value }) => {
    const kept =
      isFlag(key.value) || key.value === 'hashes' || key.value === 'host' ? undefined : prune(value);
    return kept === undefined ? [] : [[key.value, kept] as const];
  });
  return entries.length > 0 ? Object.fromEntries(entries) : undefined;
}

function isFlag(name: string): boolean {
  return name.toLowerCase() === 'bypassosdomainsvalidation';
}

function table(path: string, rows: readonly Row[]): void {
  for (const [name, rule, safe, before, after] of rows) {
    it(`${rule}: ${name}`, () => {
      const fixes = lintPath(before, path).find((finding) => finding.rule === rule)?.fixes;
      equal(fixes?.length, 1, 'one fix');
      equal(fixes?.[0]?.safe, safe, 'safe or not');
      equal(applyEdits(before, fixes?.[0]?.edits ?? []), after);
    });
  }
}

function lintPath(text: string, path: string) {
  return lint(text, undefined, { ...OPTIONS, path });
}

function fixPath(text: string, path: string): string {
  return fixAll(text, undefined, { ...OPTIONS, path });
}
