// Writes the JSON Schemas of the repository from the grammars.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { build } from 'esbuild';
import { isMain, root } from './setup.mjs';

/** The schemas by file name. */
async function schemas() {
  const outfile = join(root, 'node_modules/.cache/pinwarden/schema.cjs');
  await build({
    entryPoints: [join(root, 'server/src/features/schema.ts')],
    bundle: true,
    platform: 'node',
    format: 'cjs',
    mainFields: ['module', 'main'],
    outfile,
    logLevel: 'warning',
  });
  const { SCHEMA_KINDS, schemaFor } = createRequire(import.meta.url)(outfile);
  return SCHEMA_KINDS.map((kind) => [`${kind}.schema.json`, schemaFor(kind)]);
}

if (isMain(import.meta.url)) {
  const folder = join(root, 'schemas');
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of await schemas()) writeFileSync(join(folder, name), JSON.stringify(schema));
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { status } = spawnSync(process.execPath, [biome, 'format', '--write', folder], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
