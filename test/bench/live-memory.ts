import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deserialize, serialize, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { HostObservation } from '../../server/src/core/observed';
import { observation } from '../../server/src/describe-chain';
import { fetchMany } from '../../server/src/net';
import { readCertificate } from '../../server/src/pins/certificates';
import { type LiveServer, nameOf } from './live-server';

const HOSTS = 10_000;
const CHUNK = 500;
const MILESTONES = [1000, 5000, HOSTS];

/** Asks many hosts and prints the memory after some of them; gives what was observed. */
export async function memoryOfManyHosts(
  { port }: LiveServer,
  publicRoots: readonly string[],
): Promise<readonly HostObservation[]> {
  const kept: HostObservation[] = [];
  const start = performance.now();
  for (let from = 0; from < HOSTS; from += CHUNK) {
    const names = Array.from({ length: CHUNK }, (_, at) => nameOf(from + at));
    kept.push(...(await ask(names, port, publicRoots)));
    if (MILESTONES.includes(kept.length)) await printMemory(kept);
  }
  const seconds = (performance.now() - start) / 1000;
  console.log(`asking ${HOSTS} hosts for both key types: ${seconds.toFixed(1)} s`);
  return kept;
}

/** As `check --online` asks. */
async function ask(names: readonly string[], port: number, publicRoots: readonly string[]) {
  const targets = names.map((servername) => ({ host: '127.0.0.1', port, servername }));
  const results = await fetchMany(targets, { publicRoots, bothKeyTypes: true, concurrency: 32 });
  const now = new Date();
  return results.map((result, at) => {
    if (!result.ok) throw new Error(result.refusal.code);
    return observation(names[at] ?? '', result, now, readCertificate);
  });
}

/** Memory with what is kept, and without it, which lies in a file meanwhile. */
async function printMemory(kept: HostObservation[]): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pinwarden-bench-'));
  const file = path.join(folder, 'kept');
  const count = kept.length;
  const all = await memory();
  writeFileSync(file, serialize(kept));
  kept.length = 0;
  const bare = await memory();
  kept.push(...deserialize(readFileSync(file)));
  rmSync(folder, { recursive: true });
  console.log(
    `memory after ${count} hosts: ${all.toFixed(1)} MB, without what was observed: ${bare.toFixed(1)} MB`,
  );
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

/** Megabytes that cannot be freed, buffers outside of the heap included. */
async function memory(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    collectGarbage();
    // Buffers and handles of the TLS library are freed between two turns of the event loop.
    await new Promise(setImmediate);
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1e6;
}
