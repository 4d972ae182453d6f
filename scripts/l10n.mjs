// Finds what people read in editors, and what its translations lack.
// `npm run l10n` writes l10n/bundle.l10n.json from the sources, drops what no source says any more, and lists the rest.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, root } from './setup.mjs';
import { loadSource } from './sources.mjs';

/** The languages beside English, by the names that VS Code's language packs have. */
export const LANGUAGES = ['pt-br', 'ja'];

/** A literal that is the whole first argument. What is put together is no key that a bundle could hold. */
const CALL = /\bl10n\.t\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")\s*[,)]/g;

/** @typedef {Record<string, string>} Texts a text by its key; in bundles, the key is the English text */

/**
 * Every text that a source asks to be translated.
 * @param {string} source TypeScript
 * @returns {string[]}
 */
export function textsOf(source) {
  return Array.from(source.matchAll(CALL), ([, literal = "''"]) => unquoted(literal));
}

/**
 * The texts of client and server, in the order of the alphabet, so that two people's new texts seldom meet in one line.
 * @returns {string[]}
 */
export function sourceTexts() {
  const literals = sources().flatMap(([, source]) => textsOf(source));
  return [...new Set([...literals, ...tableTexts()])].sort();
}

/** The tables of the server whose texts are asked for with `l10n.fromTable`. */
const TABLES = `
  export { OPERATION_GRAMMAR } from './server/src/model/build-action-grammar';
  export { KEY_NOTES } from './server/src/model/key-notes';
  export { NSC_GRAMMAR } from './server/src/model/nsc-grammar';
  export { PREFERENCES, REMOVED_SETTINGS } from './server/src/model/preferences';
`;

/** @type {readonly string[] | undefined} */
let inTables;

/** What of these tables people read, and of what is written by hand beside them. */
function tableTexts() {
  inTables ??= [...proseOf(loadSource(TABLES)), ...handwrittenTexts()];
  return inTables;
}

/**
 * Every text of several words in a table, however deep: a single word is a name or a value.
 * @param {unknown} table
 * @returns {string[]}
 */
export function proseOf(table) {
  if (typeof table === 'string') return table.includes(' ') ? [table] : [];
  return typeof table === 'object' && table !== null ? Object.values(table).flatMap(proseOf) : [];
}

/** The schema of Pinwarden's own configuration and the snippets, which are written by hand. */
export const CONFIG_SCHEMA = 'pinwarden-config.schema.json';
export const SNIPPETS = 'json.json';

function handwrittenTexts() {
  const texts = /** @type {string[]} */ ([]);
  for (const file of [`schemas/${CONFIG_SCHEMA}`, `snippets/${SNIPPETS}`]) {
    retold(readJson(file), (text) => {
      texts.push(text);
      return text;
    });
  }
  return texts;
}

/**
 * A JSON Schema, or snippets, with other texts.
 * @param {unknown} value
 * @param {(text: string) => string} say
 */
export function retold(value, say) {
  return JSON.parse(JSON.stringify(value), (key, one) =>
    typeof one === 'string' && /^(?:title|(?:markdownD|d)escription)$/.test(key) ? say(one) : one,
  );
}

/** The sources of client and server by their names. @returns {[string, string][]} */
function sources() {
  return ['client/src', 'server/src'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => [`${folder}/${name}`, readFileSync(join(root, folder, name), 'utf8')]),
  );
}

/**
 * The texts of the manifest that are in no language file, and the keys that it names. Its own description stays as it
 * is: the npm package has it, too, and knows no languages.
 * @param {{ readonly contributes?: unknown, readonly capabilities?: unknown }} manifest
 * @returns {{ readonly plain: string[], readonly keys: string[] }}
 */
export function manifestTexts(manifest) {
  const plain = [];
  const keys = [];
  const visit = (/** @type {unknown} */ value, /** @type {string} */ name) => {
    if (typeof value === 'string') {
      const key = /^%([^%]+)%$/.exec(value)?.[1];
      if (key) keys.push(key);
      else if (READ.test(name) && value !== 'Pinwarden') plain.push(`${name}: ${value}`);
    } else if (typeof value === 'object' && value !== null)
      for (const [inner, one] of Object.entries(value)) visit(one, Array.isArray(value) ? name : inner);
  };
  visit([manifest.contributes, manifest.capabilities], '');
  return { plain, keys };
}

