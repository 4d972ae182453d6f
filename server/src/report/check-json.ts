import type { Finding } from '../core/finding';
import { type LineIndex, lineIndex } from '../core/lines';
import type { Place, Span } from '../core/span';
import { rulePage } from '../rules/page';
import { type Checked, type CheckedFile, summarize } from './checked';
import { hostJson } from './checked-hosts';
import { harmlessJson } from './paint';

/** The report that programs read, format version 1; offsets and columns count UTF-16 units of the text as read. */
export function checkJson({ files, hosts }: Pick<Checked, 'files' | 'hosts'>): string {
  return harmlessJson({
    version: 1,
    files: files.map(fileJson),
    hosts: hosts?.map(hostJson),
    summary: summarize(files),
  });
}

function fileJson({ path, kind, suppressed, findings, text }: CheckedFile): object {
  const lines = lineIndex(text);
  return {
    path,
    kind,
    suppressed: suppressed.length,
    findings: findings.map((finding) => findingJson(finding, lines)),
  };
}

function findingJson(finding: Finding, lines: LineIndex): object {
  const { rule, severity, message, code, host, related, fixes } = finding;
  return {
    rule,
    severity,
    message,
    code,
    url: rulePage(rule),
    host,
    ...places(finding.span, lines),
    related: related?.map((other) => ({ message: other.message, ...places(other.span, lines) })),
    fixes: fixes?.map(({ title, safe }) => ({ title, safe })),
  };
}

function places(span: Span, lines: LineIndex): { start: Place; end: Place } {
  return { start: lines.place(span.start), end: lines.place(span.end) };
}
