import type { Finding } from '../core/finding';
import { type LineIndex, lineIndex } from '../core/lines';
import type { SuppressedFinding } from '../core/suppression';
import { rulePage } from '../rules/page';
import { type Checked, type CheckedFile, numbered, type UnreadInput } from './checked';
import { harmless } from './paint';

/**
 * The report in the JUnit form that build servers read (the schema of the Jenkins xUnit plugin, junit-10.xsd): a
 * suite for each file, a failed case for each finding and a skipped one for each that is suppressed. A file without
 * either has one case that passes; what could not be read is an error.
 */
export function checkJunit({ files, unread }: Checked): string {
  const suites = [...unread.map(unreadSuite), ...files.map(fileSuite)];
  const { tests, failures, errors } = sum(suites);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites${attributes({ name: 'pinwarden', tests, failures, errors })}>`,
    ...suites.flatMap(suiteLines),
    '</testsuites>',
    '',
  ].join('\n');
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
}

interface Case {
  readonly name: string;
  /** What became of it, absent when it passed. */
  readonly outcome?: Outcome;
}

interface Outcome {
  readonly element: 'failure' | 'error' | 'skipped';
  readonly type: string;
  readonly message: string;
  readonly text: string;
}

function unreadSuite({ path, message, place }: UnreadInput): Suite {
  const text = `${path || '""'}${place ? `:${place.line}:${place.column}` : ''}: ${message}`;
  return {
    name: path,
    cases: [{ name: 'can be read', outcome: { element: 'error', type: 'unreadable', message, text } }],
  };
}

function fileSuite(file: CheckedFile): Suite {
  const lines = lineIndex(file.text);
  const cases = numbered(file).map(({ finding, before }) => ({
    name: nameOf(finding, before),
    outcome: 'by' in finding ? skipped(finding) : failed(file.path, finding, lines),
  }));
  return { name: file.path, cases: cases.length > 0 ? cases : [{ name: 'nothing to report' }] };
}

/** A case keeps its name when its line moves, so that build servers can follow it from run to run. */
function nameOf({ rule, host }: Finding, before: number): string {
  return `${rule}${host ? `: ${host}` : ''}${before > 0 ? ` (${before + 1})` : ''}`;
}

function failed(path: string, finding: Finding, lines: LineIndex): Outcome {
  const { rule, severity, message, code, fixes } = finding;
  const { line, column } = lines.place(finding.span.start);
  const text = [
    `${path}:${line}:${column}: ${severity}: ${message}`,
    ...(fixes ?? []).map(({ title, safe }) => `${safe ? 'fix with --fix' : 'fix in the editor'}: ${title}`),
    `${code ? `${code} ` : ''}${rulePage(rule)}`,
  ].join('\n');
  return { element: 'failure', type: severity, message, text };
}

function skipped({ by, reason, message }: SuppressedFinding): Outcome {
  const why = reason || (by === 'baseline' ? 'stands in the baseline' : 'suppressed');
  return { element: 'skipped', type: by, message: why, text: message };
}

function sum(suites: readonly Suite[]) {
  const cases = suites.flatMap((suite) => suite.cases);
  const count = (element: string) => cases.filter(({ outcome }) => outcome?.element === element).length;
  return {
    tests: cases.length,
    failures: count('failure'),
    errors: count('error'),
    skipped: count('skipped'),
  };
}

function suiteLines(suite: Suite): string[] {
  return [
    `  <testsuite${attributes({ name: suite.name, ...sum([suite]) })}>`,
    ...suite.cases.flatMap((one) => caseLines(suite.name, one)),
    '  </testsuite>',
  ];
}

function caseLines(classname: string, { name, outcome }: Case): string[] {
  const start = `    <testcase${attributes({ name, classname })}`;
  if (!outcome) return [`${start}/>`];
  const { element, type, message, text } = outcome;
  return [
    `${start}>`,
    `      <${element}${attributes({ type, message })}>${lines(text)}</${element}>`,
    '    </testcase>',
  ];
}

function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join('');
}

function lines(text: string): string {
  return text.split('\n').map(escapeXml).join('\n');
}

/** Escapes markup; what XML 1.0 cannot carry at all becomes a visible dot, as do U+FFFE and U+FFFF. */
function escapeXml(text: string): string {
  return harmless(text)
    .replace(/[\ufffe\uffff]/g, '·')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
