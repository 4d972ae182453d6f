// Lets scripts use what stands in TypeScript, without a build.
import { createRequire } from 'node:module';
import { compileFunction } from 'node:vm';
import { buildSync } from 'esbuild';
import { root } from './setup.mjs';

/**
 * What a module exports that is bundled on the spot and run here. It leaves no file behind, so that nobody reads an old one.
 * @param {string} source TypeScript, whose imports are seen from the root of the repository
 */
export function loadSource(source) {
  const { outputFiles } = buildSync({
    stdin: { contents: source, resolveDir: root, loader: 'ts' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    logLevel: 'warning',
  });
  const module = { exports: /** @type {any} */ ({}) };
  const run = compileFunction(outputFiles[0]?.text ?? '', ['module', 'exports', 'require']);
  run(module, module.exports, createRequire(import.meta.url));
  return module.exports;
}
