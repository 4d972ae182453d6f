import { plainProse } from '../core/prose';
import { plural } from './paint';

/** A file that safe fixes changed. */
export interface FixedFile {
  /** The path as the user would write it, with forward slashes; `-` for standard input. */
  readonly path: string;
  /** The titles of the fixes that were applied, one for each, at least one. */
  readonly titles: readonly string[];
}

/** More files, and more kinds of fixes in one, than anyone reads. */
const MAX_FILES = 20;
const MAX_TITLES = 4;

/** What was fixed, a line for each file: `fixed pinning.json: Add "sha256/" (2); Write it in lower case`. */
export function fixedLines(files: readonly FixedFile[]): string[] {
  const lines = files.slice(0, MAX_FILES).map(({ path, titles }) => `fixed ${path}: ${told(titles)}`);
  const more = files.length - lines.length;
  return more > 0 ? [...lines, `fixed ${plural(more, 'more file')}`] : lines;
}

function told(titles: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const title of titles) counts.set(title, (counts.get(title) ?? 0) + 1);
  const shown = [...counts].slice(0, MAX_TITLES);
  const words = shown.map(([title, count]) =>
    count === 1 ? plainProse(title) : `${plainProse(title)} (${count})`,
  );
  const more = titles.length - shown.reduce((sum, [, count]) => sum + count, 0);
  return [...words, ...(more > 0 ? [`${more} more`] : [])].join('; ');
}
