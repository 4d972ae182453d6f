import { applyEdits } from '../core/edits';
import type { Edit, Finding } from '../core/finding';
import type { Given } from '../core/rule';
import type { SuppressedFinding, Suppression } from '../core/suppression';
import { ignoreFinding, invalidIgnore } from '../rules/invalid-ignore/rule';
import { type Config, type IgnoreEntry, readConfig } from './config';
import { judgeSuppressions, severityOf } from './suppress';

/** What was checked under a configuration. */
export interface Coverage {
  /** The entries that took something back. */
  readonly used: ReadonlySet<Suppression>;
  /** Says whether every file that an entry is about was checked. */
  readonly covers: (entry: IgnoreEntry) => boolean;
}

/** Findings in the configuration's own text, and those that it takes back by turning their rule off. */
export interface EntryFindings {
  readonly findings: readonly Finding[];
  readonly suppressed: readonly SuppressedFinding[];
}

/** For a configuration that is only looked at: no entry can be called needless. */
export const NOTHING_CHECKED: Coverage = { used: new Set(), covers: () => false };

/** What is wrong with the entries under `ignore`. */
export function entryFindings(
  config: Config,
  coverage: Coverage,
  given: Pick<Given, 'today' | 'target'>,
): EntryFindings {
  const target = { ...config.target, ...given.target };
  const workspace = { resources: config.resources, pinningFolder: undefined, name: '' };
  const judged = judgeSuppressions(config.ignore, coverage.used, { today: given.today, target, workspace });
  const faults = judged.flatMap((suppression, index) => {
    const entry = config.ignore[index];
    const open = suppression.use === 'unused' && !suppression.unknown && entry && !coverage.covers(entry);
    return ignoreFinding(open ? { ...suppression, use: 'untold' } : suppression) ?? [];
  });
  const { id, severity } = invalidIgnore;
  const findings = faults.map((fault) => ({
    ...fault,
    severity: severityOf(severity, fault.severity, config, id),
  }));
  if (config.rules.get(id)?.severity !== 'off') return { findings, suppressed: [] };
  return { findings: [], suppressed: findings.map((finding) => ({ ...finding, by: 'off', reason: '' })) };
}

/** A configuration's text without the entries that suppress nothing, byte for byte else, what is still wrong there, and the titles of what was done. */
export function fixEntries(
  text: string,
  config: Config,
  coverage: Coverage,
  given: Pick<Given, 'today' | 'target'>,
): EntryFindings & { readonly text: string; readonly titles: readonly string[] } {
  const found = entryFindings(config, coverage, given);
  const safe = found.findings.flatMap(({ span, fixes }) => {
    const fix = fixes?.find((one) => one.safe);
    return fix ? [{ start: span.start, title: fix.title }] : [];
  });
  if (safe.length === 0) return { ...found, text, titles: [] };
  const starts = new Set(safe.map(({ start }) => start));
  const needless = config.ignore.flatMap(({ span }, index) => (starts.has(span.start) ? [index] : []));
  const fixed = needless.reduceRight((rest, index) => applyEdits(rest, removalAt(rest, index)), text);
  const kept = config.ignore.filter((_, index) => !needless.includes(index));
  const fresh = readConfig(fixed).config;
  const used = new Set(fresh.ignore.filter((_, index) => kept[index] && coverage.used.has(kept[index])));
  const left = entryFindings(fresh, { ...coverage, used }, given);
  return { ...left, text: fixed, titles: safe.map(({ title }) => title) };
}

function removalAt(text: string, index: number): readonly Edit[] {
  return readConfig(text).config.ignore[index]?.removal ?? [];
}
