import * as l10n from './core/l10n';
import type { Doubt, Flaw, NameDoubt, PlainDoubt } from './net';

/** Why a chain is not publicly trusted: a clause for people. Names of authorities stand in straight quotation marks. */
export function doubtText(doubt: Doubt): string {
  switch (doubt.code) {
    case 'own-root':
      return l10n.t(
        "its root {0} is one of this machine's own, not a public one",
        quotedName(doubt.authority),
      );
    case 'unknown-root':
      return l10n.t(
        'its root {0} is not a public one, perhaps that of a company or of an intercepting proxy',
        quotedName(doubt.authority),
      );
    case 'missing-issuer':
      return l10n.t(
        'it was issued by {0}, which is not publicly trusted or an intermediate that the server does not send',
        quotedName(doubt.authority),
      );
    case 'missing-root':
      return l10n.t(
        'its chain leads to {0}, which is not publicly trusted or an intermediate that the server does not send',
        quotedName(doubt.authority),
      );
    case 'names-outside':
      return l10n.t('{0} may not issue certificates for these names', quotedName(doubt.authority));
    case 'refused':
      return refusedText(doubt.openssl);
    default:
      return 'detail' in doubt ? flawText(doubt) : plainText(doubt.code);
  }
}

/** Why a certificate is not for its host: a clause for people. */
export function nameDoubtText({ code, name }: NameDoubt): string {
  switch (code) {
    case 'unreadable':
      return l10n.t('the certificate cannot be read');
    case 'other-addresses':
      return l10n.t('the certificate does not list the IP address {0}', name);
    case 'other-names':
      return l10n.t('the certificate is not for {0}', name);
    case 'common-name-only':
      return l10n.t(
        'the certificate names {0} only as its common name, which phones and browsers ignore',
        name,
      );
  }
}

function quotedName(authority: string): string {
  return authority === '' ? l10n.t('an authority without a name') : `"${authority}"`;
}

function plainText(code: PlainDoubt): string {
  switch (code) {
    case 'client-certificate':
      return l10n.t('not judged: the server asks for a client certificate');
    case 'timeout':
      return l10n.t('not judged: the TLS handshake did not end in time');
    case 'broken-off':
      return l10n.t('not judged: the server broke off the TLS handshake after sending its certificate');
    case 'unreadable':
      return l10n.t('the certificate cannot be read');
    case 'self-signed':
      return l10n.t('the certificate is self-signed, no public authority stands behind it');
    case 'no-short-path':
      return l10n.t('no short path leads from it to a public root');
    case 'leaf-issuer':
      return l10n.t('the certificate was issued by a certificate that is not an authority');
    case 'authority-issuer':
      return l10n.t('an authority in the chain was issued by a certificate that is not an authority');
    case 'path-length':
      return l10n.t('an authority in the chain was not allowed to issue another authority');
  }
}

function flawText({ code, authority, detail }: Flaw): string {
  const certificate =
    authority === undefined
      ? l10n.t('the certificate')
      : l10n.t('the certificate of {0} in the chain', quotedName(authority));
  switch (code) {
    case 'malformed':
      return l10n.t('{0} does not follow the rules for certificates', certificate);
    case 'no-dates':
      return l10n.t('{0} has no readable dates', certificate);
    case 'ended':
      return l10n.t('{0} ended on {1}', certificate, detail);
    case 'begins':
      return l10n.t('{0} begins on {1}', certificate, detail);
    case 'weak-signature':
      return l10n.t('{0} has a signature that can be forged (SHA-1, MD5 or older)', certificate);
    case 'weak-key':
      return l10n.t('{0} has a key that is too weak ({1} bits)', certificate, detail);
    case 'not-for-servers':
      return l10n.t('{0} is not meant for servers', certificate);
    case 'unknown-condition':
      return l10n.t('{0} sets a condition that cannot be checked (extension {1})', certificate, detail);
  }
}

/** OpenSSL names no certificate. */
function refusedText(openssl: string): string {
  switch (openssl) {
    case 'CERT_HAS_EXPIRED':
      return l10n.t('a certificate in the chain has expired');
    case 'CERT_NOT_YET_VALID':
      return l10n.t('a certificate in the chain is not yet valid');
    case 'INVALID_PURPOSE':
      return l10n.t('a certificate in the chain is not meant for servers');
    case 'INVALID_CA':
      return l10n.t('a certificate in the chain was issued by one that is not an authority');
    case 'PATH_LENGTH_EXCEEDED':
      return plainText('path-length');
    case 'CERT_SIGNATURE_FAILURE':
      return l10n.t('a signature in the chain is wrong');
    case 'UNSPECIFIED':
      return l10n.t('the TLS library refuses it without a reason');
    default:
      return l10n.t('the TLS library does not accept it ({0})', openssl);
  }
}
