import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { readConfig } from '../../server/src/config/config';
import { entryFindings, fixEntries, NOTHING_CHECKED } from '../../server/src/config/entry-findings';
import { matchesGlob } from '../../server/src/config/glob';
import { isRule } from '../../server/src/config/rule-ids';
import { applyEdits } from '../../server/src/core/edits';
import { parseXml } from '../../server/src/core/xml';
import { fixAll, judge, type LintOptions, lint } from '../../server/src/lint';
import { read } from '../../server/src/model/read';
import { rules } from '../../server/src/rules';
import { OPTIONS } from './marked';

const GIVEN = { today: '2026-11-22', target: {} };

function configOf(value: unknown) {
  return readConfig(typeof value === 'string' ? value : JSON.stringify(value)).config;
}

/** What is wrong with a configuration, each with the text that it marks. */
function problems(text: string): string[] {
  return readConfig(text).problems.map(
    ({ span, message }) => `${text.slice(span.start, span.end)}: ${message}`,
  );
}

/** The rules that are kept and those that are suppressed for a text under a configuration. */
function judged(
  text: string,
  config: unknown,
  path: string | undefined = 'pinning.json',
  more: LintOptions = {},
) {
  const options = {
    ...OPTIONS,
    parseXml,
    path: path ?? 'x',
    governing: { config: configOf(config), path },
    ...more,
  };
  const model = read(text, options);
  ok(model);
  const { findings, suppressed } = judge(model, options);
  return {
    kept: findings.map(({ rule, severity }) => `${rule} ${severity}`),
    suppressed: suppressed.map(({ rule }) => rule),
  };
}

const PINS = [
  'sha256/fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=',
  'sha256/FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=',
];

function pinning(...hosts: readonly string[]): string {
  return JSON.stringify({ hosts: hosts.map((host) => ({ host, hashes: PINS })) }, undefined, 1);
}

describe('configuration: paths', () => {
  const table: readonly [string, string, boolean][] = [
    ['pinning.json', 'pinning.json', true],
    ['pinning.json', 'a/pinning.json', false],
    ['./pinning.json', 'pinning.json', true],
    ['/pinning.json', 'pinning.json', true],
    ['*.json', 'pinning.json', true],
    ['*.json', 'a/pinning.json', false],
    ['**/*.json', 'pinning.json', true],
    ['**/*.json', 'a/b/pinning.json', true],
    ['demo/**', 'demo/a/b.json', true],
    ['demo/', 'demo/a/b.json', true],
    ['demo/**', 'demos/a.json', false],
    ['demo', 'demo/a.json', false],
    ['a/**/c.json', 'a/c.json', true],
    ['a/**/c.json', 'a/b/b/c.json', true],
    ['a?c.json', 'abc.json', true],
    ['a?c.json', 'a/c.json', false],
    ['[ab].json', '[ab].json', true],
    ['[ab].json', 'a.json', false],
    ['a.c', 'abc', false],
    ['', '', true],
    ['**', 'a/b', true],
  ];
  for (const [pattern, path, wanted] of table) {
    it(`\`${pattern}\` ${wanted ? 'fits' : 'does not fit'} \`${path}\``, () => {
      equal(matchesGlob(pattern, path), wanted);
    });
  }

  it('take no time whatever the pattern', () => {
    const start = performance.now();
    equal(matchesGlob(`${'*a'.repeat(400)}b`, 'a'.repeat(900)), false);
    equal(matchesGlob(`${'**/a/'.repeat(150)}b`, 'a/'.repeat(300)), false);
    ok(performance.now() - start < 10_000);
  });
});

