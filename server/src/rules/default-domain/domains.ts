import type { PinSet } from '../../model/model';
import { AMAZON_ROOTS } from '../../pins/samples';

/** The domains whose certificates OutSystems manages. */
const OUTSYSTEMS: readonly string[] = [
  'outsystemsenterprise.com',
  'outsystemscloud.com',
  'outsystems.app',
  'outsystems.dev',
  'outsystems.com',
  'outsystems.net',
];

/**
 * The domain that a host is, or is under, and whose certificate somebody else rotates: OutSystems', or one of those
 * that are listed, in lower case.
 */
export function managedDomain(host: string, listed: readonly string[]): string | undefined {
  return OUTSYSTEMS.find((domain) => under(host, domain)) ?? listed.find((domain) => under(host, domain));
}

/** Says whether a domain is one of OutSystems' own. */
export function isOutSystems(domain: string): boolean {
  return OUTSYSTEMS.includes(domain);
}

/** Says whether pins under a domain outlive its renewals: under outsystems.app, Amazon's roots do. */
export function outlivesRenewal({ pins }: PinSet, domain: string): boolean {
  if (domain !== 'outsystems.app' || pins.length === 0) return false;
  return pins.every(({ reading }) => reading.ok && AMAZON_ROOTS.has(reading.key));
}

function under(name: string, domain: string): boolean {
  return name.endsWith(domain) && (name.length === domain.length || name.at(-1 - domain.length) === '.');
}
