import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The folder of the built product: `PINWARDEN_DIST`, or `dist` in the current folder. */
export const DIST = path.resolve(process.env['PINWARDEN_DIST'] ?? 'dist');

/** What a command line left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** How to run the command line; everything is optional. */
export interface Circumstances {
  readonly cwd?: string;
  /** Standard input, empty when absent. */
  readonly input?: string | Uint8Array;
  /** Added to a bare environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Options of Node itself, before the script. */
  readonly node?: readonly string[];
  /** Milliseconds until a run counts as hanging, 20,000 when absent. */
  readonly limitMs?: number;
}

/** Runs the built command line in a process of its own; rejects when it hangs. */
export function pinwarden(args: readonly string[], circumstances: Circumstances = {}): Promise<Outcome> {
  const { cwd = tmpdir(), input, env = {}, node = [], limitMs = 20_000 } = circumstances;
  const child = spawn(process.execPath, [...node, path.join(DIST, 'cli.js'), ...args], {
    cwd,
    env: { PATH: process.env['PATH'] ?? '', ...env },
  });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A process that does not read its input closes the pipe under our hands.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error(`pinwarden ${args.join(' ')} hangs`));
    }, limitMs);
    child.once('error', reject);
    child.once('close', (status) => {
      clearTimeout(timer);
      resolve({
        status,
        stdout: Buffer.concat(stdout).toString(),
        stderr: Buffer.concat(stderr).toString(),
      });
    });
  });
}

/** Runs the cases of a table two at a time, from the first that is asked for; answers each by its index. */
export function together<Case, Result>(
  cases: readonly Case[],
  run: (one: Case) => Promise<Result>,
): (index: number) => Promise<Result> {
  const started: Promise<Result>[] = [];
  return async (index) => {
    for (const at of [index, index + 1]) {
      const one = cases[at];
      if (one === undefined) continue;
      started[at] ??= run(one);
      // Whoever asks for it will see how it failed.
      started[at].catch(() => {});
    }
    return started[index] ?? Promise.reject(new RangeError(`no case ${index}`));
  };
}

/** A temporary folder that is removed when the process ends. */
export interface Folder {
  readonly path: string;
  /** Writes a file, with the folders above it, and gives its path. */
  readonly write: (name: string, content?: string | Uint8Array) => string;
  readonly read: (name: string) => Buffer;
}

/** Makes a temporary folder with these files. */
export function folder(files: Readonly<Record<string, string | Uint8Array>> = {}): Folder {
  const root = mkdtempSync(path.join(tmpdir(), 'pinwarden-cli-'));
  removeAtEnd(root);
  const write = (name: string, content: string | Uint8Array = '') => {
    const file = path.join(root, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  for (const [name, content] of Object.entries(files)) write(name, content);
  return { path: root, write, read: (name) => readFileSync(path.join(root, name)) };
}

const FOLDERS = Symbol.for('pinwarden.test.folders');

/** Removes a folder when the process ends; one list for all test files, which are bundled apart. */
function removeAtEnd(root: string): void {
  const shared = globalThis as { [FOLDERS]?: string[] };
  if (!shared[FOLDERS]) {
    const roots: string[] = [];
    shared[FOLDERS] = roots;
    process.once('exit', () => {
      for (const one of roots) rmSync(one, { recursive: true, force: true });
    });
  }
  shared[FOLDERS].push(root);
}

/** A pin of nobody's key that no rule minds, the same for the same word. */
export function somePin(word: string): string {
  return `sha256/${createHash('sha256').update(`some key: ${word}`).digest('base64')}`;
}

/** A pinning file: hosts and their pins, two good ones where none are given. */
export function pinning(...hosts: readonly (string | readonly [string, ...string[]])[]): string {
  const items = hosts.map((entry) => {
    const [host, ...pins] = typeof entry === 'string' ? [entry] : entry;
    return { host, hashes: pins.length > 0 ? pins : [somePin(`${host} 1`), somePin(`${host} 2`)] };
  });
  return `${JSON.stringify({ hosts: items }, null, 2)}\n`;
}

/** A pinning file without a fault. */
export const CLEAN = pinning('api.example.org');
/** A pinning file with one warning that has a safe fix. */
export const WARNS = pinning(['API.example.org', somePin('1'), somePin('2')]);
/** A pinning file with one error and no safe fix. */
export const FAILS = pinning(['api.example.org', somePin('1')]);

/** A place in the report of a program. */
export interface JsonPlace {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/** A finding in the report of a program. */
export interface JsonFinding {
  readonly rule: string;
  readonly severity: string;
  readonly message: string;
  readonly code?: string;
  readonly url: string;
  readonly host?: string;
  readonly start: JsonPlace;
  readonly end: JsonPlace;
  readonly related?: readonly {
    readonly message: string;
    readonly start: JsonPlace;
    readonly end: JsonPlace;
  }[];
  readonly fixes?: readonly { readonly title: string; readonly safe: boolean }[];
}

/** The report of a program. */
export interface JsonReport {
  readonly version: number;
  readonly files: readonly {
    readonly path: string;
    readonly kind: string | null;
    readonly suppressed: number;
    readonly findings: readonly JsonFinding[];
  }[];
  readonly summary: Readonly<Record<'files' | 'errors' | 'warnings' | 'infos' | 'suppressed', number>>;
}

/** Runs `check --format json` and reads what it prints. */
export async function checkJson(args: readonly string[], circumstances?: Circumstances): Promise<JsonReport> {
  const { stdout, stderr } = await pinwarden(['check', '--format', 'json', ...args], circumstances);
  if (stdout === '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** True where the process may do anything, so that missing permissions cannot be tried. */
export const isRoot = process.getuid?.() === 0;
