import net from 'node:net';
import tls from 'node:tls';
import type { Issued } from './certificates';

/** A server on loopback. */
export interface TestServer {
  readonly port: number;
  /** Bytes of application data that clients sent after their handshakes. */
  readonly received: () => number;
  /** Connections accepted so far. */
  readonly accepted: () => number;
  /** Ends the server and every connection to it. */
  readonly close: () => Promise<void>;
}

/** What a TLS server shows: a certificate with its key and what it sends after it, in wire order. */
export interface Shown {
  readonly leaf: Issued;
  readonly rest?: readonly Issued[];
}

/** A TLS server that shows one chain; `options` go to Node as they are, `host` is 127.0.0.1 when absent. */
export function serveTls(shown: Shown, options: tls.TlsOptions = {}, host?: string): Promise<TestServer> {
  return serve(tls.createServer({ ...credentials(shown), ...options }), host);
}

/** A TLS server with an RSA and an ECDSA certificate. */
export function serveDual(one: Shown, other: Shown, options: tls.TlsOptions = {}): Promise<TestServer> {
  const [a, b] = [credentials(one), credentials(other)];
  return serve(tls.createServer({ cert: [a.cert, b.cert], key: [a.key, b.key], ...options }));
}

/** A TLS server that shows each name its own chain, and the first chain to everyone else. */
export function serveByName(byName: Readonly<Record<string, Shown>>): Promise<TestServer> {
  const SNICallback: tls.TlsOptions['SNICallback'] = (name, answer) => {
    const shown = byName[name];
    answer(null, shown && tls.createSecureContext(credentials(shown)));
  };
  const [fallback] = Object.values(byName);
  return serve(tls.createServer({ ...(fallback && credentials(fallback)), SNICallback }));
}

/** A TLS server that shows its chain to the first client and leaves the later ones without an answer. */
export function serveOnce(shown: Shown): Promise<TestServer> {
  let asked = 0;
  const SNICallback: tls.TlsOptions['SNICallback'] = (_name, answer) => {
    asked += 1;
    if (asked === 1) answer(null);
  };
  return serve(tls.createServer({ ...credentials(shown), SNICallback }));
}

/** A TLS server that insists on a client certificate. */
export function serveClientAuth(shown: Shown, version: 'TLSv1.2' | 'TLSv1.3'): Promise<TestServer> {
  return serveTls(shown, {
    requestCert: true,
    rejectUnauthorized: true,
    minVersion: version,
    maxVersion: version,
  });
}

/** A TLS server that never stops talking after the handshake. */
export function serveFlood(shown: Shown): Promise<TestServer> {
  const flood = (socket: tls.TLSSocket) => {
    while (!socket.destroyed && socket.write(Buffer.alloc(65_536)));
    socket.once('drain', () => flood(socket));
  };
  return serve(tls.createServer(credentials(shown), flood));
}

/** Accepts and says nothing, at 127.0.0.1 and any free port unless told otherwise. */
export function serveSilence(host?: string, port?: number): Promise<TestServer> {
  return serveRaw(() => {}, host, port);
}

/** Sends a plausible TLS record one byte every so many milliseconds, 20 when absent, without an end. */
export function serveDrip(pauseMs = 20): Promise<TestServer> {
  return serveRaw((socket) => {
    const bytes = [0x16, 0x03, 0x03, 0x40, 0x00, 0x02, 0x00, 0x3f, 0xfc, 0x03, 0x03];
    const timer = setInterval(() => socket.write(Uint8Array.of(bytes.shift() ?? 0)), pauseMs);
    socket.once('close', () => clearInterval(timer));
  });
}

/** Sends the same bytes over and over, once it has heard something, as fast as they are taken. */
export function serveFlow(bytes: Uint8Array): Promise<TestServer> {
  const many = Buffer.concat(Array.from({ length: Math.ceil(65_536 / bytes.length) }, () => bytes));
  const flow = (socket: net.Socket) => {
    while (!socket.destroyed && socket.write(many));
    socket.once('drain', () => flow(socket));
  };
  return serveRaw((socket) => socket.once('data', () => flow(socket)));
}

/** Passes on what a server says up to so many bytes, then resets, closes its half or falls silent. */
export function serveCut(
  port: number,
  bytes: number,
  then: 'reset' | 'half-close' | 'silence',
): Promise<TestServer> {
  const talk = (client: net.Socket) => {
    const upstream = net.connect(port, '127.0.0.1');
    let left = bytes;
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
    client.on('data', (data) => upstream.write(data));
    upstream.on('data', (data) => {
      if (left <= 0) return;
      const isLast = data.length >= left;
      client.write(data.subarray(0, left), () => {
        if (isLast && then === 'reset') client.resetAndDestroy();
        if (isLast && then === 'half-close') client.end();
      });
      left -= data.length;
    });
  };
  return serve(net.createServer({ allowHalfOpen: true }, talk));
}

/** Closes every connection in an orderly way, at once or after the client's first bytes. */
export function serveClosing(after: 'accept' | 'hello'): Promise<TestServer> {
  return serveRaw((socket) => (after === 'accept' ? socket.end() : socket.once('data', () => socket.end())));
}

/** Resets every connection after the client's first bytes. */
export function serveReset(): Promise<TestServer> {
  return serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy()));
}

/** Greets with a text, as SSH and SMTP do, or answers with it, as HTTP does. */
export function serveText(text: string, when: 'accept' | 'hello'): Promise<TestServer> {
  return serveRaw((socket) =>
    when === 'accept' ? socket.write(text) : socket.once('data', () => socket.write(text)),
  );
}

/** Answers with a fatal TLS alert: 40 handshake_failure, 70 protocol_version, 112 unrecognized_name. */
export function serveAlert(description: number): Promise<TestServer> {
  return serveRaw((socket) =>
    socket.once('data', () => socket.end(Uint8Array.of(21, 3, 3, 0, 2, 2, description))),
  );
}

/** A port of 127.0.0.1 on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = await serveSilence();
  await server.close();
  return server.port;
}

function credentials({ leaf, rest = [] }: Shown) {
  return { cert: [leaf, ...rest].map(({ certificate }) => certificate).join(''), key: leaf.key };
}

function serveRaw(talk: (socket: net.Socket) => unknown, host?: string, port?: number): Promise<TestServer> {
  return serve(net.createServer(talk), host, port);
}

/** Starts any server on a free port and counts what comes to it. */
export function serve(server: net.Server, host = '127.0.0.1', at = 0): Promise<TestServer> {
  const sockets = new Set<net.Socket>();
  let received = 0;
  let accepted = 0;
  const keep = (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  };
  server.on('connection', (socket: net.Socket) => {
    accepted += 1;
    keep(socket);
  });
  server.on('tlsClientError', () => {});
  server.on('secureConnection', (socket: tls.TLSSocket) => {
    keep(socket);
    socket.on('data', (data) => {
      received += data.length;
    });
  });
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(at, host, () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      resolve({ port, received: () => received, accepted: () => accepted, close });
    });
  });
}