describe('configuration: reading', () => {
  it('reads what the documentation shows', () => {
    const { config, problems: wrong } = readConfig(`{
      "product": "o11", "mabs": "12.1", "framework": "cordova", "managedDomains": ["corp.example"], "resources": ["resources/"],
      "rules": { "placeholder-pin": "off", "live-certificate-expiring": { "severity": "error", "days": 60 } },
      "ignore": [ { "rule": "default-domain", "path": "demo/**", "host": "Dev.outsystems.app", "reason": "…", "until": "2027-03-01" } ] }`);
    deepEqual(wrong, []);
    deepEqual(config.target, { product: 'o11', mabs: '12.1', framework: 'cordova' });
    deepEqual(config.managedDomains, ['corp.example']);
    deepEqual(config.resources, ['resources']);
    deepEqual(Object.fromEntries(config.rules), {
      'placeholder-pin': { severity: 'off' },
      'live-certificate-expiring': { severity: 'error', days: 60 },
    });
    const [entry] = config.ignore;
    deepEqual(
      [entry?.rule, entry?.path, entry?.host, entry?.reason, entry?.until?.date],
      ['default-domain', 'demo/**', 'dev.outsystems.app', '…', '2027-03-01'],
    );
  });

  it('welcomes comments and says what it does not understand, with what is meant', () => {
    deepEqual(problems('// why\n{ /* x */ "product": "o11", }'), []);
    const table: readonly [string, RegExp][] = [
      ['{ "prodct": "o11" }', /"product" is meant/],
      ['{ "product": "o12" }', /"o11", "odc" is expected/],
      ['{ "mabs": 12.1 }', /a number/],
      ['{ "framework": "Cordova" }', /"cordova", "capacitor"/],
      ['{ "managedDomains": "corp.example" }', /a list is expected/],
      ['{ "managedDomains": ["https://corp.example"] }', /a domain name/],
      [
        '{ "rules": { "placeholder-pins": "off" } }',
        /no rule is called "placeholder-pins"; "placeholder-pin" is/,
      ],
      ['{ "rules": { "live-no-backups": "off" } }', /"live-no-backup" is/],
      ['{ "rules": { "placeholder-pin": "warn" } }', /"off", "error"/],
      ['{ "rules": { "placeholder-pin": { "days": 3 } } }', /has no key "days"/],
      ['{ "rules": { "pin-set-expiring": { "days": -1 } } }', /whole number of days/],
      ['{ "ignore": [{ "rule": "x", "until": "2026-02-30", "reason": "y" }] }', /a day such as/],
      ['{ "ignore": [{ "reason": "y" }] }', /names no `rule`/],
      ['{ "ignore": [{ "rule": "x", "hosts": "y" }] }', /"host" is meant/],
      ['[]', /an object, not an array/],
      ['{ "product": "o11"', /stops before/],
      ['', /empty/],
    ];
    for (const [text, wanted] of table) {
      ok(
        problems(text).some((problem) => wanted.test(problem)),
        `${text}: ${problems(text)}`,
      );
    }
  });

  it('takes no folder that could lead outside', () => {
    for (const folder of [
      '..',
      '../x',
      'a/../../b',
      '/etc',
      '\\\\server\\share',
      'C:\\x',
      'C:/x',
      'a\\b',
      '',
      'a\0b',
    ]) {
      const text = JSON.stringify({ resources: [folder] });
      equal(problems(text).length, 1, folder);
      deepEqual(readConfig(text).config.resources, []);
    }
    deepEqual(configOf({ resources: ['./res/', 'a/b', '...'] }).resources, ['res', 'a/b', '...']);
  });

  it('never throws and keeps nothing of an entry that it only half understands', () => {
    for (const text of [
      '\0',
      '{',
      '[[[',
      '{"rules":[],"ignore":{}}',
      '{"ignore":[1,null,{}]}',
      '9'.repeat(1000),
    ])
      readConfig(text);
    deepEqual(configOf({ ignore: [{ rule: 'default-domain', hosts: 'x', reason: 'y' }] }).ignore, []);
    deepEqual(configOf('{"__proto__":{"product":"o11"},"rules":{"constructor":"off"}}').target, {});
    const many = JSON.stringify({ ignore: Array.from({ length: 5000 }, () => ({ rule: 'x', reason: 'y' })) });
    equal(configOf(many).ignore.length, 2000);
  });

  it('has a schema that knows every rule and every key', () => {
    const schema = JSON.parse(readFileSync('schemas/pinwarden-config.schema.json', 'utf8'));
    const listed: string[] = schema.definitions.entry.properties.rule.enum;
    deepEqual(Object.keys(schema.properties.rules.properties), listed);
    deepEqual(
      rules.map(({ id }) => id).filter((id) => !listed.includes(id)),
      [],
    );
    const text = JSON.stringify(Object.fromEntries(Object.keys(schema.properties).map((key) => [key, 1])));
    ok(!problems(text).some((problem) => problem.includes('has no key')));
    ok(isRule('live-no-backup') && !isRule('constructor'));
  });
});

