import {
  type ChainResult,
  daysLeft,
  isCertificate,
  isTrustworthy,
  type PinItem,
  type PinResult,
  verdict,
} from '../pins/chain';
import { knownRoot } from '../pins/known-roots';
import { pinKey } from '../pins/pin';
import { rootWarning } from '../pins/root-warning';
import { harmless, type Layout, type Paint, plural } from './paint';

/** The pins of hosts and files for people; what cannot be trusted carries a mark. */
export function pinText(results: readonly PinResult[], today: string, layout: Layout): string {
  return results
    .filter(({ chains, certificates }) => chains || certificates)
    .map((result) => resultText(result, today, layout))
    .join('\n');
}

function resultText({ target, chains, certificates }: PinResult, today: string, layout: Layout): string {
  const name = layout.paint.bold(harmless(target));
  if (certificates) return [`${name}\n`, ...certificates.map((one) => itemText(one, today, layout))].join('');
  return (chains ?? []).map((chain) => chainText(name, chain, today, layout)).join('\n');
}

function chainText(name: string, chain: ChainResult, today: string, layout: Layout): string {
  const { paint } = layout;
  const sound = isTrustworthy(chain);
  const heading = `${name} ${paint.dim(`${chain.address}, ${chain.protocol}`)}\n`;
  const told = harmless(verdict(chain));
  const judged = sound
    ? `  ${paint.green(told)}\n`
    : `  ${paint.red('! do not pin this without checking it')}\n    ${told}\n`;
  return [heading, judged, ...chain.certificates.map((one) => itemText(one, today, layout))].join('');
}

function itemText(item: PinItem, today: string, { paint }: Layout): string {
  const { role, key, pin } = item;
  const label = role.padEnd(13);
  const lines = [
    `${label}${paint.bold(paint.cyan(pin))}`,
    ...('subject' in item ? [harmless(item.subject)] : []),
    ...(isCertificate(item) ? [paint.dim(harmless(`issued by ${item.issuer}`))] : []),
    paint.dim(isCertificate(item) ? `${key}, ${validity(item, today)}` : key),
    ...knownText(pin, today, paint),
    ...('entry' in item && item.entry !== undefined ? [paint.dim(harmless(`in ${item.entry}`))] : []),
  ];
  const [first = '', ...rest] = lines;
  return [`  ${first}`, ...rest.map((line) => `  ${' '.repeat(label.length)}${line}`), ''].join('\n');
}

function validity(certificate: PinItem & { notAfter: string }, today: string): string {
  const { notAfter } = certificate;
  const left = daysLeft(notAfter, today);
  const day = notAfter.slice(0, 10);
  const origin =
    'served' in certificate && certificate.served === false
      ? '; not sent by the server, completed from a trust store'
      : '';
  if (left === undefined) return `no readable dates${origin}`;
  return `${left < 0 ? `ended on ${day}` : `until ${day}, ${plural(left, 'day')} left`}${origin}`;
}

/** Whose key it is, where everyone knows it, and whether to rely on it. */
function knownText(pin: string, today: string, paint: Paint): string[] {
  const root = knownRoot(pinKey(pin));
  if (!root) return [];
  const warning = rootWarning(root, today);
  const told = `the key of a known root: ${harmless(root.name)}`;
  return [warning ? `${paint.dim(told)}; ${paint.yellow(warning)}` : paint.dim(told)];
}
