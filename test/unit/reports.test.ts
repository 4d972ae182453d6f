import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { readConfig } from '../../server/src/config/config';
import { applyEdits } from '../../server/src/core/edits';
import { plainText } from '../../server/src/core/text-map';
import { parseXml } from '../../server/src/core/xml';
import { elements, type XmlElement } from '../../server/src/core/xml-tree';
import { judge, type LintOptions } from '../../server/src/lint';
import type { Kind } from '../../server/src/model/kind';
import { read } from '../../server/src/model/read';
import { artifactUri } from '../../server/src/report/artifact-uri';
import { checkGithub } from '../../server/src/report/check-github';
import { checkJson } from '../../server/src/report/check-json';
import { checkJunit } from '../../server/src/report/check-junit';
import { checkSarif } from '../../server/src/report/check-sarif';
import { checkText } from '../../server/src/report/check-text';
import type { Checked, CheckedFile } from '../../server/src/report/checked';
import { rules } from '../../server/src/rules';
import { extensibilityDocument, pinningDocument } from './documents';
import { OPTIONS } from './marked';

const PIN = 'sha256/fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const OTHER = 'sha256/FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';
const HEX = 'ab'.repeat(31).concat('cd');
const TOOL = {
  version: '1.2.3',
  pages: new Map([['missing-backup-pin', '# x\n\n## What it finds\n\nOne\npin.\n\n[y](../y-z/README.md)\n']]),
};

/** Checks a text as the command line does. */
function check(
  text: string,
  path = 'pinning.json',
  more: LintOptions & { readonly kind?: Kind } = {},
): CheckedFile {
  const options = { ...OPTIONS, parseXml, kind: 'pinning' as const, ...more };
  const model = read(text, options);
  const { findings, suppressed } = model ? judge(model, options) : { findings: [], suppressed: [] };
  return { path, text, kind: model?.kind ?? null, findings, suppressed };
}

function pinning(...hosts: readonly [host: string, ...pins: string[]][]): string {
  return JSON.stringify({ hosts: hosts.map(([host, ...hashes]) => ({ host, hashes })) }, undefined, 1);
}

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId?: string };
    readonly region: Region;
  };
}

interface Sarif {
  readonly runs: readonly [
    {
      readonly tool: { readonly driver: { readonly rules: readonly Descriptor[] } };
      readonly invocations: readonly [
        {
          readonly executionSuccessful: boolean;
          readonly toolExecutionNotifications: readonly { readonly message: { readonly text: string } }[];
        },
      ];
      readonly results: readonly {
        readonly ruleId: string;
        readonly ruleIndex: number;
        readonly level: string;
        readonly message: { readonly text: string };
        readonly locations: readonly [Location];
        readonly partialFingerprints: Readonly<Record<string, string>>;
        readonly suppressions: readonly { readonly kind: string; readonly justification: string }[];
        readonly fixes?: readonly {
          readonly artifactChanges: readonly [
            {
              readonly replacements: readonly {
                readonly deletedRegion: Region;
                readonly insertedContent: { readonly text: string };
              }[];
            },
          ];
          readonly properties: { readonly safe: boolean };
        }[];
      }[];
    },
  ];
}

interface Descriptor {
  readonly id: string;
  readonly fullDescription: { readonly text: string };
  readonly help: { readonly text: string; readonly markdown?: string };
}

