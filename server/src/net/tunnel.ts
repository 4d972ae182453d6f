import { isIP, type Socket } from 'node:net';
import { connect, type SecureContext, type TLSSocket } from 'node:tls';
import { type Connect, type Connection, connectDirect, type Endpoint } from './connect';
import { formatAddress } from './host';
import type { Lifetime } from './lifetime';
import type { Gateway } from './proxy';
import { firstOf } from './race';
import { endFailure, type Failure, socketFailure } from './refusal';
import { resolveHost } from './resolve';

/** What a proxy is reached with. */
export interface TunnelOptions {
  readonly timeoutMs: number;
  /** Judges the proxy's own certificate; undefined when there is no TLS context that could. */
  readonly secureContext: () => SecureContext | undefined;
}

/** Connects through a proxy: asks it for a tunnel, which the host's own TLS then goes through. */
export function connectThrough(gateway: Gateway, options: TunnelOptions): Connect {
  return async (endpoint, life) => {
    const reached = await reach(gateway, options.timeoutMs, life);
    const ready =
      reached.ok && gateway.isSecure ? await secure(reached.socket, gateway, options, life) : reached;
    if (!ready.ok) return { ok: false, failure: asProxyFailure(ready.failure) };
    const failure = await askForTunnel(ready.socket, gateway, endpoint, life);
    if (!failure) return ready;
    ready.socket.destroy();
    return { ok: false, failure };
  };
}

/** A network error on the way to the proxy is the proxy's; the end of the time or a cancel is not. */
function asProxyFailure(failure: Failure): Failure {
  const isEnd = failure.code === 'timeout' || failure.code === 'cancelled';
  return isEnd ? failure : { ...failure, code: 'proxy-unreachable' };
}

async function reach(gateway: Gateway, timeoutMs: number, life: Lifetime): Promise<Connection> {
  const found = await resolveHost(gateway.host, true, life);
  if (!found.ok) return found;
  let failure: Failure = life.ended ? endFailure(life.ended) : { code: 'proxy-unreachable' };
  const [first, ...late] = await firstOf(found.addresses, life, timeoutMs, async (host, race) => {
    const connection = await connectDirect({ host, port: gateway.port }, race);
    if (!connection.ok) failure = connection.failure;
    return connection.ok ? connection.socket : undefined;
  });
  for (const socket of late) socket.destroy();
  return first ? { ok: true, socket: first } : { ok: false, failure };
}

/** TLS with the proxy itself. It may be told a password, so its certificate has to be in order. */
function secure(raw: Socket, { host }: Gateway, options: TunnelOptions, life: Lifetime): Promise<Connection> {
  const secureContext = options.secureContext();
  return settleSocket(raw, life, (settle) => {
    if (!secureContext) return settle({ code: 'proxy-unreachable', cause: 'ERR_TLS_CONTEXT' });
    const servername = isIP(host) ? '' : host;
    // Said outright, because NODE_TLS_REJECT_UNAUTHORIZED could say otherwise.
    const rejectUnauthorized = true;
    const options = { socket: raw, secureContext, ca: [], host, servername, rejectUnauthorized };
    const secured: TLSSocket = connect(options);
    secured.once('close', () => raw.destroy());
    secured.once('secureConnect', () => settle(undefined, secured));
    secured.on('error', (error) => settle(socketFailure(error)));
    secured.once('close', () => settle({ code: 'closed' }));
  });
}

/** Runs one step on a socket until it settles or the lifetime ends; a failure destroys the socket. */
function settleSocket(
  raw: Socket,
  life: Lifetime,
  step: (settle: (failure: Failure | undefined, socket?: Socket) => void) => void,
): Promise<Connection> {
  return new Promise((resolve) => {
    let forget = () => {};
    let over = false;
    const settle = (failure: Failure | undefined, socket = raw) => {
      if (over) return;
      over = true;
      forget();
      if (failure) raw.destroy();
      resolve(failure ? { ok: false, failure } : { ok: true, socket });
    };
    if (life.ended) return settle(endFailure(life.ended));
    forget = life.onEnd((ending) => settle(endFailure(ending)));
    try {
      step(settle);
    } catch (error) {
      settle(socketFailure(error));
    }
  });
}

/** Bytes that the head of a proxy's answer may have; Node allows servers the same. */
const MAX_HEAD = 16_384;

/** Sends CONNECT and reads the answer's head; what follows the head is put back for the TLS handshake. */
async function askForTunnel(
  socket: Socket,
  gateway: Gateway,
  endpoint: Endpoint,
  life: Lifetime,
): Promise<Failure | undefined> {
  let head = Buffer.alloc(0);
  let forget = () => {};
  const connection = await settleSocket(socket, life, (settle) => {
    const read = (data: Buffer) => {
      head = Buffer.concat([head, data]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0 && head.length <= MAX_HEAD && mayBeHttp(head)) return;
      const failure = end < 0 || end > MAX_HEAD ? NO_ANSWER : answerFailure(head.subarray(0, end));
      // Removed here already, for what is put back would come again.
      socket.off('data', read);
      socket.pause();
      const rest = head.subarray(end + 4);
      if (!failure && rest.length > 0) socket.unshift(rest);
      settle(failure);
    };
    const close = () => settle(NO_ANSWER);
    const fail = (error: unknown) => settle({ ...NO_ANSWER, ...causeOf(error) });
    socket.on('data', read).once('end', close).once('close', close).on('error', fail);
    forget = () => socket.off('data', read).off('end', close).off('close', close);
    socket.write(requestFor(gateway, endpoint));
  });
  forget();
  return connection.ok ? undefined : connection.failure;
}

const NO_ANSWER: Failure = { code: 'proxy-failed' };

function causeOf(error: unknown): Pick<Failure, 'cause'> {
  const { cause } = socketFailure(error);
  return cause === undefined ? {} : { cause };
}

function requestFor({ authorization }: Gateway, { host, port }: Endpoint): string {
  const authority = formatAddress(host, port);
  const login = authorization === undefined ? '' : `Proxy-Authorization: ${authorization}\r\n`;
  return `CONNECT ${authority} HTTP/1.1\r\nHost: ${authority}\r\n${login}\r\n`;
}

/** Whether the bytes so far can begin an HTTP/1 answer, so that anything else is not waited for. */
function mayBeHttp(head: Buffer): boolean {
  const start = head.subarray(0, HTTP.length).toString('latin1');
  return HTTP.startsWith(start);
}

const HTTP = 'HTTP/1.';

function answerFailure(head: Buffer): Failure | undefined {
  const status = Number(/^HTTP\/1\.[01] (\d{3})(?:[ \r]|$)/.exec(head.toString('latin1'))?.[1]);
  if (Number.isNaN(status)) return NO_ANSWER;
  if (status >= 200 && status < 300) return undefined;
  const cause = `HTTP ${status}`;
  if (status === 407) return { code: 'proxy-login', cause };
  return { code: status >= 400 && status < 500 ? 'proxy-denied' : 'proxy-failed', cause };
}