/** The members of a manifest that people read. */
const READ =
  /^(?:title|shortTitle|category|label|contents|description|altText|tooltip|patternErrorMessage|(?:markdown)?(?:D|d)eprecationMessage|(?:markdown(?:D|EnumD)|enumD)escriptions?|enumItemLabels)$/;

/**
 * What a translation lacks, has too much, or fills with other places than the English text, as lines to read.
 * @param {Texts} english
 * @param {Texts} translated
 * @param {string} file
 * @returns {string[]}
 */
export function faultsOf(english, translated, file) {
  const missing = Object.keys(english).filter((key) => !Object.hasOwn(translated, key));
  const unused = Object.keys(translated).filter((key) => !Object.hasOwn(english, key));
  const other = Object.entries(translated).filter(
    ([key, text]) => Object.hasOwn(english, key) && places(text) !== places(english[key] ?? ''),
  );
  return [
    ...missing.map((key) => `${file}: missing: ${key}`),
    ...unused.map((key) => `${file}: unused: ${key}`),
    ...other.map(([key]) => `${file}: other places or links: ${key}`),
  ];
}

/** The numbered places and the targets of links, in a form to compare. */
function places(/** @type {string} */ text) {
  return Array.from(text.matchAll(/\{\d+\}|\]\([^)]*\)/g), String)
    .sort()
    .join(' ');
}

/**
 * Everything that is wrong with the language files, as lines to read; none when all is complete.
 * @returns {string[]}
 */
export function faults() {
  const texts = Object.fromEntries(sourceTexts().map((text) => [text, text]));
  const manifest = readJson('package.nls.json');
  const { plain, keys } = manifestTexts(readJson('package.json'));
  const named = Object.fromEntries(keys.map((key) => [key, manifest[key] ?? '']));
  return [
    ...plain.map((text) => `package.json: not in package.nls.json: ${text}`),
    ...faultsOf(named, manifest, 'package.nls.json'),
    ...hiddenTexts(),
    ...faultsOf(texts, readJson(bundle()), bundle()),
    ...LANGUAGES.flatMap((language) => [
      ...faultsOf(texts, readJson(bundle(language)), bundle(language)),
      ...faultsOf(manifest, readJson(`package.nls.${language}.json`), `package.nls.${language}.json`),
    ]),
  ];
}

/** The sources that want something translated that is no literal. */
function hiddenTexts() {
  return sources()
    .filter(([, source]) => (source.match(/\bl10n\.t\(/g) ?? []).length !== textsOf(source).length)
    .map(([name]) => `${name}: l10n.t takes the text itself, a literal`);
}

/** A JSON file of the repository. */
export function readJson(/** @type {string} */ file) {
  return JSON.parse(readFileSync(join(root, file), 'utf8'));
}

/** The file with the texts of a language, of English when absent. */
export function bundle(language = '') {
  return `l10n/bundle.l10n${language && `.${language}`}.json`;
}

/** A literal's text, with its escapes resolved as JavaScript does. */
function unquoted(/** @type {string} */ literal) {
  return literal
    .slice(1, -1)
    .replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|(.))/gi, (_, unicode, hex, char) =>
      (unicode ?? hex) ? String.fromCharCode(Number.parseInt(unicode ?? hex, 16)) : (ESCAPES[char] ?? char),
    );
}

/** @type {Texts} */
const ESCAPES = { n: '\n', r: '\r', t: '\t' };

/** Writes the English bundle anew and takes out of the others what no source says. */
function update() {
  const texts = sourceTexts();
  const write = (/** @type {string} */ file, /** @type {Texts} */ all) =>
    writeFileSync(join(root, file), `${JSON.stringify(all, undefined, 2)}\n`);
  write(bundle(), Object.fromEntries(texts.map((text) => [text, text])));
  for (const language of LANGUAGES) {
    const present = readJson(bundle(language));
    const kept = texts.flatMap((text) => {
      const translated = present[text];
      return translated === undefined ? [] : [[text, translated]];
    });
    write(bundle(language), Object.fromEntries(kept));
  }
}

if (isMain(import.meta.url)) {
  update();
  const wrong = faults();
  console.log(wrong.length > 0 ? wrong.join('\n') : 'Every text is there in every language.');
  process.exitCode = wrong.length > 0 ? 1 : 0;
}
