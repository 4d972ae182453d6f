import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { lint } from '../../server/src/lint';
import { suffixes } from '../../server/src/model/suffixes';
import { compare } from './compare';

const FILES = 1000;
const HOSTS = 10;

/** A folder of pinning files, as whole processes: ours against Biome's JSON lint; then the throughput of lint. */
async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pinwarden-bench-'));
  const texts = Array.from({ length: FILES }, () => pinningFile());
  texts.forEach((text, index) => {
    mkdirSync(path.join(folder, String(index), 'pinning'), { recursive: true });
    writeFileSync(path.join(folder, String(index), 'pinning', 'pins.json'), text);
  });
  const whole =
    (script: string, ...args: readonly string[]) =>
    () =>
      spawnSync(process.execPath, [script, ...args, folder], { stdio: 'ignore' });
  await compare(`check ${FILES} files of ${HOSTS} hosts, whole process`, {
    ours: whole('dist/cli.js', 'check'),
    peer: whole('node_modules/@biomejs/biome/bin/biome', 'lint', '--max-diagnostics=1'),
    peerName: 'biome lint',
    aim: 1,
    rounds: 5,
  });
  await compare(`lint ${FILES} texts in one process`, {
    ours: () => texts.map((text) => lint(text, 'pinning', { suffixes })),
    peer: () => texts.map((text) => JSON.parse(text)),
    peerName: `JSON.parse of the same ${Math.round(texts.join('').length / 1000)} kB`,
    aim: 20,
    rounds: 11,
  });
  rmSync(folder, { recursive: true });
}

function pinningFile(): string {
  const pin = () => `sha256/${randomBytes(32).toString('base64')}`;
  const hosts = Array.from({ length: HOSTS }, (_, index) => ({
    host: `api${index}.example.org`,
    hashes: [pin(), pin()],
  }));
  return JSON.stringify({ hosts }, null, 2);
}

void run();
