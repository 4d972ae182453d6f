import * as l10n from '../core/l10n';
import { canonicalName } from '../model/host';
import type { CertificateDetails } from '../pins/details';

/** The names that decide whether a certificate is for a host. */
export type Names = Pick<CertificateDetails, 'dnsNames' | 'addresses' | 'commonNames'>;

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;

/**
 * Whether a certificate is for a host, by its subjectAltName alone (RFC 9525 §6.3): a wildcard is a whole first label
 * and stands for exactly one. A wanted wildcard must stand there as such; an IPv4 address among the addresses.
 */
export function covers({ dnsNames, addresses }: Names, host: string): boolean {
  if (IPV4.test(host)) return addresses.includes(hexOfIpv4(host));
  const own = parentWildcard(host);
  return dnsNames.some((name) => {
    const bare = name.replace(/\.$/, '');
    return bare === host || (own !== undefined && bare === own);
  });
}

/** A host that a package must cover, in the form in which names are compared: a name, `*.` and a name, or an IPv4 address. */
export function wantedHost(text: string): string | undefined {
  const name = canonicalName(text.trim());
  return name.length <= 253 && (IPV4.test(name) || WANTED.test(name)) ? name : undefined;
}

const WANTED = /^(?:\*\.)?(?:(?!-)[a-z0-9_-]{1,63}(?<!-)\.)*(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/** Why a certificate is not for a host, in one clause. */
export function whyNot(names: Names, host: string): string {
  const { dnsNames, commonNames } = names;
  if (commonNames.includes(host))
    return l10n.t(
      'only its common name is {0}, and phones and browsers look at the subjectAltName alone',
      host,
    );
  const wildcards = dnsNames.filter((name) => name.startsWith('*.'));
  if (wildcards.includes(`*.${host}`))
    return l10n.t('*.{0} stands for one name below {0}, not for {0} itself', host);
  const deep = wildcards.find((name) => host.endsWith(name.slice(1)));
  if (deep) return l10n.t('{0} stands for exactly one label, and {1} has more', deep, host);
  if (dnsNames.length === 0) return l10n.t('it has no subjectAltName with a host name');
  return l10n.t('it is for {0}', listed(dnsNames));
}

/** A few names, and how many more there are. */
export function listed(names: readonly string[], most = 4): string {
  const shown = names.slice(0, most).join(', ');
  return names.length > most ? l10n.t('{0} and {1} more', shown, names.length - most) : shown;
}

/** `*.example.org` for `api.example.org`; nothing where a wildcard would stand for a whole top-level domain. */
function parentWildcard(host: string): string | undefined {
  const dot = host.indexOf('.');
  if (host.startsWith('*') || dot < 0 || !host.includes('.', dot + 1)) return undefined;
  return `*${host.slice(dot)}`;
}

function hexOfIpv4(host: string): string {
  return host
    .split('.')
    .map((part) => Number(part).toString(16).padStart(2, '0'))
    .join('');
}
