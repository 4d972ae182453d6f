import { deepEqual, equal, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { readConfig } from '../../server/src/config/config';
import { applyEdits } from '../../server/src/core/edits';
import { artifactUri } from '../../server/src/report/artifact-uri';
import { checkSarif } from '../../server/src/report/check-sarif';
import type { Checked, CheckedFile } from '../../server/src/report/checked';
import { rules } from '../../server/src/rules';
import { check, HEX, HOSTILE, OTHER, PIN, pinning } from './checked-files';
import { extensibilityDocument, pinningDocument } from './documents';

const TOOL = {
  version: '1.2.3',
  pages: new Map([['missing-backup-pin', '# x\n\n## What it finds\n\nOne\npin.\n\n[y](../y-z/README.md)\n']]),
};

interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly charOffset: number;
  readonly charLength: number;
}

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly index: number };
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

  it('names a file once that was checked twice', () => {
    const file = check(pinning(['a.example.org', PIN]));
    const run = sarif([file, file, check(file.text, 'b.json')]);
    deepEqual(
      run.results.map(({ locations: [{ physicalLocation }] }) => physicalLocation.artifactLocation.index),
      [0, 0, 1],
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

  it('holds for every made-up document', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const { path, text } = seed % 2 ? pinningDocument(seed) : extensibilityDocument(seed);
      const file = check(text, path, { kind: seed % 2 ? 'pinning' : 'extensibility' });
      equal(sarif([file]).results.length, file.findings.length + file.suppressed.length);
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