describe('configuration: findings', () => {
  const text = pinning('dev.outsystems.app', 'api.example.org');

  it('takes back what an entry says, by rule, path and host', () => {
    const table: readonly [object, boolean][] = [
      [{}, true],
      [{ path: '*.json' }, true],
      [{ path: 'other/**' }, false],
      [{ host: 'DEV.outsystems.app.' }, true],
      [{ host: 'api.example.org' }, false],
      [{ until: '2026-11-22' }, true],
      [{ until: '2026-11-21' }, false],
      [{ rule: 'placeholder-pin' }, false],
    ];
    for (const [entry, taken] of table) {
      const found = judged(text, { ignore: [{ rule: 'default-domain', reason: 'demo', ...entry }] });
      deepEqual(found.suppressed, taken ? ['default-domain'] : [], JSON.stringify(entry));
      deepEqual(found.kept, taken ? [] : ['default-domain error'], JSON.stringify(entry));
    }
  });

  it('applies entries with a path only to files below the configuration', () => {
    const config = { ignore: [{ rule: 'default-domain', path: '**', reason: 'x' }] };
    deepEqual(judged(text, config, 'a/b.json').suppressed, ['default-domain']);
    const options = { ...OPTIONS, governing: { config: configOf(config), path: undefined } };
    equal(lint(text, undefined, options).length, 1);
  });

  it('honours a severity, never makes a mild finding harsher, and counts what is off', () => {
    const at = (setting: unknown) => judged(text, { rules: { 'default-domain': setting } });
    deepEqual(at('info').kept, ['default-domain info']);
    deepEqual(at({ severity: 'warning' }).kept, ['default-domain warning']);
    deepEqual(at('off'), { kept: [], suppressed: ['default-domain'] });
    const roots = JSON.stringify({
      hosts: [
        {
          host: 'x.outsystems.app',
          hashes: [
            '++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=',
            'f0KW/FtqTjs108NpYj42SrGvOB2PpxIVM8nWxjPqJGE=',
            'NqvDJlas/GRcYbcWE8S/IceH9cq77kg0jVhZeAPXq8k=',
            '9+ze1cZgR9KO1kZrVDxA4HQ6voHRCSVNz4RdTCx4U8U=',
            'KwccWaCgrnaw6tsrrSO61FgLacNgG2MMLq8GE6+oP5I=',
          ].map((key) => `sha256/${key}`),
        },
      ],
    });
    deepEqual(judged(roots, { rules: { 'default-domain': 'warning' } }).kept, ['default-domain info']);
    const upper = pinning('API.example.org');
    deepEqual(judged(upper, { rules: { 'non-canonical-host': 'error' } }).kept, ['non-canonical-host error']);
  });

  it('adds managed domains and a target, and an option goes before it', () => {
    deepEqual(judged(pinning('a.corp.example.org'), { managedDomains: ['corp.example.org'] }).kept, [
      'default-domain error',
    ]);
    const legacy = '{ "preferences": { "global": [{ "name": "a", "value": "b" }] } }';
    const config = { product: 'odc', mabs: '12.1', framework: 'capacitor' };
    deepEqual(judged(legacy, config, 'extensibility.json').kept, ['schema-mismatch error']);
    const target = { target: { framework: 'cordova' } } as const;
    deepEqual(judged(legacy, config, 'extensibility.json', target).kept, []);
  });

  it('does not mend what is suppressed', () => {
    const upper = pinning('API.example.org');
    const governing = { config: configOf({ rules: { 'non-canonical-host': 'off' } }), path: 'pinning.json' };
    equal(fixAll(upper, undefined, { ...OPTIONS, governing }), upper);
    ok(fixAll(upper, undefined, OPTIONS) !== upper);
  });
});

