import type { Finding, Severity } from '../core/finding';
import type { Place } from '../core/span';
import type { SuppressedFinding } from '../core/suppression';
import type { Kind } from '../model/kind';
import type { CheckedHost } from './checked-hosts';
import { plural } from './paint';

/** One file that was checked, for every form of report. */
export interface CheckedFile {
  /** The path as the user would write it, with forward slashes; `-` for standard input. */
  readonly path: string;
  /** What the findings point into; may be empty where there is none. */
  readonly text: string;
  /** Null for a named file that is none of ours. */
  readonly kind: Kind | null;
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** An input that could not be read, or whose fixed text could not be written, and why in one clause. */
export interface UnreadInput {
  readonly path: string;
  readonly message: string;
  readonly place?: Place;
}

/** Everything that a check came to. */
export interface Checked {
  readonly files: readonly CheckedFile[];
  readonly unread: readonly UnreadInput[];
  /** What the run changed in files, a line each; for people alone. */
  readonly done?: readonly string[];
  /** The pinned hosts with what they served; nothing where no host was to be asked. */
  readonly hosts?: readonly CheckedHost[];
}

/** How much was found in all. */
export interface Summary {
  readonly files: number;
  readonly errors: number;
  readonly warnings: number;
  readonly infos: number;
  readonly suppressed: number;
}

/** Counts findings over all files. */
export function summarize(files: readonly CheckedFile[]): Summary {
  const count = (severity: Severity) =>
    files.reduce(
      (sum, { findings }) => sum + findings.filter((finding) => finding.severity === severity).length,
      0,
    );
  return {
    files: files.length,
    errors: count('error'),
    warnings: count('warning'),
    infos: count('info'),
    suppressed: files.reduce((sum, { suppressed }) => sum + suppressed.length, 0),
  };
}

/** The counts in one line without colours, such as `1 error, 0 warnings, 2 suppressed in 3 files`. */
export function summaryText(files: readonly CheckedFile[]): string {
  const { errors, warnings, infos, suppressed } = summarize(files);
  const counts = [
    plural(errors, 'error'),
    plural(warnings, 'warning'),
    ...(infos > 0 ? [plural(infos, 'info')] : []),
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
  ];
  return `${counts.join(', ')} in ${plural(files.length, 'file')}`;
}

/** A finding, suppressed or not, and how many of the same rule and host stand before it in its file. */
export interface Numbered {
  readonly finding: Finding | SuppressedFinding;
  readonly before: number;
}

/**
 * All findings of a file in the order of the text, with what tells each from its equals without naming a line. Those
 * that are suppressed count: what a finding is known by must not change because a neighbour is suppressed.
 */
export function numbered({ findings, suppressed }: CheckedFile): Numbered[] {
  const seen = new Map<string, number>();
  const all = [...findings, ...suppressed].sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end,
  );
  return all.map((finding) => {
    const key = JSON.stringify([finding.rule, finding.host]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return { finding, before };
  });
}
