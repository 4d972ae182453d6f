import { utcStamp } from './core/date';
import type { HostObservation } from './core/observed';
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
    ...(reason ? { reason } : {}),
    nameMatches,
    ...(nameReason ? { nameReason } : {}),
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
    return chains.length > 0 ? { ...seen, chains } : { ...seen, chains, error: UNREADABLE };
  }
  const { code, cause, message } = result.refusal;
  return { ...seen, chains: [], error: { code: cause ?? code, message } };
}

const UNREADABLE = { code: 'unreadable', message: 'a certificate of its chain cannot be read' };