describe('configuration: comments', () => {
  const flag = '{ "name": "BypassOSDomainsValidation", "value": "true" }';
  const list = (...lines: readonly string[]) =>
    `{\n  "preferences": {\n    "global": [\n${lines.map((line) => `      ${line}\n`).join('')}    ]\n  }\n}\n`;
  const at = (text: string) => judged(text, {}, 'extensibility.json');
  const reason = '// pinwarden-ignore expired-bypass-flag: until the domain is there';

  it('take back one finding in the next line', () => {
    deepEqual(at(list(reason, flag)), { kept: [], suppressed: ['expired-bypass-flag'] });
    deepEqual(at(list(`/* pinwarden-ignore expired-bypass-flag: x */ ${flag}`)).kept, []);
    deepEqual(at(list(reason, `${flag},`, flag)).kept, ['expired-bypass-flag error']);
    deepEqual(at(list(reason, `${flag}, ${flag}`)).kept, ['expired-bypass-flag error']);
    deepEqual(at(list(reason, reason, `${flag}, ${flag}`)).kept, []);
    deepEqual(at(list(reason, '', '// something else', flag)).kept, []);
  });

  it('want a reason, a rule that is there, and something to take back', () => {
    const table: readonly [string, string, string][] = [
      ['// pinwarden-ignore expired-bypass-flag', flag, 'gives no reason'],
      ['// pinwarden-ignore expired-bypass-flag: ', flag, 'gives no reason'],
      ['// pinwarden-ignore expired-bypass-flags: x', '1', '`expired-bypass-flag` is'],
      ['// pinwarden-ignore expired-bypass-flag: x', '1', 'takes nothing back'],
      ['// pinwarden-ignore', '1', 'names no rule'],
      ['// pinwarden-ignore invalid-ignore: x', '1', 'cannot be suppressed'],
    ];
    for (const [comment, line, wanted] of table) {
      const found = lint(list(comment, line), undefined, { ...OPTIONS, path: 'extensibility.json' });
      const own = found.filter(({ rule }) => rule === 'invalid-ignore');
      equal(own.length, 1, comment);
      ok(own[0]?.message.includes(wanted), own[0]?.message);
    }
    deepEqual(at(list('// pinwarden-ignored things', flag)).kept, ['expired-bypass-flag error']);
  });

  it('are not called needless where their rule could not speak', () => {
    const silent = ['schema-mismatch', 'live-no-backup', 'unresolved-resource'];
    for (const rule of silent) deepEqual(at(list(`// pinwarden-ignore ${rule}: x`)).kept, [], rule);
  });

  it('go with the safe fix when they take nothing back, and leave the rest byte for byte', () => {
    const rest = list('{ "name": "a", "value": "b" }');
    const with_ = list('// pinwarden-ignore expired-bypass-flag: x', '{ "name": "a", "value": "b" }');
    equal(fixAll(with_, undefined, { ...OPTIONS, path: 'extensibility.json' }), rest);
    const crlf = with_.replaceAll('\n', '\r\n');
    equal(fixAll(crlf, undefined, { ...OPTIONS, path: 'extensibility.json' }), rest.replaceAll('\n', '\r\n'));
    const trailing = list('{ "name": "a", "value": "b" } // pinwarden-ignore expired-bypass-flag: x');
    equal(fixAll(trailing, undefined, { ...OPTIONS, path: 'extensibility.json' }), rest);
    const kept = list(reason, flag);
    equal(fixAll(kept, undefined, { ...OPTIONS, path: 'extensibility.json' }), kept);
  });

  it('work in XML', () => {
    const xml = (comment: string) => `<?xml version="1.0"?>
<network-security-config>
  ${comment}
  <domain-config>
    <domain includeSubdomains="true">dev.outsystems.app</domain>
    <pin-set>
      <pin digest="SHA-256">fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=</pin>
      <pin digest="SHA-256">FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=</pin>
    </pin-set>
  </domain-config>
</network-security-config>
`;
    const move = (text: string) => text.replace(/^ {2}(<!--.*-->)\n( {2}<domain-config>\n)/m, '$2    $1\n');
    const good = move(xml('<!-- pinwarden-ignore default-domain: a demo -->'));
    deepEqual(judged(good, {}, 'network_security_config.xml'), { kept: [], suppressed: ['default-domain'] });
    const early = xml('<!-- pinwarden-ignore default-domain: a demo -->');
    deepEqual(judged(early, {}, 'network_security_config.xml').kept, [
      'invalid-ignore warning',
      'default-domain error',
    ]);
  });

  const FRAGMENT = [
    '<domain-config>',
    '  <!-- COMMENT -->',
    '  <domain includeSubdomains="true">dev.outsystems.app</domain>',
    '  <pin-set>',
    '    <pin digest="SHA-256">fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=</pin>',
    '    <pin digest="SHA-256">FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=</pin>',
    '  </pin-set>',
    '</domain-config>',
  ];
  const inJson = (fragment: readonly string[], between: string) =>
    JSON.stringify({
      platforms: {
        android: {
          xml: [
            {
              resFile: 'xml/network_security_config.xml',
              target: 'network-security-config',
              inject: fragment.join(between),
            },
          ],
        },
      },
    });
  const inYaml = (value: string) =>
    `platforms:\n  android:\n    xml:\n      # about the file\n      - resFile: xml/network_security_config.xml\n        target: network-security-config\n        inject: ${value}\n`;
  const block = (fragment: readonly string[], style: string) =>
    inYaml([style, ...fragment].join('\n          '));
  const forms: readonly (readonly [
    name: string,
    path: string,
    write: (lines: readonly string[]) => string,
  ])[] = [
    ['lines in a JSON string', 'build-action.json', (lines) => inJson(lines, '\n')],
    ['CRLF and tabs in a JSON string', 'build-action.json', (lines) => inJson(lines, '\r\n\t')],
    ['one line in a JSON string', 'build-action.json', (lines) => inJson(lines, '')],
    ['a block of YAML', 'build-action.yaml', (lines) => block(lines, '|')],
    ['a folded block of YAML', 'build-action.yaml', (lines) => block(lines, '>-')],
    [
      'a double-quoted text of YAML',
      'build-action.yaml',
      (lines) => inYaml(JSON.stringify(lines.join('\n'))),
    ],
    ['a single-quoted text of YAML', 'build-action.yaml', (lines) => inYaml(`'${lines.join(' ')}'`)],
  ];
  for (const [name, path, write] of forms) {
    it(`work in the XML of a build action: ${name}`, () => {
      const commented = (comment: string) =>
        write(FRAGMENT.map((line) => line.replace('COMMENT', () => comment)));
      const clean = write(FRAGMENT.filter((line) => !line.includes('COMMENT')));
      const before = judged(clean, {}, path).kept;
      ok(before.includes('default-domain error'));
      const without = before.filter((found) => !found.startsWith('default-domain'));
      const good = commented('pinwarden-ignore default-domain: a demo of "ours"');
      deepEqual(judged(good, {}, path), { kept: without, suppressed: ['default-domain'] });
      const needless = commented('pinwarden-ignore invalid-host: x');
      const found = lint(needless, undefined, { ...OPTIONS, path });
      const own = found.find(({ rule }) => rule === 'invalid-ignore');
      equal(own && needless.slice(own.span.start, own.span.end), '<!-- pinwarden-ignore invalid-host: x -->');
      const fixed = fixAll(needless, undefined, { ...OPTIONS, path });
      deepEqual(judged(fixed, {}, path).kept, before);
      if (!name.includes('folded') && !name.includes('one line') && !name.includes('single'))
        equal(fixed, clean);
    });
  }

  it('work in YAML', () => {
    const clean = block(
      FRAGMENT.filter((line) => !line.includes('COMMENT')),
      '|',
    );
    const path = 'build-action.yaml';
    // The file name is wrong on purpose.
    const wrong = clean.replace('- resFile: xml/', '- condition: eq 1 1\n        resFile: xml/other_');
    const [rule = ''] = judged(wrong, {}, path).kept.filter((found) =>
      found.startsWith('pin-target-mismatch'),
    );
    ok(rule);
    const line = '        # pinwarden-ignore pin-target-mismatch: the manifest of the template names it\n';
    const good = wrong.replace('        resFile', `${line}        # and one more\n\n        resFile`);
    deepEqual(judged(good, {}, path).suppressed, ['pin-target-mismatch']);
    for (const end of ['\n', '\r\n']) {
      const needless = clean.replace('        target', `${line}        target`).replaceAll('\n', end);
      deepEqual(
        judged(needless, {}, path).kept.filter((found) => found.startsWith('invalid-ignore')),
        ['invalid-ignore warning'],
      );
      equal(fixAll(needless, undefined, { ...OPTIONS, path }), clean.replaceAll('\n', end));
      const trailing = clean.replace('config\n', `config ${line.trim()}\n`).replaceAll('\n', end);
      equal(fixAll(trailing, undefined, { ...OPTIONS, path }), clean.replaceAll('\n', end));
    }
    const quoted = clean.replace('network-security-config\n', "'a # pinwarden-ignore invalid-host: x'\n");
    equal(judged(quoted, {}, path).kept.includes('invalid-ignore warning'), false);
    const inBlock = clean.replace('<pin-set>', '# pinwarden-ignore invalid-host: x\n            <pin-set>');
    equal(judged(inBlock, {}, path).kept.includes('invalid-ignore warning'), false);
  });

  it('do nothing in a pinning file, which must stay strict', () => {
    const text = pinning('dev.outsystems.app').replace(
      '"host"',
      '// pinwarden-ignore default-domain: x\n"host"',
    );
    const { kept } = judged(text, {});
    ok(kept.includes('default-domain error') && kept.includes('not-strict-json error'));
    ok(!kept.some((rule) => rule.startsWith('invalid-ignore')));
  });

  it('cannot be hidden by the configuration without being counted', () => {
    const text = list('// pinwarden-ignore expired-bypass-flag', flag);
    const entry = { ignore: [{ rule: 'invalid-ignore', reason: 'x' }] };
    ok(judged(text, entry, 'extensibility.json').kept.includes('invalid-ignore warning'));
    const off = judged(text, { rules: { 'invalid-ignore': 'off' } }, 'extensibility.json');
    deepEqual(off, { kept: [], suppressed: ['expired-bypass-flag', 'invalid-ignore'] });
  });
});

