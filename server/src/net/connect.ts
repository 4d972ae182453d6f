import { Socket } from 'node:net';
import type { Lifetime } from './lifetime';
import { endFailure, type Failure, socketFailure } from './refusal';

/** Where a raw connection leads. */
export interface Endpoint {
  /** An IP address for a direct connection. */
  readonly host: string;
  readonly port: number;
}

/** A connected socket on which nothing has been sent yet, or why there is none. */
export type Connection =
  | { readonly ok: true; readonly socket: Socket }
  | { readonly ok: false; readonly failure: Failure };

/** A way to reach an endpoint: directly, or through something that passes bytes on. */
export type Connect = (endpoint: Endpoint, life: Lifetime) => Promise<Connection>;

/**
 * Connects without anything in between.
 * It uses neither `net.connect`, which VS Code replaces, nor Node's `signal` option, which can abort the process.
 */
export const connectDirect: Connect = (endpoint, life) =>
  new Promise((resolve) => {
    const socket = new Socket();
    const settle = (connection: Connection) => {
      forget();
      socket.removeAllListeners();
      // An error may still come before the next owner listens, and an unheard one would end the process.
      socket.on('error', () => {});
      if (!connection.ok) socket.destroy();
      resolve(connection);
    };
    const fail = (failure: Failure) => settle({ ok: false, failure });
    socket.once('connect', () => settle({ ok: true, socket }));
    socket.once('error', (error) => fail(socketFailure(error)));
    socket.once('close', () => fail({ code: 'closed' }));
    let forget = () => {};
    if (life.ended) return fail(endFailure(life.ended));
    forget = life.onEnd((ending) => fail(endFailure(ending)));
    try {
      socket.connect({ host: endpoint.host, port: endpoint.port, autoSelectFamily: false });
    } catch (error) {
      fail(socketFailure(error));
    }
  });
