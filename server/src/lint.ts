import { ignoreComments } from './config/comments';
import type { Config } from './config/config';
import { type Governing, judgeSuppressions, severityOf, sift } from './config/suppress';
import { applyEdits, compatibleEdits } from './core/edits';
import type { Finding } from './core/finding';
import type { Given } from './core/rule';
import type { SuppressedFinding, Suppression } from './core/suppression';
import type { Kind } from './model/kind';
import type { Model } from './model/model';
import { type ReadOptions, read } from './model/read';
import { rules } from './rules';
import { invalidIgnore } from './rules/invalid-ignore/rule';
import type { Rule } from './rules/rule';

/** What a host may tell; every member may be missing. */
export type LintOptions = Omit<ReadOptions, 'kind'> &
  Partial<Omit<Given, 'ruleOptions' | 'suppressions'>> & {
    /** The configuration that holds for the file; what the other members say goes before it. */
    readonly governing?: Governing | undefined;
  };

/** The findings of a file, and what comments and the configuration take back. */
export interface Judged {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** The comments and entries of the configuration that took something back. */
  readonly used: ReadonlySet<Suppression>;
}

/**
 * Finds every fault of a text. Total: any string gives an array, in bounded time.
 * Without a kind, content and path decide; a text that is none of ours has no findings.
 */
export function lint(text: string, kind?: Kind, options: LintOptions = {}): Finding[] {
  const model = read(text, { ...options, ...(kind ? { kind } : {}) });
  return model ? check(model, options) : [];
}

/** The findings of a model that has been read, without those that are suppressed. */
export function check(model: Model, options: LintOptions = {}): Finding[] {
  return [...judge(model, options).findings];
}

/** Runs every rule over a model that has been read; findings in the order of the text, then of their ids. */
export function judge(model: Model, options: LintOptions = {}): Judged {
  const { governing } = options;
  const config = governing?.config;
  const given: Given = {
    today: options.today ?? '1970-01-01',
    target: { ...config?.target, ...options.target },
    managedDomains: [...(options.managedDomains ?? []), ...(config?.managedDomains ?? [])],
    workspace: options.workspace,
    observed: options.observed,
    ruleOptions: config ? Object.fromEntries(config.rules) : {},
    suppressions: [],
  };
  const found: Finding[] = [];
  for (const rule of rules) run(rule, model, given, config, found);
  found.sort(inOrder);
  const comments = ignoreComments(model);
  if (found.length === 0 && comments.length === 0) return NOTHING;
  const { kept, suppressed, used } = sift(found, comments, governing, given.today);
  const suppressions = judgeSuppressions(comments, used, given);
  const faults: Finding[] = [];
  run(invalidIgnore, model, { ...given, suppressions }, config, faults);
  if (faults.length === 0) return { findings: kept, suppressed, used };
  const late = sift(faults, [], governing && withoutEntries(governing), given.today);
  return {
    findings: [...kept, ...late.kept].sort(inOrder),
    suppressed: [...suppressed, ...late.suppressed],
    used,
  };
}

const NOTHING: Judged = { findings: [], suppressed: [], used: new Set() };

/** More findings of one rule than anyone reads; a file that has more is written against us. */
const MAX_FINDINGS = 10_000;

function run(rule: Rule, model: Model, given: Given, config: Config | undefined, findings: Finding[]): void {
  if (rule.part && isEmpty(model[rule.part])) return;
  let left = MAX_FINDINGS;
  for (const draft of rule.check(model, given)) {
    const severity = severityOf(rule.severity, draft.severity ?? rule.severity, config, rule.id);
    findings.push({ rule: rule.id, ...draft, severity });
    if (--left === 0) break;
  }
}

function isEmpty(part: Model[keyof Model]): boolean {
  return part === undefined || (Array.isArray(part) && part.length === 0);
}

/** A configuration may turn the rule about suppressions off, which is counted; it may not pick out single findings of it. */
function withoutEntries({ config, path }: Governing): Governing {
  return { config: { ...config, ignore: [] }, path };
}

/** The order of findings: of the text, then of the rules' ids. */
export function inOrder(a: Finding, b: Finding): number {
  return a.span.start - b.span.start || a.span.end - b.span.end || compare(a.rule, b.rule);
}

/** More passes than any chain of safe fixes needs. */
const MAX_PASSES = 20;

/** A text with its safe fixes applied. */
export interface FixedText {
  readonly text: string;
  /** The titles of the fixes that were applied, in their order. */
  readonly titles: readonly string[];
}

/** Applies every safe fix until none is left; the rest of the text stays byte for byte. */
export function fixAll(text: string, kind?: Kind, options: LintOptions = {}): string {
  return fixText(text, kind, options).text;
}

/** The same, and tells what was done. */
export function fixText(text: string, kind?: Kind, options: LintOptions = {}): FixedText {
  let fixed = text;
  const titles: string[] = [];
  for (let pass = 0; pass < MAX_PASSES; pass++) {
    const fixes = lint(fixed, kind, options).flatMap(
      (finding) => finding.fixes?.find(({ safe }) => safe) ?? [],
    );
    // Those that can be applied together, first come first served.
    const edits = compatibleEdits(fixes.map((fix) => fix.edits));
    if (edits.length === 0) break;
    fixed = applyEdits(fixed, edits);
    const applied = new Set(edits);
    for (const fix of fixes) if (fix.edits.some((edit) => applied.has(edit))) titles.push(fix.title);
  }
  return { text: fixed, titles };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
