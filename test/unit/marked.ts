import { deepEqual } from 'node:assert/strict';
import { lineIndex } from '../../server/src/core/lines';
import { parseXml } from '../../server/src/core/xml';
import { parseYaml } from '../../server/src/core/yaml';
import { type LintOptions, lint } from '../../server/src/lint';
import { suffixes } from '../../server/src/model/suffixes';

/** Everything that tests lint with: the list of suffixes, the parsers, and a day that does not move. */
export const OPTIONS: LintOptions = { suffixes, parseXml, parseYaml, today: '2026-11-22' };

/** A line of carets under a text line, bare or as a comment: `// ^^^^ rule-id`, `# ^ rule-id info`, `<!-- ^ rule-id -->`. */
const MARKER = /^[ \t]*(?:\/\/|#|<!--)?[ \t]*(\^+) ([a-z-]+)(?: (error|warning|info))?(?: -->)?$/;

interface Mark {
  readonly line: number;
  /** Columns count from 1; a span over several lines is marked up to the end of its first. */
  readonly column: number;
  readonly length: number;
  readonly rule: string;
  readonly severity?: string;
}

/** A text with its marker lines taken out, and what they expect. */
export function readMarks(marked: string): { text: string; marks: Mark[] } {
  const lines: string[] = [];
  const marks: Mark[] = [];
  for (const line of marked.split('\n')) {
    const [, carets, rule, severity] = MARKER.exec(line) ?? [];
    if (!carets || !rule) {
      lines.push(line);
      continue;
    }
    const column = line.indexOf('^') + 1;
    marks.push({
      line: lines.length,
      column,
      length: carets.length,
      rule,
      ...(severity ? { severity } : {}),
    });
  }
  return { text: lines.join('\n'), marks };
}

/**
 * Lints a marked text and compares every finding with the marks: line, column, length, rule, and the severity where
 * a mark names one. Gives the text without its marks. An empty span is marked with one caret.
 */
export function check(marked: string, path = 'pinning.json', options: LintOptions = OPTIONS): string {
  const { text, marks } = readMarks(marked);
  const index = lineIndex(text);
  const found = lint(text, undefined, { ...options, path }).map(({ rule, severity, span }) => {
    const start = index.place(span.start);
    const lineEnd = span.start - start.column + 1 + index.line(start.line).length;
    const length = Math.max(1, Math.min(span.end, lineEnd) - span.start);
    return { line: start.line, column: start.column, length, rule, severity };
  });
  const wanted = marks.toSorted(inOrder);
  const seen = found.toSorted(inOrder);
  deepEqual(
    seen.map((one, i) => (wanted[i]?.severity ? one : { ...one, severity: undefined })),
    wanted.map((one) => ({ ...one, severity: one.severity })),
    `findings of ${path}:\n${text}`,
  );
  return text;
}

function inOrder(a: Mark, b: Mark): number {
  return (
    a.line - b.line ||
    a.column - b.column ||
    (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : a.length - b.length)
  );
}
