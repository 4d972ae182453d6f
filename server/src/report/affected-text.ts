import type { Evidence } from '../affected/evidence';
import type { Triage } from '../affected/triage';
import { columns, harmless, type Layout, plural, wrap } from './paint';

/** More rows are counted only: what matters stands first. */
const MAX_ROWS = 20;

/** The triage that people read: the verdict first, then the evidence, what to do, and what files cannot tell. */
export function affectedText(triage: Triage, layout: Layout): string {
  const { files, evidence, unread, steps, questions } = triage;
  const blocks = [
    heading(triage, layout),
    section(`What ${plural(files, 'file')} show${files === 1 ? 's' : ''}`, rows(evidence, layout), layout),
    section('Not read', unreadLines(unread), layout),
    section(
      'What to do',
      steps.flatMap(({ text, url }, index) => [
        ...item(`  ${index + 1}. `, text, layout),
        ...link(url, layout),
      ]),
      layout,
    ),
    section(
      'What no file can tell',
      questions.flatMap(({ question, look }) => [
        ...item('  - ', question, layout),
        ...item('    ', look, layout),
      ]),
      layout,
    ),
  ];
  const shown = blocks.filter((block) => block.length > 0);
  return `${shown.map((block) => block.join('\n')).join('\n\n')}\n`;
}

function heading({ verdict, affected, headline, reason }: Triage, layout: Layout): readonly string[] {
  const { paint } = layout;
  const colour = affected ? paint.red : affected === null ? paint.yellow : paint.green;
  return [`${colour(paint.bold(headline))} ${paint.dim(`(${verdict})`)}`, ...item('', reason, layout)];
}

function section(title: string, lines: readonly string[], { paint }: Layout): readonly string[] {
  return lines.length > 0 ? [paint.bold(title), ...lines] : [];
}

/** What says the same stands together, in one column of places and one of texts. */
function rows(evidence: readonly Evidence[], { paint }: Layout): readonly string[] {
  const shown = evidence.slice(0, MAX_ROWS).map((one) => ({
    place: harmless(`${one.path}:${one.line}:${one.column}`),
    text: harmless(one.text),
    says: harmless(one.says),
  }));
  const wide = Math.min(60, Math.max(...shown.map(({ place }) => columns(place))));
  const groups = [...new Set(shown.map(({ says }) => says))];
  const lines = groups.flatMap((says) => [
    `  ${says}`,
    ...shown
      .filter((one) => one.says === says)
      .map(({ place, text }) => {
        const gap = ' '.repeat(Math.max(0, wide - columns(place)));
        return `    ${paint.cyan(place)}${gap}  ${paint.bold(text)}`;
      }),
  ]);
  return [...lines, ...leftOut(evidence)];
}

function unreadLines(unread: Triage['unread']): readonly string[] {
  const lines = unread.slice(0, MAX_ROWS).map(({ path, reason }) => `  ${harmless(`${path}: ${reason}`)}`);
  return [...lines, ...leftOut(unread)];
}

function leftOut(all: readonly unknown[]): readonly string[] {
  const left = all.length - MAX_ROWS;
  return left > 0 ? [`  and ${left} more: --format json lists them`] : [];
}

function link(url: string | undefined, { paint }: Layout): readonly string[] {
  return url === undefined ? [] : [paint.dim(`     ${url}`)];
}

/** A text with its mark before the first line, and the others below it. */
function item(mark: string, text: string, { width }: Layout): readonly string[] {
  const indent = ' '.repeat(mark.length);
  const lines = wrap(text, Math.min(width, 110) - mark.length);
  return lines.map((line, index) => `${index === 0 ? mark : indent}${line}`);
}
