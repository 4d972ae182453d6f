/** What was observed outside of a text, because a person asked for it: plain data that a host gives to the rules. */
export interface Observed {
  /** Certificates at hand by the SHA-256 of their whole bytes, as canonical base64. */
  readonly certificates: ReadonlyMap<string, CertificateAtHand>;
  /** What hosts served, by their names in lower case. */
  readonly hosts: ReadonlyMap<string, HostObservation>;
}

/** A certificate that a pin may have been mistaken for. */
export interface CertificateAtHand {
  readonly subject: string;
  /** The pin of its key: `sha256/` and 44 characters of base64. */
  readonly pin: string;
  /** Where it lies, for people: a path in the workspace, or the host that served it. */
  readonly where: string;
}

/** What a host served when it was asked, or why there is no chain. */
export interface HostObservation {
  readonly host: string;
  /** When it was asked, as `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly at: string;
  /** One for each address and key type; none where `error` says why. */
  readonly chains: readonly ObservedChain[];
  readonly error?: { readonly code: string; readonly message: string };
  /** The entries that it was asked for; where this is given, an entry that was changed since is not judged by it. */
  readonly judged?: readonly string[];
}

/** A chain as it was served, with the verdict on it. */
export interface ObservedChain {
  /** `203.0.113.7:443`, IPv6 in brackets. */
  readonly address: string;
  /** Key of the leaf: `EC P-256`, `RSA 2048`. */
  readonly keyType: string;
  /** `public`: by a publicly trusted root; `local`: by this machine's own roots only; `none`: neither. */
  readonly trust: 'public' | 'local' | 'none';
  readonly reason?: string;
  readonly nameMatches: boolean;
  readonly nameReason?: string;
  /** Leaf first. */
  readonly certificates: readonly ObservedCertificate[];
}

/** A certificate of a chain, as far as rules ask. */
export interface ObservedCertificate {
  readonly role: 'leaf' | 'intermediate' | 'root' | 'certificate';
  readonly subject: string;
  readonly issuer: string;
  /** `YYYY-MM-DDTHH:MM:SSZ`; empty where the certificate holds no readable date. */
  readonly notBefore: string;
  readonly notAfter: string;
  /** The kind of key and its size or curve: `RSA 2048`, `EC P-256`. */
  readonly key?: string;
  /** `sha256/` and 44 characters of base64. */
  readonly pin: string;
  /** The SHA-256 of the whole certificate, lower-case hexadecimal. */
  readonly fingerprint: string;
  /** False when the server did not send it and it was completed from a trust store. */
  readonly served?: boolean;
}
