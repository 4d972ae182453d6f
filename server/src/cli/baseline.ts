import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type BaselineEntry, baselineText, entriesFor, readBaseline, useBaseline } from '../config/baseline';
import { needOf } from '../config/rule-ids';
import { isWithin } from '../disk/listing';
import type { CheckedFile } from '../report/checked';
import { plural } from '../report/paint';
import { complain } from './complain';
import type { Fail } from './config';
import { InputError, readText } from './files';
import { reason } from './reason';

/** The options of `check` about baselines, as Node's argument parser wants them. */
export const BASELINE_OPTIONS = {
  baseline: { type: 'string' },
  'write-baseline': { type: 'string' },
} as const;

/** What was looked at in a run: only of that can a baseline say too much. */
export interface Looked {
  /** The folders that were gone through whole. */
  readonly folders: readonly string[];
  /** The files that were named. */
  readonly files: readonly string[];
  /** Whether the pinned hosts were asked; else nothing was looked at that only they can tell. */
  readonly online: boolean;
}

/**
 * Takes back what the baseline knows, or writes it anew, and says what it knows in vain. A run that failed writes
 * nothing, because what it did not see would be lost.
 */
export type Settle = (
  files: readonly CheckedFile[],
  looked: Looked,
  failed: boolean,
) => readonly CheckedFile[];

/** Reads the options about baselines and the files that they name; one that cannot be used fails the run. Tells what was written. */
export function baseline(
  values: { readonly baseline?: string | undefined; readonly 'write-baseline'?: string | undefined },
  { fail, tell }: { readonly fail: Fail; readonly tell: (done: string) => void },
): Settle {
  const { baseline: used, 'write-baseline': written } = values;
  const attempt = <T>(file: string, work: () => T): T | undefined => {
    try {
      return work();
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      fail(file, error);
      return undefined;
    }
  };
  const before = written === undefined ? undefined : attempt(written, () => existing(written));
  const known = used === undefined || isSame(used, written) ? undefined : attempt(used, () => read(used));
  return (files, looked, failed) => {
    if (written !== undefined && before && !failed) {
      const entries = [
        ...allEntries(written, files),
        ...before.filter((entry) => !wasSeen(written, entry, looked)),
      ];
      attempt(written, () => {
        write(written, baselineText(entries));
        tell(`wrote ${plural(total(entries), 'finding')} to ${written}`);
      });
      return sift(written, entries, files, looked);
    }
    if (used !== undefined && known) return sift(used, known, files, looked);
    return written !== undefined && before ? sift(written, before, files, looked) : files;
  };
}

function total(entries: readonly BaselineEntry[]): number {
  return entries.reduce((sum, { count }) => sum + count, 0);
}

/** The baseline that is about to be written anew; a file that is something else is left alone. */
function existing(file: string): readonly BaselineEntry[] {
  return existsSync(file) ? read(file) : [];
}

function read(file: string): readonly BaselineEntry[] {
  const found = readBaseline(readText(file));
  if ('fault' in found) throw new InputError(found.fault);
  return found.entries;
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError(`not written: ${reason(error)}`);
  }
}

function isSame(one: string, other: string | undefined): boolean {
  return other !== undefined && path.resolve(one) === path.resolve(other);
}

function allEntries(file: string, files: readonly CheckedFile[]): BaselineEntry[] {
  // A file that was named twice has its faults once.
  const byPath = new Map(files.map((one) => [pathFrom(file, one.path), one.findings]));
  return [...byPath].flatMap(([own, findings]) => entriesFor(own, findings));
}

function sift(
  file: string,
  entries: readonly BaselineEntry[],
  files: readonly CheckedFile[],
  looked: Looked,
): CheckedFile[] {
  const use = useBaseline(entries);
  const done = new Set<string>();
  const sifted = files.map((one) => {
    const own = pathFrom(file, one.path);
    const { kept, suppressed } = (done.has(own) ? useBaseline(entries) : use).sift(own, one.findings);
    done.add(own);
    return { ...one, findings: kept, suppressed: [...one.suppressed, ...suppressed] };
  });
  const stale = use.left().filter((entry) => wasSeen(file, entry, looked)).length;
  if (stale > 0) {
    const [entry, occurs] = stale === 1 ? ['entry', 'occurs'] : ['entries', 'occur'];
    complain(`${file}: ${stale} ${entry} of the baseline no longer ${occurs}: write it anew`);
  }
  return sifted;
}

function wasSeen(file: string, entry: BaselineEntry, { folders, files, online }: Looked): boolean {
  if (!online && needOf(entry.rule) === 'live') return false;
  if (entry.path === '-') return files.includes('-');
  const full = path.resolve(path.dirname(file), entry.path);
  return (
    folders.some((folder) => isWithin(path.resolve(folder), full)) ||
    files.some((own) => path.resolve(own) === full)
  );
}

/** The path of a checked file from the folder of a baseline, with forward slashes. */
function pathFrom(file: string, shown: string): string {
  if (shown === '-') return shown;
  return path
    .relative(path.dirname(path.resolve(file)), path.resolve(shown))
    .split(path.sep)
    .join('/');
}
