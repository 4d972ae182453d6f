import { daysBetween, isDate } from '../../core/date';
import type { HostObservation, ObservedCertificate, ObservedChain } from '../../core/observed';
import { lifetimeRule } from '../../pins/lifetimes';
import { pinKey } from '../../pins/pin';
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
  /** Apple's lists of pins, where the place has such: each has to match. */
  readonly identities?: PinIdentities;
  /** True where the build puts further pins in, so that these are not all. */
  readonly open?: boolean;
  /** False where the place says that its pins are not to be enforced. */
  readonly enforced?: boolean;
  /** The day as `YYYY-MM-DD` after which the pins are not enforced; any text, as the file has it. */
  readonly expires?: string;
}

/** Pins that are compared with the leaf alone, and such that are compared with everything above it. */
export interface PinIdentities {
  readonly leaf?: readonly string[];
  readonly ca?: readonly string[];
}

/** What a report is made for. */
export interface OutlookOptions {
  /** The local date as `YYYY-MM-DD`. */
  readonly today: string;
  /** How many days a new build needs until most phones have it. */
  readonly adoptionDays: number;
}

/**
 * How a host stands, the most urgent first: no pin matches; nothing answers; all hangs on the leaf's key; on pins that only the
 * build knows; on the issuing authority; on the root; its pins are not enforced; or it was never asked.
 */
export type State = 'broken' | 'silent' | 'leaf' | 'open' | 'intermediate' | 'root' | 'idle' | 'unasked';

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

const URGENCY: readonly State[] = [
  'broken',
  'silent',
  'leaf',
  'open',
  'intermediate',
  'root',
  'idle',
  'unasked',
];

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
  const chain = [...chains].sort((a, b) => compareEnds(endOf(a), endOf(b)))[0];
  const binding = entries.filter((entry) => isBinding(entry, options));
  const survivals = CHANGES.map((change) => survival(change, binding, chains));
  const renewals = chain ? renewalsOf(endOf(chain)) : [];
  const first = renewals[0]?.day;
  const lastSafeDay = first === undefined ? undefined : addDays(first, -options.adoptionDays);
  return {
    host,
    state: stateOf(observation, binding, survivals),
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

/** An end that cannot be read comes last. */
function compareEnds(a: string, b: string): number {
  return Number(a === '') - Number(b === '') || (a < b ? -1 : a > b ? 1 : 0);
}

/** Pins that are not enforced, or no longer, refuse nothing. */
function isBinding({ enforced, expires }: ReportEntry, { today }: OutlookOptions): boolean {
  return enforced !== false && !(expires !== undefined && isDate(expires) && expires < today);
}

function stateOf(
  observation: HostObservation | undefined,
  binding: readonly ReportEntry[],
  survivals: readonly Survival[],
): State {
  if (!observation) return 'unasked';
  if (observation.error || observation.chains.length === 0) return 'silent';
  if (binding.length === 0) return 'idle';
  const survives = (change: Change) => survivals.some((one) => one.change === change && one.survives);
  if (survives('new-intermediate')) return 'root';
  if (survives('new-key')) return 'intermediate';
  if (binding.some(({ open }) => open)) return 'open';
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
    const kept = certificates.filter(({ role }) => KEPT[change].includes(role));
    for (const entry of entries) {
      const lists = listsOf(entry).map(({ pins, compared }) => {
        const keys = kept.filter(({ role }) => compared(role)).map(({ pin }) => pin);
        return pins.filter((pin) => keys.includes(pin));
      });
      for (const pin of lists.flat()) surviving.add(pin);
      survives &&= lists.every((matching) => matching.length > 0);
    }
  }
  return { change, pins: [...surviving], survives };
}

/** The lists of pins of which each has to match, and the certificates that each is compared with. */
function listsOf({ pins, identities }: ReportEntry): readonly {
  readonly pins: readonly string[];
  readonly compared: (role: ObservedCertificate['role']) => boolean;
}[] {
  if (!identities) return [{ pins, compared: () => true }];
  const { leaf, ca } = identities;
  return [
    ...(leaf ? [{ pins: leaf, compared: (role: string) => role === 'leaf' }] : []),
    ...(ca ? [{ pins: ca, compared: (role: string) => role !== 'leaf' }] : []),
  ];
}

/** Says whether some place compares a pin with certificates of this role. */
export function isComparedWith(
  entries: readonly ReportEntry[],
  pin: string,
  role: ObservedCertificate['role'],
): boolean {
  return entries.some((entry) =>
    listsOf(entry).some(({ pins, compared }) => pins.includes(pin) && compared(role)),
  );
}

function backupsOf(entries: readonly ReportEntry[], chains: readonly ObservedChain[]): string[] {
  const served = new Set(chains.flatMap(({ certificates }) => certificates.map(({ pin }) => pin)));
  const pins = new Set(entries.flatMap((entry) => entry.pins));
  return [...pins].filter((pin) => {
    const key = pinKey(pin);
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
  for (let day = end; isDate(day) && renewals.length < MAX_RENEWALS; ) {
    const lifetime = lifetimeRule(day)?.days;
    renewals.push({ day, lifetime });
    if (lifetime === undefined) break;
    day = addDays(day, lifetime);
  }
  return renewals;
}

/** The first and the last day that four digits of a year can name, as in certificates and calendar files. */
const [FIRST, LAST] = [Date.parse('0000-01-01'), Date.parse('9999-12-31')];

/** A day so many days later, or earlier; both as `YYYY-MM-DD`. */
export function addDays(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * 86_400_000;
  return new Date(Math.min(Math.max(time, FIRST), LAST)).toISOString().slice(0, 10);
}
