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

/** Start-up, then a folder of pinning files as whole processes against their peers; then the throughput of lint. */
async function run(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pinwarden-bench-'));
  const texts = Array.from({ length: FILES }, () => pinningFile());
  texts.forEach((text, index) => {
    mkdirSync(path.join(folder, String(index), 'pinning'), { recursive: true });
    writeFileSync(path.join(folder, String(index), 'pinning', 'pins.json'), text);
  });
  const node = (...args: readonly string[]) => {
    return () => {
      const { status, error } = spawnSync(process.execPath, args, { cwd: folder, stdio: 'ignore' });
      if (status !== 0) throw error ?? new Error(`${args[0]} failed with ${status}`);
    };
  };
  const cli = path.resolve('dist/cli.js');
  const nothing = { peer: node('-e', '0'), peerName: 'node -e 0', aim: 1.5, rounds: 21 };
  await compare('pinwarden --version', { ours: node(cli, '--version'), ...nothing });
  await compare('check one file, whole process', {
    ours: node(cli, 'check', '0/pinning/pins.json'),
    ...nothing,
  });
  const check = { ours: node(cli, 'check'), rounds: 5 };
  await compare(`check ${FILES} files of ${HOSTS} hosts, whole process`, {
    ...check,
    peer: node(path.resolve('node_modules/@biomejs/biome/bin/biome'), 'lint', '--max-diagnostics=1'),
    peerName: 'biome lint',
    aim: 1,
  });
  const eslint = path.resolve('test/bench/node_modules/eslint/bin/eslint.js');
  await compare('the same', {
    ...check,
    peer: node(eslint, '--config', path.resolve('test/bench/eslint.config.js'), '.'),
    peerName: 'eslint with a JSON schema',
    aim: 0.06,
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
