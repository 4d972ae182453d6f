import { nearest } from '../core/near';
import { rules } from '../rules';

/** What a rule must be told beside the text before it can say anything. */
export type Need = 'target' | 'workspace' | 'live';

const NEEDS: Readonly<Record<string, Need>> = {
  'schema-mismatch': 'target',
  'conflicting-schemas': 'target',
  'invalid-plugin-source': 'target',
  'removed-preference': 'target',
  'certificate-hash': 'live',
  'live-pin-mismatch': 'live',
  'live-no-backup': 'live',
  'live-single-certificate': 'live',
  'live-untrusted-chain': 'live',
  'live-certificate-expiring': 'live',
  'live-unreachable': 'live',
  'unresolved-resource': 'workspace',
  'multiple-pinning-files': 'workspace',
  'pinning-file-missing': 'workspace',
};

/** The rules that warn ahead of a date, and so many days before it. */
const WITH_DAYS: readonly string[] = [
  'pin-set-expiring',
  'live-single-certificate',
  'live-certificate-expiring',
];

/** What a rule must be told before a suppression of it can be called needless. */
export function needOf(rule: string): Need | undefined {
  return NEEDS[rule];
}

/** Says whether a rule has this id. */
export function isRule(id: string): boolean {
  return ids().has(id);
}

/** The rule that a misspelt id means. */
export function nearRule(id: string): string | undefined {
  return nearest(id, [...ids()]);
}

/** Says whether a rule takes `days`. */
export function takesDays(rule: string): boolean {
  return WITH_DAYS.includes(rule);
}

let known: ReadonlySet<string> | undefined;

function ids(): ReadonlySet<string> {
  known ??= new Set(rules.map(({ id }) => id));
  return known;
}
