import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type Issued, openLab } from '../support/certificates';
import { type Shown, serveTls } from '../support/tls-servers';

/** Hosts on loopback: all names below `.bench.test` are served by the same two ports. */
export interface LiveServer {
  /** Answers handshakes at once. */
  readonly port: number;
  /** Answers each handshake after a while, as servers far away do. */
  readonly slowPort: number;
  readonly leaf: Issued;
  readonly root: Issued;
  readonly close: () => Promise<unknown>;
}

/** What the slow port waits before it answers, in milliseconds. */
export const DELAY = 50;

/** The name of a host of the server; every number gives another. */
export function nameOf(index: number): string {
  return `host${index}.bench.test`;
}

/**
 * Starts the server in a thread of its own, so that its work and its memory are not taken for the client's.
 * @param file a script that calls `serveInThread` when it does not run in the main thread
 */
export async function startServer(file: string): Promise<LiveServer> {
  const { root, intermediate, issue } = openLab();
  const leaf = issue({ commonName: 'bench', names: ['DNS:*.bench.test'], issuer: intermediate });
  const worker = new Worker(file, { workerData: { leaf, rest: [intermediate] } });
  const ports = await new Promise<Pick<LiveServer, 'port' | 'slowPort'>>((resolve, reject) =>
    worker.once('message', resolve).once('error', reject),
  );
  return { ...ports, leaf, root, close: () => worker.terminate() };
}

/** Serves what the main thread has sent, until that ends the thread. */
export async function serveInThread(): Promise<void> {
  if (isMainThread) throw new Error('the server is for a thread of its own');
  const shown: Shown = workerData;
  const slow = await serveTls(shown, {
    SNICallback: (_name, answer) => void setTimeout(() => answer(null), DELAY),
  });
  const { port } = await serveTls(shown);
  parentPort?.postMessage({ port, slowPort: slow.port });
}
