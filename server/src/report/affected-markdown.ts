import type { Evidence } from '../affected/evidence';
import type { Triage } from '../affected/triage';
import * as l10n from '../core/l10n';
import { code } from '../features/markdown';
import { harmless } from './paint';

/** Where a preview leads for a place in a file; nothing where it cannot. */
export type LinkTo = (path: string, line: number, column: number) => string | undefined;

/** More rows are counted only: what matters stands first. */
const MAX_ROWS = 200;

/** The triage as a page of Markdown, in which nothing that comes from a file is markup. */
export function affectedMarkdown(triage: Triage, linkTo: LinkTo = () => undefined): string {
  const { verdict, headline, reason, files, evidence, unread, steps, questions } = triage;
  const shows = files === 1 ? l10n.t('What 1 file shows') : l10n.t('What {0} files show', files);
  return [
    `# ${headline}\n\n${reason} (\`${verdict}\`)\n`,
    section(
      shows,
      evidence.map((one) => `- ${row(one, linkTo)}`),
    ),
    section(
      l10n.t('Not read'),
      unread.map(({ path, reason: why }) => `- ${code(path)}: ${prose(why)}`),
    ),
    section(
      l10n.t('What to do'),
      steps.map(({ text, url }, index) => `${index + 1}. ${text}${link(url)}`),
    ),
    section(
      l10n.t('What no file can tell'),
      questions.map(({ question, look, url }) => `- **${question}** ${look}${link(url)}`),
    ),
  ]
    .filter(Boolean)
    .join('\n');
}

function section(title: string, lines: readonly string[]): string {
  if (lines.length === 0) return '';
  const left = lines.length - MAX_ROWS;
  const rest = left > 0 ? `\n\n${l10n.t('And {0} more.', left)}` : '';
  return `## ${title}\n\n${lines.slice(0, MAX_ROWS).join('\n')}${rest}\n`;
}

function row({ path, line, column, text, says }: Evidence, linkTo: LinkTo): string {
  const place = code(`${path}:${line}:${column}`);
  const target = linkTo(path, line, column);
  return `${code(text)}: ${prose(says)} (${target === undefined ? place : `[${place}](<${target}>)`})`;
}

/** Words among which names from a file stand: every character that could be markup stands for itself. */
function prose(text: string): string {
  return harmless(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

function link(url: string | undefined): string {
  return url === undefined ? '' : ` [${l10n.t('Read more')}](${url})`;
}
