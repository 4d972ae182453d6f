import { deepEqual, ok } from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** What a build reads, beside the packages. */
const SOURCES = ['scripts', 'server', 'client', 'package.json', 'tsconfig.json'];

describe('a build', () => {
  let folder: string;

  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pinwarden-build-'));
  });

  after(() => rmSync(folder, { recursive: true, force: true }));

  it('gives the same bytes for the same sources, wherever and whenever', () => {
    const copy = path.join(folder, 'another place');
    for (const name of SOURCES) cpSync(name, path.join(copy, name), { recursive: true });
    symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'), 'junction');
    utimesSync(path.join(copy, 'server/src/cli.ts'), 1, 1);
    const here = build(process.cwd(), path.join(folder, 'here'));
    const there = build(copy, path.join(folder, 'there'));
    ok(Object.keys(here).length > 20);
    deepEqual(there, here);
  }).timeout(120_000);
});

/** Builds what a folder holds for production, with its own scripts; the SHA-256 of every file that comes out. */
function build(root: string, dist: string): Readonly<Record<string, string>> {
  const script = `import { buildProduct } from './scripts/build.mjs'; await buildProduct({ production: true, dist: ${JSON.stringify(dist)} });`;
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    cwd: root,
    encoding: 'utf8',
  });
  ok(status === 0, stderr);
  const files = readdirSync(dist, { withFileTypes: true, recursive: true }).filter((found) => found.isFile());
  return Object.fromEntries(
    files
      .map((found) => path.join(found.parentPath, found.name))
      .map((file) => [
        path.relative(dist, file),
        createHash('sha256').update(readFileSync(file)).digest('hex'),
      ]),
  );
}
