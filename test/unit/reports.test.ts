import { deepEqual, equal, ok } from 'node:assert/strict';
import { readConfig } from '../../server/src/config/config';
import { plainText } from '../../server/src/core/text-map';
import { parseXml } from '../../server/src/core/xml';
import { elements, type XmlElement } from '../../server/src/core/xml-tree';
import { checkGithub } from '../../server/src/report/check-github';
import { checkJson } from '../../server/src/report/check-json';
import { checkJunit } from '../../server/src/report/check-junit';
import { checkSarif } from '../../server/src/report/check-sarif';
import { checkText } from '../../server/src/report/check-text';
import type { Checked, CheckedFile } from '../../server/src/report/checked';
import { check, HEX, HOSTILE, OTHER, PIN, pinning } from './checked-files';
import { extensibilityDocument, pinningDocument } from './documents';

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
        checkText({ files: [...checked.files, other] }, { paint, width: 100 }),
        checkJson(checked),
        checkSarif(checked, { version: '1.2.3', pages: new Map() }),
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
      equal(attribute(junit([file]), 'failures'), String(file.findings.length));
      equal(commands(checkGithub({ files: [file], unread: [] })).length, file.findings.length);
    }
  });
});
