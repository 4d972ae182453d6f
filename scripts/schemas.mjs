// Writes the JSON Schemas of the repository from the grammars.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, root } from './setup.mjs';
import { loadSource } from './sources.mjs';

/** The schemas by file name. */
function schemas() {
  const { SCHEMA_KINDS, schemaFor } = loadSource("export * from './server/src/features/schema';");
  return SCHEMA_KINDS.map((kind) => [`${kind}.schema.json`, schemaFor(kind)]);
}

if (isMain(import.meta.url)) {
  const folder = join(root, 'schemas');
  mkdirSync(folder, { recursive: true });
  for (const [name, schema] of schemas()) writeFileSync(join(folder, name), JSON.stringify(schema));
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const { status } = spawnSync(process.execPath, [biome, 'format', '--write', folder], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
