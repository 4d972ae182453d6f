import type { Edit } from './finding';
import type { Span } from './span';

/**
 * What a tolerant parser overcame, for rules to judge.
 * `syntax` is a fault that every JSON parser refuses; the others are named because people can be told more.
 */
export type ProblemKind =
  | 'syntax'
  | 'truncated'
  | 'missing-braces'
  | 'odd-space'
  | 'too-deep'
  | 'empty'
  | 'comment'
  | 'trailing-comma'
  | 'byte-order-mark'
  | 'unquoted-reference';

/** One such place, with the edits that mend it where they are certain. */
export interface Problem {
  readonly kind: ProblemKind;
  readonly span: Span;
  /** What is wrong, as a clause in lower case; empty where the kind says all of it. */
  readonly message: string;
  readonly edits?: readonly Edit[];
}
