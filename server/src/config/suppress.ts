import type { Finding, Severity } from '../core/finding';
import type { Given } from '../core/rule';
import type { JudgedSuppression, SuppressedFinding, Suppression } from '../core/suppression';
import { canonicalName } from '../model/host';
import type { IgnoreComment } from './comments';
import type { Config, IgnoreEntry } from './config';
import { matchesGlob } from './glob';
import { isRule, nearRule, needOf } from './rule-ids';

/** A configuration, and the file that it is applied to. */
export interface Governing {
  readonly config: Config;
  /** The file's path from the folder of the configuration, with forward slashes; nothing for a file that lies elsewhere. */
  readonly path: string | undefined;
}

/** What is left of the findings of a file, and what was taken back. */
export interface Sifted {
  readonly kept: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
  /** The comments and entries that took something back. */
  readonly used: ReadonlySet<Suppression>;
}

/**
 * Takes back what comments, then the configuration's entries, then rules that are off say; each comment takes one
 * finding, an entry all that it fits. Findings must stand in the order of the text.
 */
export function sift(
  findings: readonly Finding[],
  comments: readonly IgnoreComment[],
  governing: Governing | undefined,
  today: string,
): Sifted {
  const kept: Finding[] = [];
  const suppressed: SuppressedFinding[] = [];
  const used = new Set<Suppression>();
  const entries = governing ? entriesFor(governing, today) : [];
  for (const finding of findings) {
    const by =
      comments.find((comment) => !used.has(comment) && speaksOf(comment, finding)) ??
      entries.find((entry) => covers(entry, finding));
    if (by) used.add(by);
    const off = governing?.config.rules.get(finding.rule)?.severity === 'off';
    if (by) suppressed.push({ ...finding, by: by.from, reason: by.reason });
    else if (off) suppressed.push({ ...finding, by: 'off', reason: '' });
    else kept.push(finding);
  }
  return { kept, suppressed, used };
}

/** The entries that hold for this file today. */
function entriesFor({ config, path }: Governing, today: string): IgnoreEntry[] {
  return config.ignore.filter((entry) => !isPast(entry, today) && concerns(entry, path));
}

/** Says whether an entry is about a file at all. */
export function concerns(entry: IgnoreEntry, path: string | undefined): boolean {
  return entry.path === undefined || (path !== undefined && matchesGlob(entry.path, path));
}

function speaksOf({ rule, line }: IgnoreComment, finding: Finding): boolean {
  const { start } = finding.span;
  return rule === finding.rule && line.start <= start && start <= line.end;
}

function covers({ rule, host }: IgnoreEntry, finding: Finding): boolean {
  if (rule !== finding.rule) return false;
  return host === undefined || (finding.host !== undefined && canonicalName(finding.host) === host);
}

function isPast({ until }: Suppression, today: string): boolean {
  return until !== undefined && until.date < today;
}

/** How severe a finding is by the configuration; one that is milder than its rule never becomes harsher. */
export function severityOf(
  own: Severity,
  found: Severity,
  config: Config | undefined,
  rule: string,
): Severity {
  const set = config?.rules.get(rule)?.severity;
  if (set === undefined || set === 'off') return found;
  return found === own || RANK[set] < RANK[found] ? set : found;
}

const RANK: Readonly<Record<Severity, number>> = { info: 1, warning: 2, error: 3 };

/** What became of suppressions: used, needless, past its day, or not to be told with what is known here. */
export function judgeSuppressions(
  suppressions: readonly Suppression[],
  used: ReadonlySet<Suppression>,
  given: Pick<Given, 'today' | 'target' | 'workspace'>,
): JudgedSuppression[] {
  return suppressions.map((suppression) => {
    const { rule } = suppression;
    const unknown = !isRule(rule);
    const meant = unknown ? nearRule(rule) : undefined;
    const use = isPast(suppression, given.today)
      ? 'past'
      : used.has(suppression)
        ? 'used'
        : unknown || canSpeak(rule, given)
          ? 'unused'
          : 'untold';
    return { ...suppression, use, unknown, ...(meant ? { meant } : {}) };
  });
}

/** Whether a rule knew enough here to have found its fault. */
function canSpeak(rule: string, { target, workspace }: Pick<Given, 'target' | 'workspace'>): boolean {
  switch (needOf(rule)) {
    case 'live':
      return false;
    case 'target':
      return target.product !== undefined && target.mabs !== undefined && target.framework !== undefined;
    case 'workspace':
      return workspace?.resources !== undefined;
    default:
      return true;
  }
}
