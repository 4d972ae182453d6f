import type { Doubt, NameDoubt, Note } from './doubt';

/** A host to dial. */
export interface Target {
  /** Host name or IP address; IPv6 with or without brackets, non-ASCII names are converted. */
  readonly host: string;
  /** TCP port, 1 to 65535; 443 when absent. */
  readonly port?: number;
  /** The name to ask for and to compare with the certificate; the host when absent. */
  readonly servername?: string;
}

/** How to dial. */
export interface DialOptions {
  /** Milliseconds for everything together, name lookup included; 10,000 when absent, at most 600,000. */
  readonly timeoutMs?: number;
  /** Ends the work at once; the result is then a refusal with code `cancelled`. */
  readonly signal?: AbortSignal;
  /** Ask every address of the host (16 at most) instead of the first that answers. */
  readonly allAddresses?: boolean;
  /** Also ask for the other of RSA and ECDSA, which dual servers keep apart. */
  readonly bothKeyTypes?: boolean;
  /**
   * False refuses every address that is not on the public internet; true when absent. Through a proxy, which looks
   * names up itself, that is any private address which is written out, and `localhost`.
   */
  readonly allowPrivate?: boolean;
  /** PEM certificates that count as publicly trusted; the roots that come with Node when absent. */
  readonly publicRoots?: readonly string[];
  /** PEM certificates trusted on this machine only; its system and extra roots (`machineRoots`) when absent. */
  readonly localRoots?: readonly string[];
  /** Which proxy to go through for a host; none when absent. */
  readonly proxy?: ProxyChoice;
}

/** Says for a host in its canonical form, a name or an IP address without brackets, which proxy leads to it. */
export type ProxyChoice = (host: string, port: number) => HttpProxy | undefined;

/** An HTTP proxy that is asked for a tunnel with CONNECT (RFC 9110 section 9.3.6). */
export interface HttpProxy {
  /** `http://` or `https://` address; user and password in it are sent to the proxy (Basic) and shown to nobody. */
  readonly url: string;
  /** The whole value of `Proxy-Authorization`, in place of user and password; just as secret. */
  readonly authorization?: string;
}

/** What a host serves, or the one reason why that cannot be said. */
export type FetchResult =
  | {
      readonly ok: true;
      /** One per address and key type, at least one, in the order of the addresses. */
      readonly chains: readonly ServedChain[];
      readonly notes: readonly Note[];
    }
  | { readonly ok: false; readonly refusal: Refusal };

/** One certificate chain as one address served it for one key type. */
export interface ServedChain {
  /** `203.0.113.7:443`, IPv6 in brackets; through a proxy, which looks the name up itself, `api.example.org:443`. */
  readonly address: string;
  /** `TLSv1.2` or `TLSv1.3`. */
  readonly protocol: string;
  /** Key of the leaf: `EC P-256`, `RSA 2048`, `Ed25519`; `unknown` where the TLS library cannot say. */
  readonly keyType: string;
  /** The certificates in issuing order, leaf first, up to a root where one is known; never empty. */
  readonly path: readonly PathCertificate[];
  /** DER of what the server sent, in wire order, repeats included. */
  readonly served: readonly Uint8Array[];
  /** DER of what the server sent beside the path, without repeats. */
  readonly strays: readonly Uint8Array[];
  /** `public`: verified up to a public root; `local`: by this machine's own roots only; `none`: neither. */
  readonly trust: 'public' | 'local' | 'none';
  /** Why the chain is not publicly trusted, present unless `trust` is `public`. */
  readonly reason?: Doubt;
  /** Whether the leaf names the host in its subject alternative names, which is all that phones look at. */
  readonly nameMatches: boolean;
  /** Why the name does not match, present when `nameMatches` is false. */
  readonly nameReason?: NameDoubt;
}

/** A certificate and its place in the path. */
export interface PathCertificate {
  /** DER bytes. */
  readonly der: Uint8Array;
  /** `leaf` comes first; `root` is a trust anchor or self-signed; a lone self-signed certificate is a `leaf`. */
  readonly role: 'leaf' | 'intermediate' | 'root';
  /** False when the server did not send it and it was completed from a trust store. */
  readonly served: boolean;
}

/** Why there is no chain. */
export interface Refusal {
  readonly code: RefusalCode;
  /** The host as people know it, with its port unless that is 443; printable ASCII, of whatever was given as a host. */
  readonly label: string;
  /** How long was waited at most, in milliseconds. */
  readonly timeoutMs: number;
  /** Host and port of the proxy in between, without user and password. */
  readonly proxy?: string;
  /** The error code of Node or the answer of a proxy behind it, such as `ENOTFOUND` or `HTTP 407`. */
  readonly cause?: string;
}

/** The reasons for a refusal that programs can tell apart. */
export type RefusalCode =
  | 'invalid-host'
  | 'invalid-port'
  | 'not-found'
  | 'lookup-failed'
  | 'private-address'
  | 'refused'
  | 'unreachable'
  | 'timeout'
  | 'cancelled'
  | 'closed'
  | 'reset'
  | 'not-tls'
  | 'protocol-version'
  | 'handshake'
  | 'unrecognized-name'
  | 'too-large'
  | 'no-certificate'
  | 'proxy-setting'
  | 'proxy-unreachable'
  | 'proxy-login'
  | 'proxy-denied'
  | 'proxy-failed'
  | 'failed';
