import { isCertificate, type PinItem, type PinResult } from '../pins/chain';
import { knownRoot } from '../pins/known-roots';
import { pinKey } from '../pins/pin';
import { harmlessJson } from './paint';

/** The pins of hosts and files for programs, format version 1. */
export function pinJson(results: readonly PinResult[]): string {
  const plain = results.map(({ target, chains, certificates, unread, error }) => ({
    target,
    chains: chains?.map((chain) => ({
      ...chain,
      nameReason: undefined,
      certificates: chain.certificates.map(certificateJson),
    })),
    certificates: certificates?.map(certificateJson),
    unread: unread?.length ? unread : undefined,
    error,
  }));
  return harmlessJson({ version: 1, results: plain });
}

/** Members that something does not have are left out: a key has no subject, a request no dates. */
function certificateJson(item: PinItem): object {
  const { role, key, pin } = item;
  const known = knownRoot(pinKey(pin))?.name;
  const entry = 'entry' in item ? item.entry : undefined;
  if (!isCertificate(item))
    return { role, subject: 'subject' in item ? item.subject : undefined, key, pin, known, entry };
  const { subject, issuer, notBefore, notAfter, fingerprint } = item;
  const served = 'served' in item ? item.served : undefined;
  return { role, subject, issuer, notBefore, notAfter, key, pin, fingerprint, known, served, entry };
}
