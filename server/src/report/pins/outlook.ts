import { daysBetween } from '../../core/date';
import type { HostObservation, ObservedCertificate, ObservedChain } from '../../core/observed';
import { lifetimeRule } from '../../pins/lifetimes';
import { emptyInput, placeholderReason } from '../../pins/samples';

/** A pinned host with what it served, as a report is given it. */
export interface ReportHost {
  readonly host: string;
  /** Where it is pinned, and with which pins: `sha256/` and 44 characters of base64 each. */
  readonly entries: readonly ReportEntry[];
  /** Nothing where it was not asked. */
  readonly observation: HostObservation | undefined;
}

/** A place that pins a host. */
export interface ReportEntry {
  readonly path: string;
  /** From 1. */
  readonly line: number;
  readonly pins: readonly string[];
}

/** What a report is made for. */
export interface OutlookOptions {
  /** The local date as `YYYY-MM-DD`. */
  readonly today: string;
  /** How many days a new build needs until most phones have it. */
  readonly adoptionDays: number;
}

/**
 * How a host stands, the most urgent first: no pin matches; nothing answers; all hangs on the leaf's key; on the
 * issuing authority; on the root; or it was never asked.
 */
export type State = 'broken' | 'silent' | 'leaf' | 'intermediate' | 'root' | 'unasked';

/** What a renewal may change, the mildest first. */
export type Change = 'same-key' | 'new-key' | 'new-intermediate' | 'new-authority';

/** A change, and the pins of the chain that still match after it; without one, the app is cut off. */
export interface Survival {
  readonly change: Change;
  readonly pins: readonly string[];
  /** True where some pin matches in every chain that the host serves. */
  readonly survives: boolean;
}

/** A day on which the certificate has to be renewed at the latest. */
export interface Renewal {
  readonly day: string;
  /** How long the certificate may be valid that is issued then, in days. */
  readonly lifetime: number | undefined;
}

/** What will happen to the apps that pin a host. */
export interface Outlook {
  readonly host: string;
  readonly state: State;
  readonly entries: readonly ReportEntry[];
  readonly observation: HostObservation | undefined;
  /** The chain whose leaf ends first. */
  readonly chain: ObservedChain | undefined;
  readonly survivals: readonly Survival[];
  /** Pins that are in no chain of the host, without those that are nobody's key. */
  readonly backups: readonly string[];
  /** The renewals to come, the first of which is the end of the present certificate. */
  readonly renewals: readonly Renewal[];
  /** The last day on which a build with new pins reaches most phones before the renewal. */
  readonly lastSafeDay: string | undefined;
  /** Days from today to that day; negative when it is past. */
  readonly daysToAct: number | undefined;
}

/** The outlook of each host, the most urgent first; equal ones by the day to act, then by name. */
export function outlooks(hosts: readonly ReportHost[], options: OutlookOptions): Outlook[] {
  return hosts.map((host) => outlook(host, options)).sort(byUrgency);
}

const URGENCY: readonly State[] = ['broken', 'silent', 'leaf', 'intermediate', 'root', 'unasked'];

function byUrgency(a: Outlook, b: Outlook): number {
  return (
    URGENCY.indexOf(a.state) - URGENCY.indexOf(b.state) ||
    (a.daysToAct ?? Number.MAX_SAFE_INTEGER) - (b.daysToAct ?? Number.MAX_SAFE_INTEGER) ||
    (a.host < b.host ? -1 : 1)
  );
}

/**
 * The day by which a build with new pins has to leave; nothing where the root survives a renewal, where only a build
 * that leaves at once helps, and where no end is known.
 */
export function shipDay({ state, lastSafeDay }: Outlook): string | undefined {
  return state === 'leaf' || state === 'intermediate' ? lastSafeDay : undefined;
}

function outlook({ host, entries, observation }: ReportHost, options: OutlookOptions): Outlook {
  const chains = observation?.chains ?? [];
  const chain = [...chains].sort((a, b) => (endOf(a) < endOf(b) ? -1 : 1))[0];
  const survivals = CHANGES.map((change) => survival(change, entries, chains));
  const renewals = chain ? renewalsOf(endOf(chain)) : [];
  const first = renewals[0]?.day;
  const lastSafeDay = first === undefined ? undefined : addDays(first, -options.adoptionDays);
  return {
    host,
    state: stateOf(observation, survivals),
    entries,
    observation,
    chain,
    survivals,
    backups: backupsOf(entries, chains),
    renewals,
    lastSafeDay,
    daysToAct: lastSafeDay === undefined ? undefined : daysBetween(options.today, lastSafeDay),
  };
}

function stateOf(observation: HostObservation | undefined, survivals: readonly Survival[]): State {
  if (!observation) return 'unasked';
  if (observation.error || observation.chains.length === 0) return 'silent';
  const survives = (change: Change) => survivals.some((one) => one.change === change && one.survives);
  if (survives('new-intermediate')) return 'root';
  if (survives('new-key')) return 'intermediate';
  return survives('same-key') ? 'leaf' : 'broken';
}

const CHANGES: readonly Change[] = ['same-key', 'new-key', 'new-intermediate', 'new-authority'];

/** Which certificates of a chain keep their keys through a change. */
const KEPT: Readonly<Record<Change, readonly ObservedCertificate['role'][]>> = {
  'same-key': ['leaf', 'intermediate', 'root'],
  'new-key': ['intermediate', 'root'],
  'new-intermediate': ['root'],
  'new-authority': [],
};

/** An app of each place has to connect to every chain. */
function survival(
  change: Change,
  entries: readonly ReportEntry[],
  chains: readonly ObservedChain[],
): Survival {
  const surviving = new Set<string>();
  let survives = chains.length > 0 && entries.length > 0;
  for (const { certificates } of chains) {
    const kept = certificates.filter(({ role }) => KEPT[change].includes(role)).map(({ pin }) => pin);
    for (const { pins } of entries) {
      const matching = pins.filter((pin) => kept.includes(pin));
      for (const pin of matching) surviving.add(pin);
      survives &&= matching.length > 0;
    }
  }
  return { change, pins: [...surviving], survives };
}

function backupsOf(entries: readonly ReportEntry[], chains: readonly ObservedChain[]): string[] {
  const served = new Set(chains.flatMap(({ certificates }) => certificates.map(({ pin }) => pin)));
  const pins = new Set(entries.flatMap((entry) => entry.pins));
  return [...pins].filter((pin) => {
    const key = pin.replace(/^sha256\//, '');
    return !served.has(pin) && !placeholderReason(key) && !emptyInput(key);
  });
}

function endOf({ certificates }: ObservedChain): string {
  return certificates[0]?.notAfter.slice(0, 10) ?? '';
}

/** More renewals than a picture of two years has room for. */
const MAX_RENEWALS = 6;

/** The present end, and those that follow when each certificate lives as long as it may. */
function renewalsOf(end: string): Renewal[] {
  const renewals: Renewal[] = [];
  for (let day = end; isDay(day) && renewals.length < MAX_RENEWALS; ) {
    const lifetime = lifetimeRule(day)?.days;
    renewals.push({ day, lifetime });
    if (lifetime === undefined) break;
    day = addDays(day, lifetime);
  }
  return renewals;
}

function isDay(text: string): boolean {
  return !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** A day so many days later, or earlier; both as `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  // A date beyond the calendar's end has no ISO form.
  return Math.abs(time) < 8.64e15 ? new Date(time).toISOString().slice(0, 10) : '9999-12-31';
}
