import type { X509Certificate } from 'node:crypto';
import type { Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import type { Lifetime } from './lifetime';
import { endFailure, type Failure, socketFailure } from './refusal';

/** What one handshake showed. */
export interface Observation {
  /** As sent, in wire order; never empty. The TLS library has read them already, and reading them again is slow. */
  readonly served: readonly X509Certificate[];
  readonly protocol: string;
  readonly verdict: Verdict;
}

/** OpenSSL's word on the chain, the host name left aside. */
export type Verdict =
  | { readonly kind: 'trusted' }
  | { readonly kind: 'untrusted'; readonly code: string }
  | { readonly kind: 'unjudged'; readonly failure: Failure };

/** An observation, or why there is none. */
export type Answer =
  | { readonly ok: true; readonly observation: Observation }
  | { readonly ok: false; readonly failure: Failure };

/** What to ask for in a handshake. */
export interface Ask {
  /** Server name to send; empty for none. */
  readonly sni: string;
  readonly secureContext: SecureContext;
}

/** Does a TLS handshake over a connected socket, reads the certificates and destroys the socket. */
export function handshake(raw: Socket, ask: Ask, life: Lifetime): Promise<Answer> {
  return new Promise((resolve) => {
    let secure: TLSSocket | undefined;
    let forget = () => {};
    let over = false;
    const settle = (failure?: Failure) => {
      if (over) return;
      over = true;
      forget();
      const answer = read(secure, failure);
      secure?.on('error', () => {});
      secure?.destroy();
      raw.destroy();
      resolve(answer);
    };
    if (life.ended) return settle(endFailure(life.ended));
    try {
      secure = connect(connectOptions(raw, ask));
    } catch (error) {
      return settle(socketFailure(error));
    }
    forget = life.onEnd((ending) => settle(endFailure(ending)));
    secure.once('secureConnect', () => settle());
    secure.once('error', (error) => settle(socketFailure(error)));
    secure.once('close', () => settle({ code: 'closed' }));
    raw.once('error', (error) => settle(socketFailure(error)));
  });
}

/**
 * The name is compared elsewhere, because Node hides a wrong name behind a chain error. The empty `ca` beside
 * `secureContext` keeps VS Code from adding the system's certificates to the shared context; Node ignores it.
 */
function connectOptions(socket: Socket, { sni, secureContext }: Ask) {
  const checkServerIdentity = () => undefined;
  return { socket, secureContext, ca: [], servername: sni, rejectUnauthorized: false, checkServerIdentity };
}

/** A handshake that fails late still shows its chain, so the chain decides, not the failure. */
function read(secure: TLSSocket | undefined, failure: Failure | undefined): Answer {
  const served = secure ? readServed(secure) : [];
  if (!secure || served.length === 0) return { ok: false, failure: failure ?? { code: 'no-certificate' } };
  if (secure.isSessionReused()) return { ok: false, failure: { code: 'failed' } };
  const protocol = secure.getProtocol() ?? 'unknown';
  return { ok: true, observation: { served, protocol, verdict: readVerdict(secure, failure) } };
}

function readVerdict(secure: TLSSocket, failure: Failure | undefined): Verdict {
  if (failure) return { kind: 'unjudged', failure };
  if (secure.authorized) return { kind: 'trusted' };
  // Typed as an error, but it is the code as a string when unauthorized peers are not rejected.
  return { kind: 'untrusted', code: String(secure.authorizationError ?? 'UNSPECIFIED') };
}

const MAX_CERTIFICATES = 200;

/** This empties the socket's own list, so it can be done once. */
function readServed(secure: TLSSocket): X509Certificate[] {
  const chain: X509Certificate[] = [];
  try {
    let certificate = secure.getPeerX509Certificate();
    while (certificate && chain.length < MAX_CERTIFICATES) {
      chain.push(certificate);
      certificate = certificate.issuerCertificate;
    }
  } catch {
    // What was read before stands.
  }
  return chain;
}
