import { deepEqual, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const source = path.resolve('server/src');

/** The rooms that know neither editor, protocol nor Node, in the order in which they may import each other. */
const PURE = [
  'core',
  'pins',
  'model',
  'rules',
  'config',
  'lint',
  'convert',
  'affected',
  'features',
  'inspect',
  'report',
] as const;

/** Every package that a pure room may use, with the rooms that may. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  'jsonc-parser': ['core'],
  yaml: ['core'],
  htmlparser2: ['core'],
  tldts: ['model'],
  'node-forge': ['pins'],
  '@noble/hashes': ['pins', 'report'],
  fflate: ['pins'],
};

interface Import {
  readonly file: string;
  readonly room: string;
  readonly wanted: string;
  /** The room that a relative import leads to. */
  readonly leadsTo: string | undefined;
}

describe('rooms', () => {
  const imports = files(source).flatMap(importsOf);
  const pure = imports.filter(({ room }) => (PURE as readonly string[]).includes(room));

  it('are all here', () => {
    ok(pure.length > 50);
    for (const room of ['core', 'pins', 'model', 'rules', 'features', 'report', 'lsp', 'net', 'keys']) {
      ok(existsSync(path.join(source, room)), room);
    }
  });

  it('pure rooms import only packages that run anywhere, each from its own room', () => {
    const strange = pure.filter(({ wanted, room, leadsTo }) => {
      if (leadsTo !== undefined) return false;
      const name = wanted.split('/', wanted.startsWith('@') ? 2 : 1).join('/');
      return !PACKAGES[name]?.includes(room);
    });
    deepEqual(strange.map(told), []);
  });

  it('ciphers are loaded by what is encrypted, and by nothing else', () => {
    const users = (wanted: RegExp) =>
      imports.filter((one) => wanted.test(one.wanted)).map(({ file }) => file);
    const forge = users(/^node-forge/).filter((file) => !file.endsWith('.d.ts'));
    deepEqual([...new Set(forge)], ['pins/ciphers.ts']);
    deepEqual([...new Set(users(/\/ciphers$/))].sort(), [
      'pins/key-derivation.ts',
      'pins/scheme.ts',
      'pins/unseal.ts',
    ]);
    const text = (file: string) => readFileSync(path.join(source, file), 'utf8');
    for (const file of users(/\/unseal$/))
      ok(!/^import (?!type).*\/unseal'/m.test(text(file)), `${file} loads it on first use`);
  });

  it('a pure room imports only from rooms above it', () => {
    const order = (room: string) => (PURE as readonly string[]).indexOf(room);
    const upwards = pure.filter(
      ({ room, leadsTo }) => leadsTo !== undefined && (order(leadsTo) < 0 || order(leadsTo) > order(room)),
    );
    deepEqual(upwards.map(told), []);
  });

  it('only net opens sockets, and net imports nothing of ours', () => {
    const sockets = imports.filter(({ wanted }) =>
      /^(?:node:)?(?:tls|net|http|https|http2|dgram|dns)(?:\/|$)/.test(wanted),
    );
    deepEqual([...new Set(sockets.map(({ room }) => room))], ['net']);
    deepEqual(
      imports
        .filter(({ room, leadsTo }) => room === 'net' && leadsTo !== undefined && leadsTo !== 'net')
        .map(told),
      [],
    );
    const globals = files(source).filter((file) =>
      /\b(?:fetch|WebSocket|XMLHttpRequest|EventSource)\(/.test(readFileSync(file, 'utf8')),
    );
    deepEqual(
      globals.map((file) => place(file)).filter((file) => !file.startsWith('net/')),
      [],
    );
  });

  it('keys are made apart from lint, editor and net: only what a command asks for gets there', () => {
    const own = imports.filter(({ room }) => room === 'keys');
    const allowed = ['keys', 'core', 'pins', 'model'];
    deepEqual(own.filter(({ leadsTo }) => leadsTo !== undefined && !allowed.includes(leadsTo)).map(told), []);
    const importers = imports.filter(({ leadsTo }) => leadsTo === 'keys').map(({ room }) => room);
    deepEqual([...new Set(importers)].toSorted(), ['cli', 'keys']);
  });

  it('only lsp and the entries know the protocol; nobody here knows VS Code', () => {
    const protocol = imports.filter(({ wanted }) => wanted.startsWith('vscode-languageserver'));
    deepEqual(
      protocol
        .filter(({ file, room }) => room !== 'lsp' && !/^main\./.test(file) && file !== 'cli/lsp.ts')
        .map(told),
      [],
    );
    deepEqual(imports.filter(({ wanted }) => wanted === 'vscode').map(told), []);
  });
});

function told({ file, wanted, leadsTo }: Import): string {
  return `${file} imports ${leadsTo === undefined ? wanted : place(path.resolve(source, path.dirname(file), wanted))}`;
}

function place(file: string): string {
  return path.relative(source, file).replaceAll('\\', '/');
}

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((found) => found.isFile() && /\.[cm]?ts$/.test(found.name))
    .map((found) => path.join(found.parentPath, found.name));
}

/** Every static and dynamic import of a file, and where it leads. */
function importsOf(file: string): Import[] {
  const text = readFileSync(file, 'utf8');
  const found = text.matchAll(
    /^\s*(?:import|export)\b[^'"`;]*?from\s*'([^']+)'|^\s*import\s*'([^']+)'|\b(?:import|require)\(\s*'([^']+)'\s*\)/gm,
  );
  return Array.from(found, ([, from, bare, dynamic]) => {
    const wanted = from ?? bare ?? dynamic ?? '';
    const leadsTo = wanted.startsWith('.') ? roomOf(path.resolve(path.dirname(file), wanted)) : undefined;
    return { file: place(file), room: roomOf(file), wanted, leadsTo };
  });
}

/** The folder directly under the sources, or the name of a file that stands there. */
function roomOf(file: string): string {
  return (place(file).split('/')[0] ?? '').replace(/\.[cm]?ts$/, '');
}
