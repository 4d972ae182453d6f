import { utcStamp } from './core/date';
import * as l10n from './core/l10n';
import type { HostObservation } from './core/observed';
import { refusalError } from './describe-refusal';
import { doubtText, nameDoubtText } from './describe-trust';
import type { FetchResult, ServedChain } from './net';
import type { Certificate } from './pins/certificate';
import type { ChainResult, PlacedCertificate } from './pins/chain';

/** Describes a fetched chain for people; a certificate that cannot be read is left out, its place is not. */
export function describeChain(
  chain: ServedChain,
  read: (der: Uint8Array) => Certificate | undefined,
): ChainResult {
  const { address, keyType, protocol, trust, reason, nameMatches, nameReason } = chain;
  const certificates = chain.path.flatMap(({ der, role, served }): PlacedCertificate[] => {
    const certificate = read(der);
    return certificate ? [{ ...certificate, role, served }] : [];
  });
  return {
    address,
    keyType,
    protocol,
    trust,
    ...(reason ? { reason: doubtText(reason) } : {}),
    nameMatches,
    ...(nameReason ? { nameReason: nameDoubtText(nameReason) } : {}),
    certificates,
  };
}

/** What a look at a host gave, as the rules judge it: only chains of which every certificate can be read. */
export function observation(
  host: string,
  result: FetchResult,
  at: Date,
  read: (der: Uint8Array) => Certificate | undefined,
): HostObservation {
  const seen = { host, at: utcStamp(at) };
  if (result.ok) {
    const chains = result.chains.flatMap((chain) => {
      const described = describeChain(chain, read);
      return described.certificates.length === chain.path.length ? [described] : [];
    });
    if (chains.length > 0) return { ...seen, chains };
    const message = l10n.t('a certificate of its chain cannot be read');
    return { ...seen, chains, error: { code: 'unreadable', message } };
  }
  return { ...seen, chains: [], error: refusalError(result.refusal) };
}