const schema = JSON.parse(readFileSync('test/support/sarif-2.1.0.schema.json', 'utf8'));
// The validator knows later drafts, in which these two are called otherwise.
delete schema.$schema;
delete schema.id;
const validate = new Ajv({
  strict: false,
  allErrors: true,
  // One pattern of the schema is none under the `u` flag.
  unicodeRegExp: false,
  formats: {
    uri: (text: string) => /^[a-z][a-z0-9+.-]*:/i.test(text),
    'uri-reference': (text: string) => /^(?:[\w\-.~!$&'()*+,;=:@/?#]|%[0-9A-F]{2})*$/.test(text),
    'date-time': true,
  },
}).compile(schema);

/** The report, once the published schema has accepted it. */
function sarif(files: readonly CheckedFile[], unread: Checked['unread'] = []): Sarif['runs'][0] {
  const report = JSON.parse(checkSarif({ files, unread }, TOOL));
  ok(validate(report), JSON.stringify(validate.errors?.slice(0, 3)));
  return (report as Sarif).runs[0];
}

const prints = (run: Sarif['runs'][0]) => run.results.map((one) => one.partialFingerprints['pinwarden/v1']);

/** Names and hosts as somebody might choose who wants to be taken for something else. */
const HOSTILE: readonly string[] = [
  '::error::owned',
  '\u00a0 ::error::owned',
  'a\n::set-output name=x::y',
  'a\r\n::add-mask::e',
  'x,line=1::y',
  'a%0A::error::b',
  '##vso[task.setvariable variable=x]y',
  '##[error]y',
  ']]></failure><testcase name="owned"/>',
  '"/><script>&amp;',
  '[click](https://evil.example)',
  '{0}{1}',
  '\u001b]0;owned\u0007\u0000\u0008\ufffe\uffff',
  '\u202egnp.exe',
  '\ud800 alone \udc00',
  'ä ö 💚.json',
  '%SRCROOT%/../x',
  'a b#c?d',
];

describe('report: SARIF', () => {
  it('describes every rule, with the page of each as its help', () => {
    const { driver } = sarif([]).tool;
    deepEqual(
      driver.rules.map(({ id }) => id),
      rules.map(({ id }) => id),
    );
    const described = driver.rules.find(({ id }) => id === 'missing-backup-pin');
    equal(described?.fullDescription.text, 'One pin.');
    ok(described?.help.markdown?.includes('](https://github.com/'));
    ok(driver.rules.every(({ help, fullDescription }) => help.text && fullDescription.text));
  });

  it('has levels, places in UTF-16 units and the index of the rule', () => {
    const text = pinning(['💚.example.org', PIN, `${PIN} `]);
    const file = check(text);
    const run = sarif([file]);
    deepEqual(
      run.results.map(({ ruleId, level, locations: [{ physicalLocation }] }) => {
        const { charOffset, charLength } = physicalLocation.region;
        return [ruleId, level, text.slice(charOffset, charOffset + charLength)];
      }),
      file.findings.map(({ rule, severity, span }) => [
        rule,
        severity === 'info' ? 'note' : severity,
        text.slice(span.start, span.end),
      ]),
    );
    for (const { ruleId, ruleIndex } of run.results) equal(run.tool.driver.rules[ruleIndex]?.id, ruleId);
  });

  it('does not count a byte order mark', () => {
    const text = pinning(['API.example.org', PIN, OTHER]);
    const [plain, marked] = [sarif([check(text)]), sarif([check(`\ufeff${text}`)])];
    const region = (run: Sarif['runs'][0]) =>
      run.results.find(({ ruleId }) => ruleId === 'non-canonical-host')?.locations[0].physicalLocation.region;
    ok(region(plain));
    deepEqual(region(marked), region(plain));
  });

  it('carries every fix that has edits, exactly', () => {
    const text = pinning(['API.example.org', HEX, `${PIN} `], ['b.example.org', PIN, PIN]);
    const file = check(text);
    const expected = file.findings.flatMap(({ fixes }) =>
      (fixes ?? []).flatMap(({ edits, safe }) => (edits.length > 0 ? [[safe, applyEdits(text, edits)]] : [])),
    );
    const told = sarif([file]).results.flatMap(({ fixes }) =>
      (fixes ?? []).map(({ artifactChanges: [{ replacements }], properties }) => {
        const edits = replacements.map(
          ({ deletedRegion: { charOffset: start, charLength }, insertedContent }) => ({
            span: { start, end: start + charLength },
            text: insertedContent.text,
          }),
        );
        return [properties.safe, applyEdits(text, edits)];
      }),
    );
    ok(expected.some(([safe]) => safe) && expected.some(([safe]) => !safe));
    deepEqual(told, expected);
  });

  it('fingerprints by rule, host, path and order among equals, not by line', () => {
    const text = pinning(['a.example.org', PIN, HEX, HEX.replace('cd', 'ef')]);
    const before = prints(sarif([check(text)]));
    const moved = prints(sarif([check(`\n\n${text.replaceAll('\n', '\n\n')}`)]));
    deepEqual(moved, before);
    equal(new Set(before).size, before.length);
    ok(before.length >= 2);
    ok(prints(sarif([check(text, 'b/pinning.json')])).every((print) => !before.includes(print)));
  });

  it('tells what is suppressed, by whom and why, and keeps the fingerprints of the rest', () => {
    const text = pinning(['a.outsystems.app', PIN, HEX], ['b.outsystems.app', PIN, HEX]);
    const entry = { rule: 'default-domain', host: 'a.outsystems.app', reason: 'old' };
    const { config } = readConfig(JSON.stringify({ rules: { 'malformed-pin': 'off' }, ignore: [entry] }));
    const run = sarif([check(text, 'pinning.json', { governing: { config, path: 'pinning.json' } })]);
    const told = run.results.map(
      ({ ruleId, suppressions: [by] }) => `${ruleId} ${by?.kind} ${by?.justification}`,
    );
    ok(told.includes('default-domain external old'), told.join('\n'));
    ok(told.includes('default-domain undefined undefined'), told.join('\n'));
    ok(told.some((one) => one.startsWith('malformed-pin external')));
    deepEqual(prints(run), prints(sarif([check(text)])));
    const xml =
      '<network-security-config>\n<!-- pinwarden-ignore cleartext-traffic: lab -->\n<base-config cleartextTrafficPermitted="true"/></network-security-config>';
    const [first] = sarif([check(xml, 'x.xml', { kind: 'android-nsc' })]).results;
    deepEqual(
      first?.suppressions.map(({ kind, justification }) => [kind, justification]),
      [['inSource', 'lab']],
    );
  });

  it('says what could not be read', () => {
    const { invocations, results } = sarif([], [{ path: 'a b.json', message: 'not UTF-8 text' }]);
    equal(invocations[0].executionSuccessful, false);
    ok(invocations[0].toolExecutionNotifications[0]?.message.text.includes('not UTF-8 text'));
    deepEqual(results, []);
    equal(sarif([]).invocations[0].executionSuccessful, true);
  });

  it('has no link and no placeholder that comes out of a document', () => {
    for (const name of HOSTILE) {
      const run = sarif([check(pinning([name, PIN]), name)], [{ path: name, message: name }]);
      const messages = [
        ...run.results.map(({ message }) => message.text),
        ...run.invocations[0].toolExecutionNotifications.map(({ message }) => message.text),
      ];
      ok(messages.length > 1);
      for (const text of messages) {
        ok(!/(?<!\\)\]\(/.test(text), text);
        ok(!/(?<!\{)\{\d+\}(?!\})/.test(text), text);
        // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
        ok(!/[\u0000-\u001f\u202e]/.test(text), text);
      }
    }
  });
});

describe('report: addresses of files', () => {
  const table: readonly (readonly [path: string, uri: string, relative: boolean])[] = [
    ['a/b.json', 'a/b.json', true],
    ['./a.json', 'a.json', true],
    ['../a.json', '../a.json', true],
    ['a b%/ä:#?.json', 'a%20b%25/%C3%A4%3A%23%3F.json', true],
    ['x:y.json', 'x%3Ay.json', true],
    ['/tmp/a b.json', 'file:///tmp/a%20b.json', false],
    ['C:/a b.json', 'file:///C:/a%20b.json', false],
    ['//server/share/a.json', 'file://server/share/a.json', false],
    ['\ud800.json', '%EF%BF%BD.json', true],
    ['-', '-', true],
  ];
  for (const [path, uri, relative] of table) {
    it(`${JSON.stringify(path)} is ${uri}`, () => deepEqual(artifactUri(path), { uri, relative }));
  }
});

/** What the schema of the Jenkins xUnit plugin (junit-10.xsd) allows: children, required and other attributes. */
const JUNIT: Readonly<Record<string, readonly [children: string, required: string, optional: string]>> = {
  testsuites: ['testsuite', '', 'name time tests failures errors'],
  testsuite: [
    'testsuite properties testcase system-out system-err',
    'name tests failures errors',
    'group time skipped timestamp hostname id package file log url',
  ],
  testcase: ['skipped error failure system-out system-err', 'name', 'time classname group'],
  skipped: ['', '', 'type message'],
  error: ['', '', 'type message'],
  failure: ['', '', 'type message'],
};

/** The report as XML, once it was found to be what the schema allows. */
function junit(files: readonly CheckedFile[], unread: Checked['unread'] = []): XmlElement {
  const text = checkJunit({ files, unread });
  // XML 1.0, production 2: what no document may hold, escaped or not.
  ok(/^[\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]*$/u.test(text));
  ok(!/&(?!#\d+;|amp;|lt;)/.test(text));
  const { roots, problems } = parseXml(plainText(text.replace(/^<\?xml .*\?>\n/, '')));
  deepEqual(problems, []);
  equal(roots.length, 1);
  const [root] = roots;
  ok(root);
  equal(root.name, 'testsuites');
  conform(root);
  return root;
}

function conform({ name, attributes, children }: XmlElement): void {
  const [inner, required, optional] = (JUNIT[name] ?? ['', '', '']).map((words) => words.split(' '));
  ok(JUNIT[name], name);
  const names = attributes.map((attribute) => attribute.name);
  for (const one of required ?? []) ok(one === '' || names.includes(one), `${name} lacks ${one}`);
  for (const one of names) ok(required?.includes(one) || optional?.includes(one), `${name} has ${one}`);
  for (const child of children) {
    if (child.type === 'element') {
      ok(inner?.includes(child.name), `${child.name} in ${name}`);
      conform(child);
    } else ok(inner?.[0] === '' || child.value.trim() === '', `text in ${name}`);
  }
}

function attribute(element: XmlElement | undefined, name: string): string | undefined {
  return element?.attributes.find((one) => one.name === name)?.value;
}

describe('report: JUnit', () => {
  it('has a suite for each file and a case for each finding, or one that passes', () => {
    const files = [
      check(pinning(['a.example.org', PIN])),
      check(pinning(['b.example.org', PIN, OTHER]), 'clean.json'),
    ];
    const root = junit(files, [{ path: 'x.json', message: 'permission denied' }]);
    const shape = elements(root, 'testsuite').map((suite) => [
      attribute(suite, 'name'),
      ...elements(suite, 'testcase').map((one) => elements(one).map(({ name }) => name)),
    ]);
    deepEqual(shape, [
      ['x.json', ['error']],
      ['pinning.json', ['failure']],
      ['clean.json', []],
    ]);
    deepEqual(
      ['tests', 'failures', 'errors'].map((name) => attribute(root, name)),
      ['3', '1', '1'],
    );
  });

  it('keeps what is suppressed as skipped', () => {
    const { config } = readConfig(JSON.stringify({ rules: { 'missing-backup-pin': 'off' } }));
    const root = junit([
      check(pinning(['a.example.org', PIN]), 'p.json', { governing: { config, path: 'p.json' } }),
    ]);
    const [suite] = elements(root, 'testsuite');
    equal(attribute(suite, 'skipped'), '1');
    deepEqual(
      elements(elements(suite, 'testcase')[0]).map(({ name }) => name),
      ['skipped'],
    );
  });

  it('names no case twice and no case by its line', () => {
    const text = pinning(['a.example.org', PIN, HEX, HEX.replace('cd', 'ef')]);
    const names = (source: string) =>
      elements(elements(junit([check(source)]))[0], 'testcase').map((one) => attribute(one, 'name'));
    equal(new Set(names(text)).size, names(text).length);
    deepEqual(names(`\n\n${text}`), names(text));
  });

  it('is one document whatever stands in names and hosts', () => {
    for (const name of HOSTILE) {
      const file = check(pinning([name, PIN]), name);
      const root = junit([file], [{ path: name, message: name }]);
      equal(attribute(root, 'tests'), String(file.findings.length + 1));
    }
  });
});

/** The commands in a log as the runner takes them apart, or throws where a line is none. */
function commands(log: string) {
  return log
    .split(/\r\n|\r|\n/)
    .filter((line) => line.trimStart().startsWith('::'))
    .map((line) => {
      const [, name = '', list = '', message = ''] = /^::(\w+) ([^\r\n]*?)::(.*)$/.exec(line) ?? [];
      ok(['error', 'warning', 'notice'].includes(name), line);
      const properties = Object.fromEntries(
        list.split(',').map((pair) => {
          const at = pair.indexOf('=');
          return [pair.slice(0, at), decode(pair.slice(at + 1))];
        }),
      );
      return { name, properties, message: decode(message) };
    });
}

function decode(text: string): string {
  return text.replace(/%(?:25|0A|0D|3A|2C)/g, decodeURIComponent);
}

describe('report: workflow commands of GitHub', () => {
  it('say where, what and how bad', () => {
    const { findings } = check(pinning(['API.example.org', PIN]));
    const found = commands(
      checkGithub({ files: [check(pinning(['API.example.org', PIN]), 'a,b:c%.json')], unread: [] }),
    );
    deepEqual(
      found.map(({ name, message }) => [name, message]),
      findings.map(({ severity, message }) => [severity, message]),
    );
    const { file, line, col, endLine, endColumn } = found[0]?.properties ?? {};
    deepEqual([file, line, col, endLine, endColumn], ['a,b:c%.json', '4', '13', '4', '28']);
  });

  it('are those of the findings and no others, whatever stands in names and hosts', () => {
    for (const name of HOSTILE) {
      const file = check(pinning([name, PIN]), name);
      const log = checkGithub({ files: [file], unread: [{ path: name, message: name }] });
      const found = commands(log);
      equal(found.length, file.findings.length + 1, log);
      equal(log.trimEnd().split('\n').length, found.length + 1);
      for (const { properties } of found) {
        const known = ['file', 'line', 'col', 'endLine', 'endColumn', 'title'];
        deepEqual(
          Object.keys(properties).filter((key) => !known.includes(key)),
          [],
        );
      }
    }
  });
});

describe('reports', () => {
  const plain = (text: string) => text;
  const paint = { bold: plain, dim: plain, red: plain, yellow: plain, cyan: plain, green: plain };

  it('give a build server no command to carry out', () => {
    for (const name of HOSTILE) {
      const checked = { files: [check(pinning([name, PIN]), name)], unread: [{ path: name, message: name }] };
      const other: CheckedFile = { path: name, text: '', kind: null, findings: [], suppressed: [] };
      for (const log of [
        checkText([...checked.files, other], { paint, width: 100 }),
        checkJson(checked.files),
        checkSarif(checked, TOOL),
        checkJunit(checked),
      ]) {
        ok(!/##(?:vso)?\[/i.test(log), log);
        ok(!/^\s*::[a-z][^\n]*::/im.test(log), log);
      }
    }
  });

  it('hold for every made-up document', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { path, text } = seed % 2 ? pinningDocument(seed) : extensibilityDocument(seed);
      const file = check(text, path, { kind: seed % 2 ? 'pinning' : 'extensibility' });
      equal(sarif([file]).results.length, file.findings.length + file.suppressed.length);
      equal(attribute(junit([file]), 'failures'), String(file.findings.length));
      equal(commands(checkGithub({ files: [file], unread: [] })).length, file.findings.length);
    }
  });
});
