// What the bundles hold of others, and under which licences: these have to travel along.
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { root } from './setup.mjs';

/**
 * The licences of all packages that bundles hold, as one text in the order of their names.
 * @param {import('esbuild').Metafile} metafile esbuild's account of the bundles
 */
export function thirdPartyNotices({ outputs }) {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.entries(inputs));
  const folders = files.flatMap(
    ([file, { bytesInOutput }]) => (bytesInOutput > 0 && packageFolder(file)) || [],
  );
  const notices = Array.from(new Set(folders), (folder) => notice(resolve(root, folder)));
  return `Pinwarden contains these packages:\n\n${notices.sort().join(`\n${'-'.repeat(80)}\n\n`)}`;
}

/** The folder of the package that a bundled file belongs to; nothing for our own. */
function packageFolder(file) {
  return /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0];
}

/** A package's name, version and licence, with the text that its authors ship. */
function notice(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const files = readdirSync(folder).filter((file) => /^(?:licen[cs]e|copying|notice)/i.test(file));
  if (files.length === 0) throw new Error(`${name} ships no licence text: it cannot be bundled`);
  const texts = files.sort().map((file) => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n'));
  return `${name} ${version} (${license})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}
