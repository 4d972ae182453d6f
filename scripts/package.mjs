// Builds for production and packs what users install: pinwarden-VERSION.vsix and pinwarden-VERSION.tgz in the root.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { isMain, root, run } from './setup.mjs';

/** Where the package of the present version stands once it is made. */
export function vsixPath() {
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return join(root, `pinwarden-${version}.vsix`);
}

/**
 * Builds and packs the extension; everything in it is bundled, so no dependency travels along.
 * @returns {Promise<string>} the path of the package
 */
export async function packageExtension() {
  await run(process.execPath, [join(root, 'scripts', 'build.mjs'), '--production']);
  const vsix = vsixPath();
  runVsce(['package', '--no-dependencies', '--out', vsix]);
  await makeReproducible(vsix);
  tell(vsix);
  return vsix;
}

/** Runs vsce and shows what it says; a warning is a failure, because the Marketplace shows what it was about. */
function runVsce(args) {
  const vsce = join(root, 'node_modules/@vscode/vsce/vsce');
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [vsce, ...args], {
    cwd: root,
    encoding: 'utf8',
  });
  if (error) throw error;
  process.stdout.write(stdout + stderr);
  if (status !== 0) throw new Error(`vsce ended with status ${status}`);
  if (/\bWARNING\b/.test(stdout + stderr)) throw new Error('vsce has a warning, see above');
}

/**
 * Packs a .vsix anew, in the order of its names, so that equal files give equal bytes: without the times and
 * permissions of this checkout, and with a compressor that is the same in every version of Node.
 */
async function makeReproducible(vsix) {
  const { unzipSync, zipSync } = await import('fflate');
  const files = Object.entries(unzipSync(readFileSync(vsix))).sort(([a], [b]) => (a < b ? -1 : 1));
  // ZIP keeps local time; this is the first moment that it knows, wherever it is made.
  const mtime = new Date(1980, 0, 1);
  writeFileSync(vsix, zipSync(Object.fromEntries(files), { level: 9, mtime, os: 3, attrs: 0o100644 << 16 }));
}

/** Prints the name, the size and the SHA-256 of a package. */
function tell(file) {
  const bytes = readFileSync(file);
  const hash = createHash('sha256').update(bytes).digest('hex');
  console.log(`${basename(file)}: ${Math.round(bytes.length / 1000)} kB, SHA-256 ${hash}`);
}

if (isMain(import.meta.url)) {
  await packageExtension();
  tell(await (await import('./npm-package.mjs')).packageForNpm());
}
