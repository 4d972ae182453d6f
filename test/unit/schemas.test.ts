import { deepEqual, equal, notDeepEqual, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import {
  type CompletionItem,
  getLanguageService,
  type Hover,
  type JSONDocument,
  type JSONSchema,
  TextDocument,
} from 'vscode-json-languageservice';
import { hasSchema, SCHEMA_FILES, SCHEMA_KINDS, schemaFor } from '../../server/src/features/schema';
import { shapeOf } from '../../server/src/features/shapes';
import { keyNote } from '../../server/src/model/key-note';
import { KEY_NOTES } from '../../server/src/model/key-notes';
import { kindByName } from '../../server/src/model/kind';
import { read } from '../../server/src/model/read';
import { everyPath, everySchema } from './grammar-parts';

type SchemaKind = (typeof SCHEMA_KINDS)[number];

interface Languages {
  readonly LANGUAGES: readonly string[];
  readonly retold: (schema: object, say: (text: string) => string) => object;
}

const CONFIG = 'schemas/pinwarden-config.schema.json';

/** VS Code's own JSON support, with the published schema of one kind for every file, or with none. */
function support(kind?: SchemaKind) {
  const service = getLanguageService({});
  const schemas = kind
    ? [{ uri: `file:///${kind}.schema.json`, fileMatch: ['*'], schema: published(kind) }]
    : [];
  service.configure({ validate: true, allowComments: true, schemas });
  return service;
}

function published(kind: SchemaKind): JSONSchema {
  return JSON.parse(readFileSync(path.resolve(`schemas/${kind}.schema.json`), 'utf8'));
}

interface Place {
  readonly service: ReturnType<typeof support>;
  readonly document: TextDocument;
  readonly json: JSONDocument;
  readonly position: { line: number; character: number };
}

function place(kind: SchemaKind, marked: string): Place {
  const service = support(kind);
  const offset = marked.indexOf('|');
  const document = TextDocument.create('file:///a.json', 'json', 1, marked.replace('|', ''));
  return {
    service,
    document,
    json: service.parseJSONDocument(document),
    position: document.positionAt(offset),
  };
}

async function offered(kind: SchemaKind, marked: string): Promise<CompletionItem[]> {
  const { service, document, json, position } = place(kind, marked);
  return (await service.doComplete(document, position, json))?.items ?? [];
}

async function hover(kind: SchemaKind, marked: string): Promise<string> {
  const { service, document, json, position } = place(kind, marked);
  const found: Hover | null = await service.doHover(document, position, json);
  return JSON.stringify(found?.contents ?? '');
}

/** The texts that Pinwarden has an opinion on: examples of the rules' pages and, where they lie beside, real files. */
function texts(): { name: string; text: string }[] {
  const rules = path.resolve('server/src/rules');
  const pages = readdirSync(rules)
    .map((id) => path.join(rules, id, 'README.md'))
    .filter((page) => existsSync(page));
  const examples = pages.flatMap((page) => {
    const blocks = readFileSync(page, 'utf8').matchAll(/^```json[^\n]*\n([\s\S]*?)\n```$/gm);
    return Array.from(blocks, ([, text = ''], index) => ({ name: `${page} ${index + 1}`, text }));
  });
  const corpus = path.resolve('../shared/corpus');
  const real = existsSync(corpus) ? readdirSync(corpus).filter((name) => name.endsWith('.json')) : [];
  return [
    ...examples,
    ...real.map((name) => ({ name, text: readFileSync(path.join(corpus, name), 'utf8') })),
  ];
}

describe('JSON Schemas', () => {
  const readJson = (file: string) => JSON.parse(readFileSync(path.resolve(file), 'utf8'));

  it('are fresh in every language; otherwise run `npm run schemas`', async () => {
    const script: { schemas: () => readonly [string, object][] } = await import(
      path.resolve('scripts/schemas.mjs')
    );
    const fresh = [...script.schemas(), ['pinwarden-config.schema.json', readJson(CONFIG)] as const];
    const names = readdirSync('schemas', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => name.replaceAll('\\', '/'));
    deepEqual(names.toSorted(), fresh.map(([name]) => name).toSorted());
    for (const [name, schema] of fresh)
      deepEqual(readJson(`schemas/${name}`), JSON.parse(JSON.stringify(schema)), name);
  });

  it('differ between languages in what people read, and in nothing else', async () => {
    const { LANGUAGES, retold }: Languages = await import(path.resolve('scripts/l10n.mjs'));
    for (const name of [...SCHEMA_KINDS, 'pinwarden-config']) {
      const english = readJson(`schemas/${name}.schema.json`);
      for (const language of LANGUAGES) {
        const other = readJson(`schemas/${language}/${name}.schema.json`);
        notDeepEqual(other, english);
        deepEqual(
          retold(other, () => ''),
          retold(english, () => ''),
          `${language} ${name}`,
        );
      }
    }
  });

  for (const kind of SCHEMA_KINDS) {
    it(`${kind}: judges nothing that a rule judges`, async () => {
      const judging = new Set([
        'type',
        'required',
        'enum',
        'const',
        'pattern',
        'format',
        'not',
        'anyOf',
        'oneOf',
        'allOf',
        'if',
      ]);
      const counting = /^(?:min|max|unique|dependen|propertyNames|contains|exclusive|multipleOf)/;
      for (const schema of everySchema(schemaFor(kind))) {
        const keywords = Object.keys(schema).filter((key) => judging.has(key) || counting.test(key));
        deepEqual(keywords, []);
        ok(typeof schema.additionalProperties !== 'boolean');
      }
      const [bare, told] = [support(), support(kind)];
      for (const { name, text } of texts()) {
        const document = TextDocument.create(`file:///${kind}.json`, 'json', 1, text);
        const [without, wanted] = await Promise.all(
          [bare, told].map((service) => service.doValidation(document, service.parseJSONDocument(document))),
        );
        deepEqual(wanted, without, name);
      }
    });
  }

  it('offer keys with room for their values, and what they are for', async () => {
    const [hosts] = await offered('pinning', '{ | }');
    equal(hosts?.label, 'hosts');
    equal(hosts?.textEdit?.newText, '"hosts": [$1]');
    const keys = await offered('pinning', '{ "hosts": [ { | } ] }');
    deepEqual(keys.map(({ label }) => label).toSorted(), ['hashes', 'host']);
    equal(keys.find(({ label }) => label === 'host')?.textEdit?.newText, '"host": "$1"');
    ok(JSON.stringify(keys[0]?.documentation).includes('host name'));
    const items = await offered('pinning', '{ "hosts": [ | ] }');
    ok(items.some(({ label }) => label === '{ host, hashes }'));
  });

  it('offer the values of an enumeration, and accept any other', async () => {
    const values = await offered('extensibility', '{ "appConfigurations": { "ios": { "orientation": | } } }');
    for (const value of ['"portrait"', '"landscape"', '"all"'])
      ok(
        values.some(({ label }) => label === value),
        value,
      );
  });

  it('reach operations in targets and builds', async () => {
    const nested =
      '{ "platforms": { "ios": { "targets": { "App": { "builds": { "Debug": { "plist": [ { | } ] } } } } } } }';
    ok((await offered('build-action', nested)).some(({ label }) => label === 'entries'));
  });

  it('say what a key is for', async () => {
    ok((await hover('pinning', '{ "hosts": [ { "ho|st": "a" } ] }')).includes('full host name'));
    ok(
      (await hover('build-action', '{ "platforms": { "android": { "mani|fest": [] } } }')).includes(
        'AndroidManifest',
      ),
    );
  });

  it('are contributed for the files that the server leaves to them, in the language of the editor', async () => {
    const { LANGUAGES }: Languages = await import(path.resolve('scripts/l10n.mjs'));
    const { jsonValidation }: { jsonValidation: { fileMatch: string[]; url: string }[] } =
      readJson('package.json').contributes;
    const wanted = [...SCHEMA_KINDS, 'pinwarden-config'];
    deepEqual(
      jsonValidation.map(({ url }) => url),
      wanted.map((name) => `%schema.${name}%`),
    );
    for (const [index, kind] of SCHEMA_KINDS.entries())
      deepEqual(jsonValidation[index]?.fileMatch, SCHEMA_FILES[kind]);
    for (const language of ['', ...LANGUAGES]) {
      const texts = readJson(`package.nls${language && `.${language}`}.json`);
      const folder = language && `${language}/`;
      for (const name of wanted) equal(texts[`schema.${name}`], `./schemas/${folder}${name}.schema.json`);
    }
  });

  it('are matched by name as their kinds are', () => {
    const names: readonly (readonly [(typeof SCHEMA_KINDS)[number], string])[] = [
      ['pinning', '/w/pinning.json'],
      ['pinning', '/w/pinning/a.json'],
      ['extensibility', 'my-extensibility-2.jsonc'],
      ['build-action', '/w/ssl-build-action.json'],
      ['build-action', '/w/buildAction2.json'],
    ];
    for (const [kind, name] of names) {
      equal(kindByName(name), kind);
      deepEqual(
        SCHEMA_KINDS.filter((other) => hasSchema(other, name)),
        [kind],
        name,
      );
    }
    for (const name of [
      '/w/Pinning.json',
      '/w/xpinning.json',
      '/w/pinning/b/a.json',
      'build-action.yaml',
      'pinningxjson',
    ]) {
      deepEqual(
        SCHEMA_KINDS.filter((other) => hasSchema(other, name)),
        [],
        name,
      );
    }
  });

  it('belong to files that are read as their kind, and are none of ours themselves', () => {
    for (const kind of SCHEMA_KINDS) {
      equal(read(readFileSync(path.resolve(`schemas/${kind}.schema.json`), 'utf8'), {}), undefined);
    }
  });
});

describe('notes about keys', () => {
  it('every note is about a key of the grammar, and nearly every key has one', () => {
    const silent: string[] = [];
    const used = new Set<string>();
    for (const kind of [...SCHEMA_KINDS, 'ios-plist'] as const) {
      const shape = shapeOf(kind);
      ok(shape);
      for (const keys of everyPath(shape)) {
        const note = keyNote(kind, keys);
        if (note) used.add(`${kind} ${note.text}`);
        else if (typeof keys.at(-1) === 'string' && keys.at(-1) !== '*')
          silent.push(`${kind} ${keys.join('.')}`);
      }
    }
    const kinds = [...SCHEMA_KINDS, 'ios-plist'] as const;
    const unused = kinds.flatMap((kind) =>
      Object.entries(KEY_NOTES[kind] ?? {})
        .map(([, note]) => `${kind} ${typeof note === 'string' ? note : note.text}`)
        .filter((note) => !used.has(note)),
    );
    deepEqual(unused, []);
    deepEqual(
      silent.filter((key) => !SILENT.some((known) => key.startsWith(known) || key.endsWith(known))),
      [],
    );
  });

  it('is plain Markdown without links or markup', () => {
    for (const notes of Object.values(KEY_NOTES)) {
      for (const note of Object.values(notes)) {
        const { text } = typeof note === 'string' ? { text: note } : note;
        ok(/^[`A-Z#].*\.$/s.test(text), text);
        equal(text.replace(/`[^`]+`/g, '').search(/[[\]<>*_`]/), -1, text);
      }
    }
  });
});

/** Keys whose meaning nobody documents, or which their name says already. */
const SILENT: readonly string[] = [
  'TSKPublicKeyAlgorithms',
  'extensibility version',
  'extensibility buildConfigurations.splashscreens.android.imageCatalog',
  'extensibility buildConfigurations.splashscreens.ios.imageCatalog',
];
