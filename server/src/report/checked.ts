import type { Finding, Severity } from '../core/finding';
import type { Kind } from '../model/kind';

/** One file that was checked, for every form of report. */
export interface CheckedFile {
  /** The path as the user would write it, with forward slashes; `-` for standard input. */
  readonly path: string;
  /** What the findings point into; may be empty where there is none. */
  readonly text: string;
  /** Null for a named file that is none of ours. */
  readonly kind: Kind | null;
  readonly findings: readonly Finding[];
  /** How many findings were suppressed. */
  readonly suppressed: number;
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
    suppressed: files.reduce((sum, { suppressed }) => sum + suppressed, 0),
  };
}
