import { ok } from 'node:assert/strict';
import { fixAll, lint } from '../../server/src/lint';
import { KINDS } from '../../server/src/model/kind';
import { OPTIONS } from './marked';
import { random } from './random';

const PIN = 'sha256/fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const hosts = (entries: string) => `{"hosts":[${entries}]}`;
const entry = (host: string, hashes: string) => `{"host":"${host}","hashes":[${hashes}]}`;
const many = (count: number, text: string) => Array(count).fill(text).join(',');

/** The paths that lead a text to each reader; a large one goes through the three that differ most. */
const ALL = [
  'pinning.json',
  'x.json',
  'extensibility.json',
  'x.yaml',
  'Info.plist',
  'w/.pinwarden.json',
  '',
  undefined,
];
const LARGE = ['pinning.json', 'x.yaml', 'Info.plist'];

describe('any text gives findings or nothing, never a crash', () => {
  const texts: readonly (readonly [name: string, text: () => string])[] = [
    ['nothing', () => ''],
    ['blanks', () => ' \t\r\n '],
    ['a byte order mark', () => '\ufeff'],
    ['a zero', () => '\u0000'],
    ['binary', () => binary(100_000)],
    ['binary inside a pinning file', () => hosts(`{"host":"${binary(5000)}`)],
    ['lone surrogates', () => hosts(entry('\ud800.example.org', '"\udfff", "sha256/\ud83d"'))],
    ['lone surrogates as escapes', () => hosts(entry('\\ud800.example.org', '"\\udfff"'))],
    ['control characters in a host', () => hosts(entry('a\u0007\u001b[31m\u0000.example.org', `"${PIN}"`))],
    [
      'control characters as escapes',
      () => hosts(entry('a\\u0007\\u001b[31m\\r\\n::error::.example.org', `"${PIN}"`)),
    ],
    [
      'keys of every object',
      () =>
        hosts(
          '{"__proto__":{"host":1},"constructor":2,"toString":3,"host":"a.example.org","hasOwnProperty":[]}',
        ),
    ],
    [
      'a YAML text of aliases',
      () => `a: &a 1\nplatforms:\n${Array.from({ length: 20_000 }, (_, at) => `  k${at}: *a`).join('\n')}\n`,
    ],
    [
      'a configuration of keys that resemble rules',
      () => `{"rules":{${Array.from({ length: 20_000 }, (_, at) => `"live-single-cer${at}":0`).join()}}}`,
    ],
    [
      'such a key at the root',
      () => '{"__proto__":{"hosts":[]},"preferences":{"__proto__":[],"constructor":{},"global":[]}}',
    ],
    [
      'such keys where a build action puts pins',
      () =>
        '{"platforms":{"ios":{"plist":[{"entries":[{"constructor":{"toString":1},"TSKConfiguration":{"valueOf":[]}}]}]}}}',
    ],
    [
      'such names of elements that hold pins',
      () => {
        const step = (target: string, root: string) =>
          `{"resFile":"xml/network_security_config.xml","target":"${target}","inject":"<${root}><pin>a</pin></${root}>"}`;
        const steps = [step('domain-config', 'constructor'), step('/constructor/pin-set/toString', 'pin')];
        return `{"platforms":{"android":{"xml":[${steps.join(',')},${step('/toString/pin-set', 'pin')}]}}}`;
      },
    ],
    [
      'null at every place',
      () => hosts('null,{"host":null,"hashes":null},{"host":"a.example.org","hashes":[null]}'),
    ],
    ['200,000 brackets', () => '['.repeat(200_000)],
    ['200,000 braces', () => '{"hosts":'.repeat(200_000)],
    ['200,000 brackets closed', () => '['.repeat(200_000) + ']'.repeat(200_000)],
    ['200,000 brackets inside a list of pins', () => hosts(entry('a.example.org', '['.repeat(200_000)))],
    ['50 MB', () => hosts(many(1_000_000, entry('a.example.org', `"${PIN}"`))).slice(0, 50_000_000)],
    ['50 MB of nothing', () => ' '.repeat(50_000_000)],
    ['5 MB of commas', () => `{"hosts":[${','.repeat(5_000_000)}`],
    ['200,000 unknown keys', () => `{"hosts":[],${many(200_000, '"a":1')}}`],
    ['100,000 times the same pin', () => hosts(entry('a.example.org', many(100_000, `"${PIN}"`)))],
    [
      '100,000 pins without padding',
      () => hosts(entry('a.example.org', many(100_000, `"${PIN.slice(0, -1)}"`))),
    ],
    ['40,000 times the same host', () => hosts(many(40_000, entry('a.example.org', `"${PIN}"`)))],
    ['300,000 comments', () => hosts('/**/'.repeat(300_000))],
    ['a host of 5 MB', () => hosts(entry('a.'.repeat(2_500_000), `"${PIN}"`))],
    ['a pin of 5 MB', () => hosts(entry('a.example.org', `"${'A'.repeat(5_000_000)}"`))],
    [
      '100,000 flags',
      () =>
        `{"preferences":{"global":[${many(100_000, '{"name":"BypassOSDomainsValidation","value":"true"}')}]}}`,
    ],
    ['markup', () => '<a>'.repeat(200_000)],
    ['a property list of comments', () => `<plist>${'<!--'.repeat(200_000)}`],
    ['comments before a root that is none', () => `${'<!-- -->'.repeat(5000)}<!x`],
    ['keys that never end', () => `<plist>${`<key>${' '.repeat(900)}`.repeat(5000)}`],
    ['a prologue that never ends', () => '<?'.repeat(200_000)],
  ];
  for (const [name, make] of texts) {
    it(name, () => {
      const text = make();
      for (const path of text.length > 100_000 ? LARGE : ALL) {
        sound(text, path === undefined ? {} : { path });
      }
    }).timeout(120_000);
  }

  for (const kind of KINDS) {
    it(`texts that are said to be ${kind}`, () => {
      for (const text of [
        '',
        '\u0000',
        '<',
        '{',
        '[]',
        'null',
        '"',
        '---\n- &a [*a, *a]',
        '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>',
      ]) {
        ok(Array.isArray(lint(text, kind, OPTIONS)));
        ok(typeof fixAll(text, kind, OPTIONS) === 'string');
      }
    });
  }

  it('3,000 pieces of rubble', () => {
    const source = random(1);
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"hosts"',
      '"host"',
      '"hashes"',
      `"${PIN}"`,
      '"preferences"',
      '"BypassOSDomainsValidation"',
      '\u00a0',
      '//',
      '/*',
      '"',
      '\\',
      '\n',
      '\ufeff',
      '$resources.a',
    ] as const;
    for (let round = 0; round < 3000; round++) {
      const text = Array.from({ length: source.below(40) }, () => source.pick([...pieces])).join('');
      sound(text, { path: 'pinning.json' });
      ok(typeof fixAll(text, undefined, { ...OPTIONS, path: 'pinning.json' }) === 'string');
    }
  }).timeout(60_000);
});

/** Every finding's spans, its fixes' and its related places lie inside the text. */
function sound(text: string, where: { path?: string }): void {
  const findings = lint(text, undefined, { ...OPTIONS, ...where });
  ok(Array.isArray(findings));
  for (const { span, fixes, related } of findings) {
    const spans = [
      span,
      ...(related ?? []).map((one) => one.span),
      ...(fixes ?? []).flatMap(({ edits }) => edits.map((one) => one.span)),
    ];
    if (!spans.every(({ start, end }) => 0 <= start && start <= end && end <= text.length)) {
      ok(false, `a span outside the text: ${JSON.stringify(spans)} of ${text.length}`);
    }
  }
}

function binary(length: number): string {
  return String.fromCharCode(...random(7).bytes(100)).repeat(length / 100);
}
