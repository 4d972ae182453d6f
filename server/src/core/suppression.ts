import type { Edit, Finding } from './finding';
import type { Span } from './span';

/** Something that takes findings back: a comment in the file, or an entry under `ignore` in the configuration. */
export interface Suppression {
  readonly from: 'comment' | 'entry';
  /** What a finding about it marks. */
  readonly span: Span;
  /** The id of the rule as it is written; empty where none is named. */
  readonly rule: string;
  readonly reason: string;
  /** The last day on which it holds, as `YYYY-MM-DD`. */
  readonly until?: { readonly date: string; readonly span: Span };
  /** The edits that take it out and leave everything else as it stands. */
  readonly removal: readonly Edit[];
}

/** A finding that was taken back, by what, and why in the words of whoever did; empty where nobody gave a reason. */
export interface SuppressedFinding extends Finding {
  /** A comment in the file, an entry of the configuration, a rule that it turns off, or a baseline. */
  readonly by: Suppression['from'] | 'off' | 'baseline';
  readonly reason: string;
}

/**
 * A suppression and what became of it. `untold`: its rule could not say anything here, for want of a target, of the
 * folders around the file or of a live check, so that nobody knows whether it is needed.
 */
export interface JudgedSuppression extends Suppression {
  readonly use: 'used' | 'unused' | 'past' | 'untold';
  /** The rule that was meant, where no rule has the name that stands there. */
  readonly meant?: string;
  /** True for a name that no rule has, near one or not. */
  readonly unknown: boolean;
}
