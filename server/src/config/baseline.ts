import type { Finding } from '../core/finding';
import type { SuppressedFinding } from '../core/suppression';

/** Findings that an old project is allowed to keep: so many of one rule about one host in one file. */
export interface BaselineEntry {
  /** The file's path from the folder of the baseline, with forward slashes. */
  readonly path: string;
  readonly rule: string;
  readonly host?: string;
  /** How many, 1 or more. */
  readonly count: number;
}

/** Reads a baseline strictly: a wrong one must not let a fault through. What is wrong is one clause. */
export function readBaseline(
  text: string,
): { readonly entries: readonly BaselineEntry[] } | { readonly fault: string } {
  const root = parse(text);
  if (!isRecord(root)) return { fault: 'not a baseline: no JSON object' };
  const { version, findings } = root;
  if (version !== 1) return { fault: 'not a baseline of version 1' };
  if (!Array.isArray(findings)) return { fault: 'not a baseline: it has no list of findings' };
  const wrong = findings.findIndex((entry) => !isEntry(entry));
  if (wrong >= 0) return { fault: `not a baseline: entry ${wrong + 1} lacks a path, a rule or a count` };
  return { entries: merged(findings.filter(isEntry)) };
}

/** The text of a baseline: sorted, an entry a line, so that a change of it can be read. */
export function baselineText(entries: readonly BaselineEntry[]): string {
  const lines = merged(entries).map(({ path, rule, host, count }) => {
    const members = Object.entries({ path, rule, host, count }).filter(([, value]) => value !== undefined);
    return `    { ${members.map(([name, value]) => `"${name}": ${JSON.stringify(value)}`).join(', ')} }`;
  });
  const list = lines.length > 0 ? `[\n${lines.join(',\n')}\n  ]` : '[]';
  return `{\n  "version": 1,\n  "findings": ${list}\n}\n`;
}

/** The entry for each finding of a file, to be merged by {@link baselineText}. */
export function entriesFor(path: string, findings: readonly Finding[]): BaselineEntry[] {
  return findings.map(({ rule, host }) => ({ path, rule, ...(host ? { host } : {}), count: 1 }));
}

/** What a baseline takes back from one run. */
export interface BaselineUse {
  /** Parts the findings of a file, which stand in the order of the text: as many as the baseline has are taken back. */
  readonly sift: (
    path: string,
    findings: readonly Finding[],
  ) => { readonly kept: readonly Finding[]; readonly suppressed: readonly SuppressedFinding[] };
  /** The entries of which more are allowed than were found. */
  readonly left: () => readonly BaselineEntry[];
}

/** Uses a baseline up, finding by finding. */
export function useBaseline(entries: readonly BaselineEntry[]): BaselineUse {
  const allowed = new Map(merged(entries).map((entry) => [keyOf(entry), entry]));
  return {
    sift(path, findings) {
      const kept: Finding[] = [];
      const suppressed: SuppressedFinding[] = [];
      for (const finding of findings) {
        const key = keyOf({ path, rule: finding.rule, host: finding.host });
        const entry = allowed.get(key);
        if (!entry || entry.count === 0) kept.push(finding);
        else {
          allowed.set(key, { ...entry, count: entry.count - 1 });
          suppressed.push({ ...finding, by: 'baseline', reason: '' });
        }
      }
      return { kept, suppressed };
    },
    left: () => [...allowed.values()].filter(({ count }) => count > 0),
  };
}

/** Equal entries as one, sorted by path, rule and host. */
function merged(entries: readonly BaselineEntry[]): BaselineEntry[] {
  const byKey = new Map<string, BaselineEntry>();
  for (const entry of entries) {
    const key = keyOf(entry);
    byKey.set(key, { ...entry, count: entry.count + (byKey.get(key)?.count ?? 0) });
  }
  return [...byKey.values()].sort(
    (a, b) => compare(a.path, b.path) || compare(a.rule, b.rule) || compare(a.host ?? '', b.host ?? ''),
  );
}

function keyOf({ path, rule, host }: { path: string; rule: string; host?: string | undefined }): string {
  return JSON.stringify([path, rule, host ?? '']);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''));
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is BaselineEntry {
  if (!isRecord(value)) return false;
  const { path, rule, host, count } = value;
  const counted = typeof count === 'number' && Number.isSafeInteger(count) && count > 0;
  return (
    typeof path === 'string' &&
    typeof rule === 'string' &&
    (host === undefined || typeof host === 'string') &&
    counted
  );
}
