import type { Certificate } from './certificate';

/** Something in a file that a pin can come from. */
export type Material = CertificateMaterial | RequestMaterial | KeyMaterial;

/** A certificate with the bytes that it was read from. */
export interface CertificateMaterial extends Certificate, Placed {
  readonly role: 'certificate';
  readonly der: Uint8Array;
}

/** A certificate request: PKCS#10, RFC 2986. */
export interface RequestMaterial extends Placed {
  readonly role: 'csr';
  readonly subject: string;
  /** The DNS names that it asks for, at most a hundred. */
  readonly names: readonly string[];
  readonly key: string;
  readonly pin: string;
}

/** A key without a name. Of a private key nothing but its public half is kept. */
export interface KeyMaterial extends Placed {
  readonly role: 'public-key' | 'private-key';
  /** The kind of key and its size or curve: `RSA 2048`, `EC P-256`, `Ed25519`. */
  readonly key: string;
  /** `sha256/` and 44 characters of base64. */
  readonly pin: string;
}

interface Placed {
  /** The name of the file inside a ZIP, with control characters written as escapes. */
  readonly entry?: string;
}

/** How a file is built, told by its content. */
export type MaterialFormat = 'pem' | 'der' | 'pkcs7' | 'pkcs12' | 'jwk' | 'openssh' | 'zip';

/** What a file holds, or one clause in lower case why nothing can be taken from it. */
export type MaterialFile =
  | {
      readonly ok: true;
      readonly format: MaterialFormat;
      /** At least one, in the order of the file. */
      readonly items: readonly Material[];
      /** Names of files in a ZIP that hold no certificate and no key, not even one that `unread` speaks of. */
      readonly strays: readonly string[];
      /** What was recognised and gives no pin, such as a key that stays closed without its password; clauses for people. */
      readonly unread: readonly string[];
      /** How a PKCS#12 or an encrypted key is protected: `AES-256-CBC, PBKDF2 with 2048 rounds`. */
      readonly protection?: string;
    }
  | { readonly ok: false; readonly code: MaterialFault; readonly message: string };

/** Why a file gives no pin, for programs. */
export type MaterialFault =
  | 'empty'
  | 'too-large'
  | 'no-material'
  | 'damaged'
  | 'password-needed'
  | 'wrong-password'
  | 'unsupported'
  | 'cancelled';

/** What a file is read with. */
export interface MaterialOptions {
  /** Tried for everything encrypted; never kept. Without one, packages are tried with the empty password. */
  readonly password?: string;
  /** Asked between the rounds of a slow key derivation; true ends it. A host that answers later keeps its event loop turning. */
  readonly cancelled?: () => boolean | Promise<boolean>;
  /**
   * Computes the SubjectPublicKeyInfo (DER) of a private key whose bytes lack the public half, such as Ed25519 in PKCS#8
   * version 1; nothing, or an error, when the host cannot.
   */
  readonly publicKeyOf?: (privateKey: Uint8Array, form: 'pkcs8' | 'sec1') => Uint8Array | undefined;
}
