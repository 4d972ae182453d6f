import { deepEqual, equal, ok } from 'node:assert/strict';
import { applyEdits } from '../../server/src/core/edits';
import { parseYaml } from '../../server/src/core/yaml';
import { insertPins, pinSetAt } from '../../server/src/features/insert-pin';
import type { Model } from '../../server/src/model/model';
import { read } from '../../server/src/model/read';

const A = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const B = 'FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';
const C = 'y4nboktLdDuLHUHkxk6hd+vs2GYyOj46EVC7Q/fTANQ=';

describe('inserting a pin', () => {
  const rows: readonly (readonly [name: string, before: string, after: string, keys?: readonly string[]])[] =
    [
      ['on one line', list(`["sha256/${A}"]`), list(`["sha256/${A}", "sha256/${B}"]`)],
      ['two at once', list(`["sha256/${A}"]`), list(`["sha256/${A}", "sha256/${B}", "sha256/${C}"]`), [B, C]],
      ['an empty list', list('[]'), list(`["sha256/${B}"]`)],
      [
        'dense',
        `{"hosts":[{"host":"a.example.org","hashes":["sha256/${A}"]}]}`,
        `{"hosts":[{"host":"a.example.org","hashes":["sha256/${A}", "sha256/${B}"]}]}`,
      ],
      [
        'a line each',
        list(`[\n      "sha256/${A}"\n    ]`),
        list(`[\n      "sha256/${A}",\n      "sha256/${B}"\n    ]`),
      ],
      [
        'CRLF and tabs',
        list(`[\r\n\t\t\t"sha256/${A}"\r\n\t\t]`),
        list(`[\r\n\t\t\t"sha256/${A}",\r\n\t\t\t"sha256/${B}"\r\n\t\t]`),
      ],
      [
        'blank lines between, as in the documentation',
        list(`[\n\n      "sha256/${A}",\n\n      "sha256/${C}"\n\n    ]`),
        list(`[\n\n      "sha256/${A}",\n\n      "sha256/${C}",\n      "sha256/${B}"\n\n    ]`),
      ],
      [
        'a trailing comma stays where it was',
        list(`[\n      "sha256/${A}",\n    ]`),
        list(`[\n      "sha256/${A}",\n      "sha256/${B}",\n    ]`),
      ],
      [
        'a comment behind the last',
        list(`[\n      "sha256/${A}" // leaf\n    ]`),
        list(`[\n      "sha256/${A}",\n      "sha256/${B}" // leaf\n    ]`),
      ],
      ['behind what is no pin', list(`["sha256/${A}", 7]`), list(`["sha256/${A}", 7, "sha256/${B}"]`)],
      [
        'no list',
        '{\n  "hosts": [\n    {\n      "host": "a.example.org"\n    }\n  ]\n}',
        `{\n  "hosts": [\n    {\n      "host": "a.example.org",\n      "hashes": ["sha256/${B}"]\n    }\n  ]\n}`,
      ],
      [
        'no list, on one line',
        '{ "hosts": [{ "host": "a.example.org" }] }',
        `{ "hosts": [{ "host": "a.example.org", "hashes": ["sha256/${B}"] }] }`,
      ],
      [
        'no list, and the host written with an escape',
        '{ "hosts": [{ "host": "\\u0061.example.org" }] }',
        `{ "hosts": [{ "host": "\\u0061.example.org", "hashes": ["sha256/${B}"] }] }`,
      ],
      [
        'no list, and a key of another name before',
        '{ "hosts": [{ "note": "\\"host\\"", "host" : "a.example.org" }] }',
        `{ "hosts": [{ "note": "\\"host\\"", "host" : "a.example.org", "hashes": ["sha256/${B}"] }] }`,
      ],
    ];
  for (const [name, before, after, keys = [B]] of rows) {
    it(name, () => {
      const model = modelOf(before);
      const [set] = model.pinSets;
      ok(set);
      equal(applyEdits(before, insertPins(model, set, keys)), after);
    });
  }

  const policies: readonly (readonly [name: string, path: string, before: string, after: string])[] = [
    ['JSON', 'build-action.json', action('{}'), action(`{"TSKPublicKeyHashes": ["${B}"]}`)],
    [
      'JSON of several lines',
      'build-action.json',
      action('{\n  "TSKEnforcePinning": true\n}'),
      action(`{\n  "TSKEnforcePinning": true,\n  "TSKPublicKeyHashes": ["${B}"]\n}`),
    ],
    ['a block of YAML', 'build-action.yaml', block(''), block(`TSKPublicKeyHashes:\n            - ${B}`)],
    [
      'YAML between braces',
      'build-action.yaml',
      block('').replace(/:\n +TSKEnforcePinning: true/, ': { TSKEnforcePinning: true }'),
      block('').replace(
        /:\n +TSKEnforcePinning: true/,
        `: { TSKEnforcePinning: true, "TSKPublicKeyHashes": ["${B}"] }`,
      ),
    ],
    ['an alias', 'build-action.yaml', alias(), alias()],
  ];
  for (const [name, path, before, after] of policies) {
    it(`a policy of TrustKit without a list, in ${name}`, () => {
      const model = read(before, { path, parseYaml });
      const set = model?.pinSets[0];
      ok(model && set);
      equal(applyEdits(before, insertPins(model, set, [B])), after);
    });
  }

  it('has no place where something else stands for the list', () => {
    for (const hashes of ['null', '"sha256/x"', '{}']) {
      const model = modelOf(list(hashes));
      const [set] = model.pinSets;
      ok(set);
      deepEqual(insertPins(model, set, [B]), []);
    }
  });
});

describe('the host at an offset', () => {
  const text = '{ "hosts": [\n{ "host": "a.example.org" },\n{ "host": "b.example.org" }\n] }';
  for (const [at, name] of [
    ['a.example', 'a.example.org'],
    ['b.example', 'b.example.org'],
    ['hosts', undefined],
  ] as const) {
    it(`${at}: ${name ?? 'none of several'}`, () => {
      equal(pinSetAt(modelOf(text), text.indexOf(at))?.hosts[0]?.name, name);
    });
  }

  it('the only host, wherever one stands', () => {
    equal(
      pinSetAt(modelOf('{ "hosts": [{ "host": "a.example.org" }] }'), 0)?.hosts[0]?.name,
      'a.example.org',
    );
  });
});

/** A build action with this policy for one host. */
function action(policy: string): string {
  return `{"platforms":{"ios":{"plist":[{"entries":[{"TSKConfiguration":{"TSKPinnedDomains":{"a.example.org":${policy}}}}]}]}}}`;
}

/** The same in YAML, with further lines of the policy. */
function block(lines: string): string {
  const more = lines && `\n          ${lines}`;
  return `platforms:
  ios:
    plist:
    - entries:
      - TSKConfiguration:
         TSKPinnedDomains:
          a.example.org:${more}
          TSKEnforcePinning: true
`
    .replaceAll('\n          TSK', '\n            TSK')
    .replaceAll('\n            - ', '\n              - ');
}

function alias(): string {
  return block('')
    .replace(/( +)a\.example\.org:\n.*\n$/, '$1a.example.org: *p\n')
    .replace(/^/, 'x: &p\n  TSKEnforcePinning: true\n');
}

function list(hashes: string): string {
  return `{\n  "hosts": [{\n    "host": "a.example.org",\n    "hashes": ${hashes}\n  }]\n}\n`;
}

function modelOf(text: string): Model {
  const model = read(text, { path: 'pinning.json' });
  ok(model);
  return model;
}
