import type { Span } from './span';

/** How bad a finding is: the build or the app breaks, it probably will, or it is worth knowing. */
export type Severity = 'error' | 'warning' | 'info';

/** One replacement in a text; edits of one fix never overlap. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** Something that a person is asked for before an edit can be made; the editor leads through it. */
export type Ask = 'add-backup-pin' | 'replace-host';

/**
 * A way to mend a finding. A safe fix keeps the meaning of the file and may be applied unasked;
 * it never adds a pin, changes which keys are trusted, or makes a setting take effect that did not.
 * A fix with `ask` has no edits of its own: the host leads the person to them.
 */
export interface Fix {
  readonly title: string;
  readonly safe: boolean;
  readonly edits: readonly Edit[];
  readonly ask?: Ask;
}

/** Another place that explains a finding, such as the first of two equal hosts. */
export interface Related {
  readonly span: Span;
  readonly message: string;
}

/** What a rule says about a place in a text. Plain data: every host only converts it. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: string;
  /** The build service's error code, such as `OS-MABS-RES-40003`, where one is documented. */
  readonly code?: string;
  /** The host name concerned, in canonical form. */
  readonly host?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** True for a plain JSON syntax error, which an editor with JSON support of its own reports already. */
  readonly plainSyntax?: boolean;
}
