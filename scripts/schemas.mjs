// Writes the JSON Schemas of the repository, in every language, from the grammars and the translations; and the snippets
// in the languages that they are not written in.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { bundle, CONFIG_SCHEMA, LANGUAGES, readJson, retold, SNIPPETS } from './l10n.mjs';
import { isMain, root } from './setup.mjs';
import { loadSource } from './sources.mjs';

const SOURCE = `
  export { speak } from './server/src/core/l10n';
  export { SCHEMA_KINDS, schemaFor } from './server/src/features/schema';
`;

/**
 * The schemas by their paths below `schemas`: the English ones there, the others in a folder for each language. The
 * English one of the configuration is written by hand.
 * @returns {[string, unknown][]}
 */
export function schemas() {
  const { speak, SCHEMA_KINDS, schemaFor } = loadSource(SOURCE);
  /** @returns {[string, unknown][]} */
  const generated = (folder = '') =>
    SCHEMA_KINDS.map((/** @type {string} */ kind) => [`${folder}${kind}.schema.json`, schemaFor(kind)]);
  const all = generated();
  try {
    for (const language of LANGUAGES) {
      const texts = readJson(bundle(language));
      speak(texts);
      const config = retold(readJson(`schemas/${CONFIG_SCHEMA}`), (text) => texts[text] ?? text);
      all.push(...generated(`${language}/`), [`${language}/${CONFIG_SCHEMA}`, config]);
    }
    return all;
  } finally {
    speak({});
  }
}

/** The snippets by their paths below `snippets`, but for the English ones. @returns {[string, unknown][]} */
export function snippets() {
  return LANGUAGES.map((language) => {
    const texts = readJson(bundle(language));
    return [
      `${language}/${SNIPPETS}`,
      retold(readJson(`snippets/${SNIPPETS}`), (text) => texts[text] ?? text),
    ];
  });
}

function write(/** @type {string} */ folder, /** @type {readonly [string, unknown][]} */ files) {
  for (const [name, value] of files) {
    mkdirSync(dirname(join(root, folder, name)), { recursive: true });
    writeFileSync(join(root, folder, name), JSON.stringify(value));
  }
}

if (isMain(import.meta.url)) {
  write('schemas', schemas());
  write('snippets', snippets());
  const biome = join(root, 'node_modules/@biomejs/biome/bin/biome');
  const written = [biome, 'format', '--write', 'schemas', 'snippets'];
  const { status } = spawnSync(process.execPath, written, { cwd: root, stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
