// Builds and runs the long fuzzer: npm run fuzz -- --cases 50000 --seed 1
import { join } from 'node:path';
import { isMain, root, run } from './setup.mjs';

if (isMain(import.meta.url)) {
  const { build } = await import('esbuild');
  const outfile = join(root, 'out/fuzz-certificates.js');
  await build({
    absWorkingDir: root,
    entryPoints: ['test/fuzz-certificates.ts'],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    packages: 'external',
    outfile,
    logLevel: 'warning',
  });
  await run(process.execPath, [outfile, ...process.argv.slice(2)]);
}
