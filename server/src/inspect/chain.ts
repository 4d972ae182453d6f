import * as l10n from '../core/l10n';
import { knownRoot } from '../pins/known-roots';
import type { CertificateMaterial } from '../pins/material';
import { nameOf } from './dates';
import type {
  Cryptography,
  InspectedCertificate,
  Inspection,
  IssuerPath,
  PackageFinding,
  ReadMaterial,
} from './inspection';

/** The certificates of a package in the order of their chain. */
export interface Chain {
  /** Leaf first, the public root that ends it included. */
  readonly certificates: readonly InspectedCertificate[];
  /** Those that have no place in it, in the order of the file. */
  readonly others: readonly InspectedCertificate[];
  readonly end: IssuerPath['end'];
  /** The issuer that is not there, as its distinguished name. */
  readonly missing?: string;
  /** Whether the file holds them in this order, each file of a ZIP for itself. */
  readonly ordered: boolean;
}

/** Builds the chain above the certificate that a package is about; nothing when there is none. */
export function readChain(
  items: readonly CertificateMaterial[],
  leaf: CertificateMaterial | undefined,
  crypto: Cryptography,
): Chain | undefined {
  if (!leaf) return undefined;
  const rest = distinct(items).filter((item) => item.fingerprint !== leaf.fingerprint);
  const { certificates, end } = crypto.path(
    leaf.der,
    rest.map(({ der }) => der),
  );
  const entries = new Map(items.map(({ fingerprint, entry }) => [fingerprint, entry]));
  const inspect = (der: Uint8Array, role: InspectedCertificate['role'], included: boolean) => {
    const details = crypto.details(der);
    const entry = details && entries.get(details.fingerprint);
    return details ? [{ ...details, role, included, ...(entry === undefined ? {} : { entry }) }] : [];
  };
  const chain = certificates.flatMap(({ der, included }, at) => {
    const top = at === certificates.length - 1 && end !== 'missing';
    const isLeaf = at === 0 && !leaf.authority;
    return inspect(der, isLeaf ? 'leaf' : top ? 'root' : 'intermediate', included);
  });
  const placed = new Set(chain.map(({ fingerprint }) => fingerprint));
  const others = rest
    .filter(({ fingerprint }) => !placed.has(fingerprint))
    .flatMap(({ der }) => inspect(der, 'certificate', true));
  const missing = end === 'missing' ? chain.at(-1)?.issuer : undefined;
  return {
    certificates: chain,
    others,
    end,
    ordered: isOrdered(items, chain),
    ...(missing === undefined ? {} : { missing }),
  };
}

/** The certificate that a package is about: the one of a private key, else the one that issued none of the others. */
export function leafOf({ items }: ReadMaterial): CertificateMaterial | undefined {
  const certificates = items.filter((item) => item.role === 'certificate');
  const keys = new Set(items.flatMap(({ role, pin }) => (role === 'private-key' ? [pin] : [])));
  const issuers = new Set(certificates.flatMap(({ issuer, selfIssued }) => (selfIssued ? [] : [issuer])));
  return (
    certificates.find(({ pin, authority }) => keys.has(pin) && !authority) ??
    certificates.find(({ pin }) => keys.has(pin)) ??
    certificates.find(({ authority }) => !authority) ??
    certificates.find(({ subject }) => !issuers.has(subject)) ??
    certificates[0]
  );
}

/** What is wrong with a chain; phones and browsers need a public one, a service that asks for it does not. */
export function* chainFindings(
  chain: Chain,
  { format }: Pick<Inspection, 'format'>,
  publicNeeded: boolean,
): Generator<PackageFinding> {
  yield* missingFindings(chain, publicNeeded);
  if (publicNeeded && chain.end === 'private') yield notPublic(chain);
  yield* authorityFindings(chain);
  for (const { entry, ...other } of chain.others) {
    yield {
      id: 'package-extra-certificate',
      severity: 'warning',
      message: namesake(chain, other)
        ? l10n.t(
            '{0} has no place in the chain: it carries the name of the missing issuer, and another key signed.',
            nameOf(other),
          )
        : l10n.t('{0} has no place in the chain.', nameOf(other)),
      remedy: l10n.t('Leave it out, so that nobody takes it for part of the chain.'),
      ...(entry === undefined ? {} : { entry }),
    };
  }
  if ((format === 'pem' || format === 'zip') && !chain.ordered) {
    yield {
      id: 'package-chain-order',
      severity: 'warning',
      message: l10n.t(
        'The certificates do not stand in the order of the chain: a server that sends them so is refused by strict apps.',
      ),
      remedy: l10n.t('Put the server certificate first, then each issuer after the one that it issued.'),
    };
  }
}

