import type { Refusal } from './types';

/**
 * Why a chain is not publicly trusted: a code with what belongs to it, for whoever puts it into words. An authority is
 * named as people call it, printable and bounded; empty where it has no name.
 */
export type Doubt =
  | { readonly code: PlainDoubt }
  | {
      /**
       * Its root is one of this machine's own, or none that is known here; the certificate, or the chain above it, was
       * issued by an authority that is not there; an authority in it may not issue certificates for these names.
       */
      readonly code: 'own-root' | 'unknown-root' | 'missing-issuer' | 'missing-root' | 'names-outside';
      readonly authority: string;
    }
  /** What OpenSSL says of it, such as `CERT_REVOKED`. */
  | { readonly code: 'refused'; readonly openssl: string }
  | Flaw;

/**
 * Doubts that need no more than their code. The first three are about a handshake that did not end well, the last three
 * about what issued the leaf, or an authority in the chain, and was not allowed to.
 */
export type PlainDoubt =
  | 'client-certificate'
  | 'timeout'
  | 'broken-off'
  | 'unreadable'
  | 'self-signed'
  | 'no-short-path'
  | 'leaf-issuer'
  | 'authority-issuer'
  | 'path-length';

/** What is wrong with one certificate of a chain. */
export interface Flaw {
  readonly code:
    | 'malformed'
    | 'no-dates'
    | 'ended'
    | 'begins'
    | 'weak-signature'
    | 'weak-key'
    | 'not-for-servers'
    | 'unknown-condition';
  /** The name of the authority whose certificate it is; absent for the leaf. */
  readonly authority?: string;
  /** The day (`YYYY-MM-DD`), the bits of the key, or the identifier of the extension; empty where none belongs to it. */
  readonly detail: string;
}

/** Why a certificate is not for the host: what it lists, if anything, and the name or IP address that was asked for. */
export interface NameDoubt {
  readonly code: 'unreadable' | 'other-names' | 'other-addresses' | 'common-name-only';
  readonly name: string;
}

/** What could not be read beside the chains, or how they came. */
export type Note =
  | { readonly code: 'addresses-omitted'; readonly asked: number; readonly all: number }
  | {
      readonly code: 'through-proxy';
      readonly label: string;
      readonly proxy: string;
      /** Whether all addresses were wanted, which a proxy does not tell. */
      readonly isLimited: boolean;
    }
  | { readonly code: 'address-refused'; readonly refusal: Refusal }
  | {
      /** The TLS library here cannot ask for that kind of certificate, or the server has none. */
      readonly code: 'key-type-unasked' | 'key-type-absent';
      readonly address: string;
      readonly keyType: 'RSA' | 'ECDSA';
    }
  | {
      readonly code: 'key-type-refused';
      readonly keyType: 'RSA' | 'ECDSA';
      readonly refusal: Refusal;
    };
