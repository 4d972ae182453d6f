import { spawnSync } from 'node:child_process';
import { connect, createSecureContext, rootCertificates, type SecureContext } from 'node:tls';
import { isMainThread } from 'node:worker_threads';
import { fetchChains, fetchMany } from '../../server/src/net';
import { certificatePin } from '../../server/src/pins/certificates';
import { hasOpenssl, opensslPin } from '../support/certificates';
import { compare, measure } from './compare';
import { memoryOfManyHosts } from './live-memory';
import { pinReportOfManyHosts } from './live-report';
import { DELAY, type LiveServer, nameOf, serveInThread, startServer } from './live-server';

/** Pins of hosts that are really dialled, against the pipe of openssl that people use; memory; the pin report. */
async function run(): Promise<void> {
  if (!hasOpenssl) return console.log('skipped: live hosts: no openssl');
  const server = await startServer(__filename);
  const roots = [...rootCertificates, server.root.certificate];
  await oneHost(server, roots);
  await manyHosts(server, roots);
  const observations = await memoryOfManyHosts(server, roots);
  await pinReportOfManyHosts(observations);
  await server.close();
}

const PEER = 'the documented pipe of openssl';

/** The pin of one host, in a process that has dialled before and as a whole process. */
async function oneHost(server: LiveServer, roots: readonly string[]): Promise<void> {
  const peer = () => pipe(server.port, nameOf(0));
  const pin = opensslPin(server.leaf.certificate);
  const found = await livePin(server.port, roots);
  if (found !== pin || peer() !== pin) throw new Error(`not the same pin: ${found}, ${peer()}, ${pin}`);
  const ours = () => livePin(server.port, roots);
  await compare('the pin of a live host', { ours, peer, peerName: PEER, aim: 0.04, rounds: 51 });
  const secureContext = createSecureContext({ ca: [...roots] });
  await compare('the same', {
    ours,
    peer: () => bareHandshake(server.port, secureContext),
    peerName: 'a bare handshake of node:tls, both ends included',
    aim: 1.3,
  });
  const args = [
    'dist/cli.js',
    'pin',
    `127.0.0.1:${server.port}`,
    '--servername',
    nameOf(0),
    '--allow-untrusted',
  ];
  await compare('the same, whole process', {
    ours: () => {
      const { status, stderr } = spawnSync(process.execPath, args, { env: withoutProxy() });
      if (status !== 0) throw new Error(`pin ended with ${status}: ${stderr}`);
    },
    peer,
    peerName: PEER,
    aim: 3,
    rounds: 11,
  });
}

async function livePin(port: number, publicRoots: readonly string[]): Promise<string | undefined> {
  const result = await fetchChains({ host: '127.0.0.1', port, servername: nameOf(0) }, { publicRoots });
  const leaf = result.ok ? result.chains[0]?.path[0] : undefined;
  return leaf && certificatePin(leaf.der);
}

/** What no client in Node can be faster than. */
function bareHandshake(port: number, secureContext: SecureContext): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port, servername: nameOf(0), secureContext });
    socket.once('error', reject).once('secureConnect', () => {
      socket.destroy();
      resolve();
    });
  });
}

function pipe(port: number, name: string): string {
  const command = `openssl s_client -connect 127.0.0.1:${port} -servername ${name} </dev/null 2>/dev/null | openssl x509 -pubkey -noout | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | openssl base64`;
  const { stdout } = spawnSync('sh', ['-c', command], { encoding: 'utf8' });
  return `sha256/${stdout.trim()}`;
}

function withoutProxy(): NodeJS.ProcessEnv {
  return { ...process.env, NO_PROXY: '127.0.0.1', no_proxy: '127.0.0.1' };
}

const MANY = 200;
/** How many of the pipes are really run; the rest would take as long. */
const SAMPLE = 10;

/** Many hosts that answer late: together against one after the other. */
async function manyHosts({ slowPort: port }: LiveServer, publicRoots: readonly string[]): Promise<void> {
  const targets = Array.from({ length: MANY }, (_, at) => ({
    host: '127.0.0.1',
    port,
    servername: nameOf(at),
  }));
  const { ours, peer } = await measure({
    ours: async () => {
      const results = await fetchMany(targets, { publicRoots, concurrency: 32 });
      if (!results.every(({ ok }) => ok)) throw new Error('a host gave no chain');
    },
    peer: () => targets.slice(0, SAMPLE).map(({ servername }) => pipe(port, servername)),
    rounds: 5,
  });
  const all = (peer * MANY) / SAMPLE;
  console.log(
    `${MANY} hosts that answer after ${DELAY} ms, 32 at a time: ${ours.toFixed(0)} ms, ${PEER} one by one (${SAMPLE} measured): ${all.toFixed(0)} ms, ratio ${(ours / all).toFixed(3)} (aim 0.1)`,
  );
}

void (isMainThread ? run() : serveInThread());