function* missingFindings({ missing }: Chain, publicNeeded: boolean): Generator<PackageFinding> {
  if (missing === undefined) return;
  yield {
    id: 'package-chain-incomplete',
    severity: publicNeeded ? 'error' : 'warning',
    message: publicNeeded
      ? l10n.t(
          'The certificate of the issuer "{0}" is missing: apps that do not know it, Android\'s first, refuse the connection.',
          missing,
        )
      : l10n.t(
          'The certificate of the issuer "{0}" is missing: the service may not be able to tell who stands behind the certificate.',
          missing,
        ),
    remedy: l10n.t('Add the certificate of "{0}" from your authority.', missing),
  };
}

function notPublic({ certificates }: Chain): PackageFinding {
  const root = certificates.at(-1);
  return {
    id: 'package-not-public',
    severity: 'error',
    message:
      root === undefined || certificates.length === 1
        ? l10n.t('The certificate is self-signed: phones and browsers refuse it.')
        : endsAt(root),
    remedy: l10n.t('Get a certificate from a public authority.'),
  };
}

function endsAt(root: InspectedCertificate): string {
  return knownRoot(root.pin.slice('sha256/'.length))?.retired
    ? l10n.t(
        'The chain ends at {0}, which is no longer a public root: phones and browsers refuse it.',
        nameOf(root),
      )
    : l10n.t(
        'The chain ends at {0}, which is not a public root: phones and browsers refuse it.',
        nameOf(root),
      );
}

/** An issuer that is no authority, or that stands higher than it may. */
function* authorityFindings({ certificates }: Chain): Generator<PackageFinding> {
  for (const [at, issuer] of certificates.entries()) {
    if (at === 0) continue;
    const below = certificates.slice(1, at).filter(({ selfIssued }) => !selfIssued).length;
    const tooHigh = issuer.pathLength !== undefined && below > issuer.pathLength;
    const mayNot = issuer.keyUsage !== undefined && !issuer.keyUsage.includes('keyCertSign');
    if (issuer.authority && !mayNot && !tooHigh) continue;
    const names = [nameOf(issuer), nameOf(certificates[at - 1] ?? issuer)];
    yield {
      id: 'package-issuer-not-authority',
      severity: 'error',
      message: tooHigh
        ? l10n.t(
            '{0} issued {1}, and is not allowed to have so many authorities under it: the chain is refused.',
            ...names,
          )
        : l10n.t('{0} issued {1}, and is no authority: the chain is refused.', ...names),
      remedy: l10n.t('Ask your authority for the chain of this certificate.'),
    };
  }
}

function namesake({ certificates }: Chain, other: { readonly subjectBytes: string }): boolean {
  return certificates.some(({ issuerBytes }) => issuerBytes === other.subjectBytes);
}

/** Each certificate once, where it stands first. */
function distinct(items: readonly CertificateMaterial[]): CertificateMaterial[] {
  const seen = new Set<string>();
  return items.filter(({ fingerprint }) => !seen.has(fingerprint) && seen.add(fingerprint));
}

/** Whether the certificates of the chain come in its order, each file of a ZIP for itself. */
function isOrdered(items: readonly CertificateMaterial[], chain: readonly InspectedCertificate[]): boolean {
  const places = new Map(chain.map(({ fingerprint }, at) => [fingerprint, at]));
  const last = new Map<string | undefined, number>();
  return items.every(({ fingerprint, entry }) => {
    const place = places.get(fingerprint);
    if (place === undefined) return true;
    const ordered = place >= (last.get(entry) ?? 0);
    last.set(entry, place);
    return ordered;
  });
}
