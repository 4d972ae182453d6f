import type { Finding, Severity } from '../core/finding';
import { type LineIndex, lineIndex } from '../core/lines';
import { plainProse } from '../core/prose';
import { type Checked, type CheckedFile, summarize } from './checked';
import type { CheckedHost } from './checked-hosts';
import { columns, harmless, type Layout, type Paint, plural, wrap } from './paint';

/** The report that people read: for each finding its place, source line, underline, cause and way out. */
export function checkText(
  { files, hosts, done = [] }: Pick<Checked, 'files' | 'hosts' | 'done'>,
  layout: Layout,
): string {
  const blocks = files.flatMap((file) => {
    const lines = lineIndex(file.text);
    return file.findings.map((finding) => block(file, finding, lines, layout));
  });
  const asked = hosts?.length ? [hostLines(hosts, layout.paint)] : [];
  const changed = done.map((line) => `${harmless(line)}\n`).join('');
  return [...blocks, ...asked, `${changed}${summaryLine(files, layout.paint)}`].join('\n');
}

/** How each host stands that was asked, a line each. */
function hostLines(hosts: readonly CheckedHost[], paint: Paint): string {
  const width = hosts.reduce((wide, { host }) => Math.min(50, Math.max(wide, host.length)), 0);
  const lines = hosts.flatMap(({ host, notes }) =>
    notes.map((note) => `${paint.bold(harmless(host).padEnd(width))}  ${harmless(note)}\n`),
  );
  return lines.join('');
}

function block(file: CheckedFile, finding: Finding, lines: LineIndex, layout: Layout): string {
  const { paint } = layout;
  const { line, column } = lines.place(finding.span.start);
  const number = String(line);
  const gutter = ' '.repeat(number.length);
  const bar = paint.dim('|');
  const colour = colourOf(finding.severity, paint);
  const [source, underline] = excerpt(file.text, finding, lines, layout.width - number.length - 4);
  const code = finding.code ? paint.dim(` ${finding.code}`) : '';
  const message = wrap(
    harmless(plainProse(finding.message)),
    Math.min(layout.width, 110) - number.length - 4,
  );
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

/** How much is shown before a finding in a line that is too long. */
const LEAD = 20;

/**
 * The source line around the finding, no wider than the terminal, and the carets under it; an ellipsis stands
 * where the line is cut. Only the part that is shown is looked at: a line may be a whole file.
 */
function excerpt(text: string, { span }: Finding, lines: LineIndex, width: number): [string, string] {
  const { column, offset } = lines.place(span.start);
  const lineStart = offset - column + 1;
  const room = Math.max(40, width);
  const fits = lineEnd(text, lineStart, room + 1) - lineStart <= room;
  const from = fits || column - 1 <= room / 2 ? lineStart : offset - LEAD;
  const end = lineEnd(text, from, room);
  const cutBefore = from > lineStart ? '…' : '';
  const cutAfter = lineEnd(text, end, 1) > end ? '…' : '';
  const shown = (start: number, stop: number) => harmless(text.slice(start, stop));
  const before = cutBefore + shown(from + cutBefore.length, offset);
  const last = end - cutAfter.length;
  const marked = shown(offset, Math.max(offset, Math.min(span.end, last)));
  const source = cutBefore + shown(from + cutBefore.length, last) + cutAfter;
  return [source.trimEnd(), `${' '.repeat(columns(before))}${'^'.repeat(Math.max(1, columns(marked)))}`];
}

/** Where the line ends that goes on at an offset, at most so many units further. */
function lineEnd(text: string, start: number, most: number): number {
  const found = text.slice(start, start + most).search(/[\r\n]/);
  return found < 0 ? Math.min(text.length, start + most) : start + found;
}

function related(finding: Finding, lines: LineIndex): string[] {
  return (finding.related ?? []).map(({ span, message }) => {
    const { line, column } = lines.place(span.start);
    return `${plainProse(message)}: line ${line}, column ${column}`;
  });
}

function fixLines(finding: Finding, paint: Paint): string[] {
  return (finding.fixes ?? []).map(({ title, safe, ask }) => {
    const words = harmless(plainProse(title));
    if (ask) return `${paint.green('in the editor:')} ${words}`;
    return `${paint.green(safe ? 'fix with --fix:' : 'fix in the editor:')} ${words}`;
  });
}

function summaryLine(files: readonly CheckedFile[], paint: Paint): string {
  const { errors, warnings, infos, suppressed } = summarize(files);
  const ours = files.filter(({ kind }) => kind !== null);
  if (files.length === 0) return 'no pinning or build configuration found\n';
  const others = files.filter(({ kind, path }) => kind === null && !/(?:^|\/)\.pinwarden\.json$/.test(path));
  const notes = others
    .map(
      ({ path }) =>
        `${harmless(path)}: not a configuration that Pinwarden knows; if it is one, say which with --kind\n`,
    )
    .join('');
  const counts = [
    errors > 0 ? paint.red(plural(errors, 'error')) : plural(errors, 'error'),
    warnings > 0 ? paint.yellow(plural(warnings, 'warning')) : plural(warnings, 'warning'),
    ...(infos > 0 ? [plural(infos, 'info')] : []),
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
