import {
  type ChainResult,
  daysLeft,
  isTrustworthy,
  type PinResult,
  type PlacedCertificate,
  verdict,
} from '../pins/chain';
import { harmless, type Layout, plural } from './paint';

/** The pins of hosts and files for people; what cannot be trusted carries a mark. */
export function pinText(results: readonly PinResult[], today: string, layout: Layout): string {
  return results
    .filter(({ chains, certificates }) => chains || certificates)
    .map((result) => resultText(result, today, layout))
    .join('\n');
}

function resultText({ target, chains, certificates }: PinResult, today: string, layout: Layout): string {
  const name = layout.paint.bold(harmless(target));
  if (certificates)
    return [`${name}\n`, ...certificates.map((one) => certificateText(one, today, layout))].join('');
  return (chains ?? []).map((chain) => chainText(name, chain, today, layout)).join('\n');
}

function chainText(name: string, chain: ChainResult, today: string, layout: Layout): string {
  const { paint } = layout;
  const sound = isTrustworthy(chain);
  const mark = sound ? paint.green('trusted') : paint.red('! do not pin this unseen');
  const heading = `${name} ${paint.dim(`${chain.address}, ${chain.protocol}`)}\n`;
  const judged = `  ${mark}: ${harmless(verdict(chain))}\n`;
  return [heading, judged, ...chain.certificates.map((one) => certificateText(one, today, layout))].join('');
}

function certificateText(certificate: PlacedCertificate, today: string, { paint }: Layout): string {
  const { role, subject, issuer, key, notAfter, pin, served } = certificate;
  const left = daysLeft(notAfter, today);
  const validity =
    left === undefined
      ? 'no readable dates'
      : left < 0
        ? `ended on ${notAfter.slice(0, 10)}`
        : `until ${notAfter.slice(0, 10)}, ${plural(left, 'day')} left`;
  const origin = served === false ? '; not sent by the server, completed from a trust store' : '';
  const label = role.padEnd(13);
  const indent = ' '.repeat(2 + label.length);
  return [
    `  ${label}${paint.bold(paint.cyan(pin))}`,
    `${indent}${harmless(subject)}`,
    `${indent}${paint.dim(harmless(`issued by ${issuer}`))}`,
    `${indent}${paint.dim(`${key}, ${validity}${origin}`)}`,
    '',
  ].join('\n');
}
