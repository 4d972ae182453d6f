import type { PinResult, PlacedCertificate } from '../pins/chain';
import { harmlessJson } from './paint';

/** The pins of hosts and files for programs, format version 1. */
export function pinJson(results: readonly PinResult[]): string {
  const plain = results.map(({ target, chains, certificates, error }) => ({
    target,
    chains: chains?.map((chain) => ({
      ...chain,
      nameReason: undefined,
      certificates: chain.certificates.map(certificateJson),
    })),
    certificates: certificates?.map(certificateJson),
    error,
  }));
  return harmlessJson({ version: 1, results: plain });
}

function certificateJson(certificate: PlacedCertificate): object {
  const { role, subject, issuer, notBefore, notAfter, key, pin, fingerprint, served } = certificate;
  return { role, subject, issuer, notBefore, notAfter, key, pin, fingerprint, served };
}