describe('configuration: its own entries', () => {
  const text = `{
  "ignore": [
    { "rule": "default-domain", "reason": "demo" },
    { "rule": "placeholder-pin", "reason": "sample" },
    { "rule": "invalid-host" },
    { "rule": "malformed-pni", "reason": "x" },
    { "rule": "live-no-backup", "reason": "x" },
    { "rule": "pin-prefix", "reason": "x", "until": "2026-11-21" }
  ]
}
`;
  const { config } = readConfig(text);
  const [first] = config.ignore;
  const all = { used: new Set(first ? [first] : []), covers: () => true };
  const marked = (findings: readonly { span: { start: number; end: number } }[]) =>
    findings.map(({ span }) => text.slice(span.start, span.end));

  it('are judged by themselves while nothing was checked', () => {
    const { findings } = entryFindings(config, NOTHING_CHECKED, GIVEN);
    deepEqual(marked(findings), ['invalid-host', 'malformed-pni', '2026-11-21']);
  });

  it('are called needless once everything was checked', () => {
    const { findings, suppressed } = entryFindings(config, all, GIVEN);
    deepEqual(marked(findings), ['placeholder-pin', 'invalid-host', 'malformed-pni', '2026-11-21']);
    deepEqual(suppressed, []);
    const off = readConfig(text.replace('{\n', '{ "rules": { "invalid-ignore": "off" },\n')).config;
    const silent = entryFindings(off, NOTHING_CHECKED, GIVEN);
    deepEqual(silent.findings, []);
    deepEqual(
      silent.suppressed.map(({ by }) => by),
      ['off', 'off', 'off'],
    );
  });

  it('are taken out when they are needless, and only those', () => {
    const fixed = fixEntries(text, config, all, GIVEN);
    deepEqual(
      readConfig(fixed.text).config.ignore.map(({ rule }) => rule),
      ['default-domain', 'malformed-pni', 'live-no-backup', 'pin-prefix'],
    );
    ok(
      fixed.text.startsWith(
        '{\n  "ignore": [\n    { "rule": "default-domain", "reason": "demo" },\n    { "rule": "malf',
      ),
    );
    equal(fixed.findings.length, 2);
    const only = readConfig('{ "ignore": [{ "rule": "pin-prefix", "reason": "x" }] }');
    const [entry] = only.config.ignore;
    ok(entry);
    equal(
      applyEdits('{ "ignore": [{ "rule": "pin-prefix", "reason": "x" }] }', entry.removal),
      '{ "ignore": [] }',
    );
  });
});
