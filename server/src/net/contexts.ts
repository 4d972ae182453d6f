import * as tls from 'node:tls';
import { openStore } from './store';

/** Which key type the server is asked for: its own choice, or one of the two that dual servers keep apart. */
export type KeyAsk = 'any' | 'ecdsa' | 'rsa';

/** Node's bundled public roots as PEM; the same array every time. */
export function bundledRoots(): readonly string[] {
  return tls.rootCertificates;
}

/** A TLS context that trusts the PEM roots; undefined when the TLS library cannot make it. */
export function contextFor(ask: KeyAsk, roots: readonly string[]): tls.SecureContext | undefined {
  return cached(ask, roots, () => tls.createSecureContext({ ...ASKS[ask], ca: [...roots] }));
}

/** A TLS context that trusts both lists, for a proxy, whose authority is often a company's own. */
export function gatewayContext(
  roots: readonly string[],
  local: readonly string[],
): tls.SecureContext | undefined {
  if (gateway?.roots !== roots || gateway.local !== local) {
    const known = [openStore(roots), openStore(local)].flatMap((store) => store.all());
    const ca = known.map(({ certificate }) => certificate.toString());
    gateway = { roots, local, context: attempt(() => tls.createSecureContext({ ca })) };
  }
  return gateway.context;
}

/** The last one made: a process has one set of proxies. */
let gateway:
  | {
      readonly roots: readonly string[];
      readonly local: readonly string[];
      readonly context: tls.SecureContext | undefined;
    }
  | undefined;

const contexts = new WeakMap<readonly string[], Map<KeyAsk, tls.SecureContext | undefined>>();

/** Reading all public roots costs tens of milliseconds, so each list is read once per key type. */
function cached(ask: KeyAsk, roots: readonly string[], create: () => tls.SecureContext) {
  const byAsk = contexts.get(roots) ?? new Map<KeyAsk, tls.SecureContext | undefined>();
  contexts.set(roots, byAsk);
  if (!byAsk.has(ask)) byAsk.set(ask, attempt(create));
  return byAsk.get(ask);
}

/** BoringSSL does not know every name below. */
function attempt<T>(create: () => T): T | undefined {
  try {
    return create();
  } catch {
    return undefined;
  }
}

const TLS13 = 'TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256:TLS_AES_128_GCM_SHA256';
// TLS 1.3 never signs a handshake with these, but strict servers take them as leave to send an RSA-signed chain.
const PKCS1 = 'rsa_pkcs1_sha256:rsa_pkcs1_sha384:rsa_pkcs1_sha512';

/** TLS 1.2 servers choose the certificate by cipher, TLS 1.3 servers by signature algorithm. */
const ASKS: Readonly<Record<KeyAsk, { readonly sigalgs?: string; readonly ciphers?: string }>> = {
  any: {},
  ecdsa: {
    sigalgs: `ecdsa_secp256r1_sha256:ecdsa_secp384r1_sha384:ecdsa_secp521r1_sha512:${PKCS1}`,
    ciphers: `${TLS13}:ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-SHA`,
  },
  rsa: {
    sigalgs: `rsa_pss_rsae_sha256:rsa_pss_rsae_sha384:rsa_pss_rsae_sha512:${PKCS1}`,
    ciphers: `${TLS13}:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-RSA-AES256-GCM-SHA384:ECDHE-RSA-CHACHA20-POLY1305:ECDHE-RSA-AES128-SHA:AES128-GCM-SHA256:AES256-GCM-SHA384:AES128-SHA:AES256-SHA`,
  },
};
