import type { ServedChain } from './net';
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
