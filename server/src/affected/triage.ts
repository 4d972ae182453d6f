import { type Advice, advise } from './advice';
import type { Evidence, HostEvidence, Seen, Unread } from './evidence';

/** The four cases of OutSystems' announcement, and `unknown` where files and answers do not tell. */
export type Verdict = 'no-plugin' | 'self-managed' | 'own-domain' | 'default-domain' | 'unknown';

/** What no file tells, as far as somebody has answered it. */
export interface Answers {
  /** Where the environments run that the app talks to. */
  readonly infrastructure?: 'cloud' | 'self-managed';
  /** Whether the app references the SSL Pinning plugin of Forge. */
  readonly plugin?: 'referenced' | 'absent';
}

/** Whether an app is affected by the rotation of managed certificates, with everything that it follows from. */
export interface Triage extends Advice {
  readonly verdict: Verdict;
  /** Null where that is not known. */
  readonly affected: boolean | null;
  readonly answers: Answers;
  /** How many configuration files were read. */
  readonly files: number;
  /** Hosts that are affected first, then file by file in the order of the text. */
  readonly evidence: readonly Evidence[];
  readonly unread: readonly Unread[];
}

/** A pinned host and where it stands. */
export type HostRow = Extract<Evidence, { readonly kind: 'host' }>;

/** The facts that verdict and advice go by. */
export interface Facts {
  readonly answers: Answers;
  readonly hosts: readonly HostRow[];
  /** Hosts whose pins take effect as far as is known. */
  readonly acting: readonly HostRow[];
  /** Those of them whose pins stop matching when somebody else rotates a certificate. */
  readonly exposed: readonly HostRow[];
  /** True where a configuration installs the plugin. */
  readonly installed: boolean;
  readonly bypass: boolean;
  readonly evidence: readonly Evidence[];
  readonly unread: readonly Unread[];
}

/**
 * Sorts an app into the four cases of the announcement: no plugin, self-managed, own domain, default domain.
 * What stands in the files goes before an answer that contradicts it, and what does not stand there decides nothing.
 * Source: https://www.outsystems.com/forums/discussion/71438/
 */
export function triage(
  files: readonly Seen[],
  answers: Answers = {},
  unread: readonly Unread[] = [],
): Triage {
  const evidence = files.flatMap((file) => file.evidence);
  const facts = factsOf(evidence, answers, [...unread, ...files.flatMap((file) => file.unread)]);
  const judged = judge(facts);
  const first: ReadonlySet<Evidence> = new Set(facts.exposed);
  return {
    ...judged,
    ...advise(judged, facts),
    answers,
    files: files.length,
    evidence: [...first, ...evidence.filter((one) => !first.has(one))],
    unread: facts.unread,
  };
}

function factsOf(evidence: readonly Evidence[], answers: Answers, unread: readonly Unread[]): Facts {
  const hosts = evidence.filter((one) => one.kind === 'host');
  const installed = evidence.some(({ kind }) => kind === 'plugin-source');
  const acting = answers.plugin === 'absent' && !installed ? hosts.filter(actsAlone) : hosts;
  return {
    answers,
    hosts,
    acting,
    exposed: acting.filter(({ domain, outlives }) => domain !== undefined && !outlives),
    installed,
    bypass: evidence.some(({ kind }) => kind === 'bypass'),
    evidence,
    unread,
  };
}

/** Android and iOS enforce these by themselves; the plugin's file, and TrustKit's settings, are read by the plugin. */
function actsAlone({ engine }: HostEvidence): boolean {
  return engine === 'nsc' || engine === 'nspinned';
}

function judge({ answers, acting, exposed, installed, unread }: Facts): Pick<Triage, 'verdict' | 'affected'> {
  if (exposed.length > 0) return { verdict: 'default-domain', affected: true };
  if (answers.plugin === 'absent' && !installed) return { verdict: 'no-plugin', affected: false };
  if (answers.infrastructure === 'self-managed') return { verdict: 'self-managed', affected: false };
  const incomplete = unread.length > 0 || acting.some(({ owner }) => owner === 'unclear');
  if (acting.length === 0 || incomplete) return { verdict: 'unknown', affected: null };
  const managed = acting.some(({ domain }) => domain !== undefined);
  return { verdict: managed ? 'default-domain' : 'own-domain', affected: false };
}
