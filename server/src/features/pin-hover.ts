import type { Host } from '../model/host';
import { distinctKeys, type Model, type PinEntry, type PinSet } from '../model/model';
import { knownRoot } from '../pins/known-roots';
import { emptyInput, placeholderReason } from '../pins/samples';
import { code } from './markdown';

/** What a pin is and whose key it may be, as Markdown. */
export function pinText(model: Model, { reading }: PinEntry): string {
  if (!reading.ok) return '**No pin**: a pin is the base64 of 32 bytes.';
  const { key } = reading;
  const hosts = model.pinSets.filter((set) => distinctKeys(set).has(key)).flatMap((set) => set.hosts);
  const names = [...new Set(hosts.map(({ name }) => name))];
  const shown = names.slice(0, MAX_NAMES).map(code).join(', ');
  const more = names.length > MAX_NAMES ? ` and ${names.length - MAX_NAMES} more` : '';
  return [
    '**Pin**: the SHA-256 of a public key. A certificate that is renewed with the same key still matches.',
    whose(key),
    `Pinned here for ${shown}${more}.`,
  ].join('\n\n');
}

const MAX_NAMES = 5;

function whose(key: string): string {
  const root = knownRoot(key);
  if (root) {
    const retired = root.retired ? ' Browsers no longer trust it.' : '';
    return `The key of a publicly known root: **${root.name}** (${root.kind}, until ${root.notAfter}).${retired}`;
  }
  const made = placeholderReason(key);
  if (made) return `Nobody's key: ${made}.`;
  const empty = emptyInput(key);
  if (empty) return `Nobody's key: the hash of ${empty}.`;
  return 'Not the key of a publicly known root: a server, an issuing authority or a private root has it.';
}

/** How a host is pinned, and by what, as Markdown. */
export function hostText(set: PinSet, host: Host): string {
  const parts = [code(host.name), set.pinned ? reach(set, host) : 'Named here, and not pinned.'];
  if (set.pinned) {
    const keys = distinctKeys(set).size;
    parts.push(`${keys} different ${keys === 1 ? 'key' : 'keys'} pinned${keys === 1 ? ': no backup' : ''}.`);
  }
  if (set.expires) parts.push(`Not enforced after ${code(set.expires.text)}.`);
  if (!set.enforced) parts.push('Not enforced: a chain without a pinned key is only reported.');
  return parts.join('\n\n');
}

function reach({ engine, platform }: PinSet, { subdomains }: Host): string {
  if (engine === 'plugin') return 'iOS pins exactly this name; Android pins its subdomains as well.';
  const who = platform === 'android' ? 'Android' : engine === 'trustkit' ? 'TrustKit' : 'iOS';
  return subdomains ? `${who} pins this name and its subdomains.` : `${who} pins exactly this name.`;
}
