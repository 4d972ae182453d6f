import type { Observed } from '../core/observed';
import type { Host } from '../model/host';
import { distinctKeys, type Model, type PinEntry, type PinSet } from '../model/model';
import { knownRoot } from '../pins/known-roots';
import { rootWarning } from '../pins/root-warning';
import { emptyInput, placeholderReason } from '../pins/samples';
import { servedCertificates } from './live-notes';
import { code } from './markdown';

/** What the host knows of a pin beside the text. */
export interface PinKnown {
  /** The rules whose findings the editor shows beside it: what they say is left out. */
  readonly told: ReadonlySet<string>;
  /** What hosts served, where they were asked. */
  readonly observed?: Observed | undefined;
  /** The local date as `YYYY-MM-DD`, or nothing. */
  readonly today: string;
}

/** What a pin is, whose key it may be, and where it was seen, as Markdown. */
export function pinText(
  model: Model,
  pin: PinEntry,
  { told, observed, today }: PinKnown,
): string | undefined {
  const { reading } = pin;
  const wrong = told.has('malformed-pin') || told.has('pin-prefix');
  if (!reading.ok) return wrong ? undefined : '**No pin**: a pin is the base64 of 32 bytes.';
  const { key } = reading;
  const hosts = model.pinSets.filter((set) => distinctKeys(set).has(key)).flatMap((set) => set.hosts);
  const names = [...new Set(hosts.map(({ name }) => name))];
  const shown = names.slice(0, MAX_NAMES).map(code).join(', ');
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return [
    '**Pin**: the SHA-256 of a public key. A certificate that is renewed with the same key still matches.',
    ...(NOBODYS.some((rule) => told.has(rule))
      ? []
      : [servedText(model, pin, observed) ?? whose(key, today)]),
    `Pinned here for ${shown}${more}.`,
  ].join('\n\n');
}

const MAX_NAMES = 5;

/** The rules that say whose key a pin is, or that it is nobody's. */
const NOBODYS = ['placeholder-pin', 'empty-input-pin', 'near-miss-pin'] as const;

/** The certificate in the chain that a host served; nothing where no host was asked for this pin. */
function servedText(model: Model, pin: PinEntry, observed: Observed | undefined): string | undefined {
  const served = servedCertificates(model, observed, pin);
  if (served.length === 0) return undefined;
  return served
    .map(({ certificate, observation }) => {
      const { role, subject, issuer, notBefore, notAfter, key } = certificate;
      const root = pin.reading.ok ? knownRoot(pin.reading.key) : undefined;
      return [
        `Seen at ${code(observation.host)} on ${observation.at.slice(0, 10)} as its **${role}**${root ? `, the publicly known root **${root.name}**` : ''}:`,
        `- subject ${code(subject)}`,
        `- issuer ${code(issuer)}`,
        `- valid from ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}`,
        ...(key ? [`- key ${code(key)}`] : []),
      ].join('\n');
    })
    .join('\n\n');
}

function whose(key: string, today: string): string {
  const root = knownRoot(key);
  if (root) {
    const warning = rootWarning(root, today);
    const careful = warning ? ` Careful: ${warning}.` : '';
    return `The key of a publicly known root: **${root.name}** (${root.kind}, until ${root.notAfter}).${careful}`;
  }
  const made = placeholderReason(key);
  if (made) return `Nobody's key: ${made}.`;
  const empty = emptyInput(key);
  if (empty) return `Nobody's key: the hash of ${empty}.`;
  return 'Not the key of a publicly known root: a server, an issuing authority or a private root has it.';
}

/** What stands beside the hover of a host already. */
export interface HostTold {
  /** True where its reach, names below it or not, is told. */
  readonly reached: boolean;
  /** The rules whose findings are shown. */
  readonly told: ReadonlySet<string>;
}

/** How a host is pinned, and by what, as Markdown. */
export function hostText(set: PinSet, host: Host, { reached, told }: HostTold): string {
  const parts = [code(host.name)];
  if (!set.pinned) parts.push('Named here, and not pinned.');
  else if (!reached) parts.push(reach(set, host));
  if (set.pinned && !told.has('missing-backup-pin')) {
    parts.push(keyCount(distinctKeys(set).size));
  }
  if (set.expires) parts.push(`Not enforced after ${code(set.expires.text)}.`);
  if (!set.enforced) parts.push('Not enforced: a chain without a pinned key is only reported.');
  return parts.join('\n\n');
}

function keyCount(keys: number): string {
  if (keys < 2) return keys === 0 ? 'No usable pin.' : '1 key pinned: no backup.';
  return `${keys} different keys pinned.`;
}

function reach({ engine, platform }: PinSet, { subdomains }: Host): string {
  if (engine === 'plugin') return 'iOS pins exactly this name; Android pins its subdomains as well.';
  const who = platform === 'android' ? 'Android' : engine === 'trustkit' ? 'TrustKit' : 'iOS';
  return subdomains ? `${who} pins this name and its subdomains.` : `${who} pins exactly this name.`;
}
