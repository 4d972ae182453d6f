import { applyEdits, compatibleEdits } from './core/edits';
import type { Edit, Finding } from './core/finding';
import type { Given } from './core/rule';
import type { Kind } from './model/kind';
import type { Model } from './model/model';
import { type ReadOptions, read } from './model/read';
import { rules } from './rules';

/** What a host may tell; every member may be missing. */
export type LintOptions = Omit<ReadOptions, 'kind'> & Partial<Given>;

/**
 * Finds every fault of a text. Total: any string gives an array, in bounded time.
 * Without a kind, content and path decide; a text that is none of ours has no findings.
 */
export function lint(text: string, kind?: Kind, options: LintOptions = {}): Finding[] {
  const model = read(text, { ...options, ...(kind ? { kind } : {}) });
  return model ? check(model, options) : [];
}

/** Runs every rule over a model that has been read; findings in the order of the text, then of their ids. */
export function check(model: Model, options: LintOptions = {}): Finding[] {
  const given: Given = {
    today: options.today ?? '1970-01-01',
    target: options.target ?? {},
    managedDomains: options.managedDomains ?? [],
  };
  const findings = rules.flatMap((rule) =>
    Array.from(
      rule.check(model, given),
      (draft): Finding => ({ rule: rule.id, severity: rule.severity, ...draft }),
    ),
  );
  return findings.sort(
    (a, b) => a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule),
  );
}

/** More passes than any chain of safe fixes needs. */
const MAX_PASSES = 20;

/** Applies every safe fix until none is left; the rest of the text stays byte for byte. */
export function fixAll(text: string, kind?: Kind, options: LintOptions = {}): string {
  let fixed = text;
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const edits = compatible(lint(fixed, kind, options));
    if (edits.length === 0) return fixed;
    fixed = applyEdits(fixed, edits);
  }
  return fixed;
}

/** The safe fixes that can be applied together, first come first served. */
function compatible(findings: readonly Finding[]): Edit[] {
  return compatibleEdits(findings.map(({ fixes }) => fixes?.find(({ safe }) => safe)?.edits ?? []));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
