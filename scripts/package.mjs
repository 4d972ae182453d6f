// Builds for production and packs what users install: pinwarden-VERSION.vsix in the root.
import { readFileSync, statSync } from 'node:fs';
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
  const vsce = join(root, 'node_modules', '@vscode', 'vsce', 'vsce');
  const vsix = vsixPath();
  await run(process.execPath, [
    vsce,
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--out',
    vsix,
  ]);
  console.log(`${basename(vsix)}: ${Math.round(statSync(vsix).size / 1000)} kB`);
  return vsix;
}

if (isMain(import.meta.url)) await packageExtension();
