import type { InspectedCertificate, Inspection } from '../inspect/inspection';
import { knownRoot } from '../pins/known-roots';
import { countFindings } from './inspect-words';
import { harmlessJson } from './paint';

/** What was found in a certificate package for programs, format version 1. */
export function inspectJson(file: string, inspection: Inspection): string {
  const { purpose, format, protection, daysLeft, keys, chain, findings, pinned, responsibility } = inspection;
  const summary = countFindings(inspection);
  return harmlessJson({
    version: 1,
    file,
    purpose,
    ready: summary.errors === 0,
    format,
    protection,
    daysLeft,
    certificates: inspection.certificates.map(certificateJson),
    keys,
    chain,
    findings,
    pinned: pinned?.map(({ path, host, platform, enforced, matches }) => ({
      path,
      host,
      platform,
      enforced,
      matches,
    })),
    responsibility,
    summary,
  });
}

/** Why nothing can be said of a file, in the same format. */
export function unreadJson(file: string, error: { readonly code: string; readonly message: string }): string {
  return harmlessJson({ version: 1, file, error: { code: error.code, message: error.message } });
}

function certificateJson(certificate: InspectedCertificate): object {
  const { role, included, entry, subject, issuer, serial, notBefore, notAfter, key, signature } = certificate;
  const { dnsNames, authority, pin, fingerprint } = certificate;
  return {
    role,
    included,
    entry,
    subject,
    issuer,
    serial,
    notBefore,
    notAfter,
    key,
    signature,
    authority,
    names: dnsNames,
    pin,
    fingerprint,
    known: knownRoot(pin.slice('sha256/'.length))?.name,
  };
}
