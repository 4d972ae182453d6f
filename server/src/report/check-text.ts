import type { Finding, Severity } from '../core/finding';
import { type LineIndex, lineIndex } from '../core/lines';
import { type CheckedFile, summarize } from './checked';
import { harmless, type Layout, type Paint, plural, wrap } from './paint';

/** The report that people read: for each finding its place, source line, underline, cause and way out. */
export function checkText(files: readonly CheckedFile[], layout: Layout): string {
  const blocks = files.flatMap((file) => {
    const lines = lineIndex(file.text);
    return file.findings.map((finding) => block(file, finding, lines, layout));
  });
  return [...blocks, summaryLine(files, layout.paint)].join('\n');
}

function block(file: CheckedFile, finding: Finding, lines: LineIndex, layout: Layout): string {
  const { paint } = layout;
  const { line, column } = lines.place(finding.span.start);
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  const bar = paint.dim('|');
  const colour = colourOf(finding.severity, paint);
  const [source, underline] = excerpt(finding, lines, layout.width - number.length - 4);
  const code = finding.code ? paint.dim(` ${finding.code}`) : '';
  const message = wrap(harmless(finding.message), Math.min(layout.width, 110) - number.length - 4);
  return [
    `${colour(paint.bold(finding.severity))} ${paint.bold(finding.rule)}${code}`,
    `${gutter}${paint.dim('-->')} ${paint.cyan(`${harmless(file.path)}:${line}:${column}`)}`,
    `${gutter} ${bar}`,
    `${paint.dim(number)} ${bar} ${source}`,
    `${gutter} ${bar} ${colour(underline)}`,
    ...message.map((text) => `${gutter} ${bar} ${text}`),
    ...related(finding, lines).map((text) => `${gutter} ${paint.dim('=')} ${harmless(text)}`),
    ...fixLines(finding, paint).map((text) => `${gutter} ${paint.dim('=')} ${text}`),
    '',
  ].join('\n');
}

/** The source line around the finding, no wider than the terminal, and the carets under it. */
function excerpt({ span }: Finding, lines: LineIndex, width: number): [string, string] {
  const start = lines.place(span.start);
  const end = lines.place(span.end);
  const whole = lines.line(start.line);
  const last = end.line === start.line ? end.column - 1 : whole.length;
  const room = Math.max(40, width);
  const from = start.column - 1 > room / 2 && whole.length > room ? start.column - 1 - 20 : 0;
  const source = whole.slice(from, from + room);
  const left = start.column - 1 - from;
  const length = Math.max(1, Math.min(last - from, source.length) - left);
  return [harmless(source), `${' '.repeat(left)}${'^'.repeat(length)}`];
}

function related(finding: Finding, lines: LineIndex): string[] {
  return (finding.related ?? []).map(({ span, message }) => {
    const { line, column } = lines.place(span.start);
    return `${message}: line ${line}, column ${column}`;
  });
}

function fixLines(finding: Finding, paint: Paint): string[] {
  return (finding.fixes ?? []).map(({ title, safe, ask }) => {
    if (ask) return `${paint.green('in the editor:')} ${harmless(title)}`;
    return `${paint.green(safe ? 'fix with --fix:' : 'fix in the editor:')} ${harmless(title)}`;
  });
}

function summaryLine(files: readonly CheckedFile[], paint: Paint): string {
  const { errors, warnings, infos, suppressed } = summarize(files);
  const ours = files.filter(({ kind }) => kind !== null);
  if (files.length === 0) return 'no pinning or build configuration found\n';
  const others = files.filter(({ kind }) => kind === null);
  const notes = others
    .map(({ path }) => `${harmless(path)}: not a configuration that Pinwarden knows\n`)
    .join('');
  const counts = [
    errors > 0 ? paint.red(plural(errors, 'error')) : plural(errors, 'error'),
    warnings > 0 ? paint.yellow(plural(warnings, 'warning')) : plural(warnings, 'warning'),
    ...(infos > 0 ? [plural(infos, 'note')] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ].join(', ');
  const safe = files
    .flatMap(({ findings }) => findings)
    .filter(({ fixes }) => fixes?.some((fix) => fix.safe)).length;
  const hint = safe > 0 ? `; ${plural(safe, 'safe fix').replace('fixs', 'fixes')} with --fix` : '';
  const explain =
    errors + warnings + infos > 0 ? paint.dim('why, and what to do: pinwarden explain RULE\n') : '';
  return `${notes}${counts} in ${plural(ours.length, 'file')}${hint}\n${explain}`;
}

function colourOf(severity: Severity, paint: Paint): (text: string) => string {
  return severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.cyan;
}
