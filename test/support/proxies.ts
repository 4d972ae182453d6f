import net from 'node:net';
import tls from 'node:tls';
import { type Issued, openLab } from './certificates';
import { type Shown, serve, type TestServer } from './tls-servers';

/** A CONNECT proxy on loopback. */
export interface TestProxy extends TestServer {
  /** Heads of the requests so far. */
  readonly requests: readonly string[];
}

/** How a proxy behaves; everything is optional. */
export interface ProxyOrder {
  /** Ports of 127.0.0.1 by the `host:port` that clients ask for; what is not listed is answered with 502. */
  readonly routes?: Readonly<Record<string, number>>;
  /** The value of Proxy-Authorization without which it answers 407. */
  readonly authorization?: string;
  /** Speaks TLS itself and shows this. */
  readonly shown?: Shown;
  /** Opens no tunnel but answers the TLS handshakes itself, with certificates of this authority. */
  readonly interceptor?: Issued;
  /** What it says before the tunnel, `HTTP/1.1 200 OK` when absent; each part is sent on its own. */
  readonly greeting?: readonly string[];
}

/** A proxy that opens tunnels, as real ones do. */
export function serveProxy(order: ProxyOrder = {}): Promise<TestProxy> {
  const requests: string[] = [];
  const intercepted = order.interceptor && interceptor(order.interceptor);
  const talk = (socket: net.Socket) => readRequest(socket, (head) => answer(socket, head));
  const answer = async (socket: net.Socket, head: string) => {
    requests.push(head);
    const [, authority = ''] = /^CONNECT (\S+) HTTP\/1\.1\r\n/.exec(head) ?? [];
    if (order.authorization && !head.includes(`\r\nProxy-Authorization: ${order.authorization}\r\n`))
      return socket.end(
        refusal('407 Proxy Authentication Required', 'Proxy-Authenticate: Basic realm="x"\r\n'),
      );
    const port = order.routes?.[authority];
    if (!port && !intercepted) return socket.end(refusal('502 Bad Gateway'));
    for (const part of order.greeting ?? ['HTTP/1.1 200 OK\r\nVia: lab\r\n\r\n']) {
      socket.write(part);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    if (intercepted) return intercepted.emit('connection', socket);
    const target = net.connect(port ?? 0, '127.0.0.1');
    target.on('error', () => socket.destroy());
    socket.on('error', () => target.destroy());
    return socket.pipe(target).pipe(socket);
  };
  const server = order.shown
    ? tls.createServer({ cert: order.shown.leaf.certificate, key: order.shown.leaf.key }, talk)
    : net.createServer(talk);
  return serve(server).then((started) => ({ ...started, requests }));
}

/** Answers every request with the bytes; the connection stays open unless told otherwise. */
export function serveAnswer(answer: string, end?: 'end'): Promise<TestServer> {
  return serve(
    net.createServer((socket) =>
      readRequest(socket, () => (end ? socket.end(answer) : socket.write(answer))),
    ),
  );
}

/** Begins a good answer and never comes to its end: a header a millisecond, or a byte every 20. */
export function serveEndless(kind: 'header' | 'drip'): Promise<TestServer> {
  return serve(
    net.createServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\n');
      const text = kind === 'header' ? `X: ${'x'.repeat(500)}\r\n` : 'x';
      const timer = setInterval(() => socket.write(text), kind === 'header' ? 1 : 20);
      socket.once('close', () => clearInterval(timer));
    }),
  );
}

function refusal(status: string, header = ''): string {
  return `HTTP/1.1 ${status}\r\n${header}Content-Length: 2\r\n\r\nno`;
}

function readRequest(socket: net.Socket, then: (head: string) => unknown): void {
  let head = '';
  const read = (data: Buffer) => {
    head += data.toString('latin1');
    if (!head.includes('\r\n\r\n')) return;
    socket.off('data', read);
    socket.pause();
    then(head);
  };
  socket.on('data', read);
}

/** Signs a certificate for each name on the fly, as inspecting proxies do. */
function interceptor(issuer: Issued): tls.Server {
  const SNICallback: tls.TlsOptions['SNICallback'] = (name, done) => {
    const leaf = openLab().issue({ commonName: name, names: [`DNS:${name}`], issuer });
    done(null, tls.createSecureContext({ cert: leaf.certificate, key: leaf.key }));
  };
  const fallback = openLab().issue({ commonName: 'fallback', issuer });
  const server = tls.createServer({ cert: fallback.certificate, key: fallback.key, SNICallback });
  return server.on('tlsClientError', () => {});
}
