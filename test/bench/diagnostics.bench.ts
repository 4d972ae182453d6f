import { readFileSync } from 'node:fs';
import { getLanguageService, type JSONSchema, type LanguageService } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { toDiagnostic } from '../../server/src/lsp/convert';
import { documentReader, type Runtime } from '../../server/src/lsp/documents';
import { KINDS, type Kind } from '../../server/src/model/kind';
import { nodeLoaders as loaders } from '../../server/src/node-loaders';
import { measure } from './compare';
import { SAMPLES } from './documents';

/** What JSON Schema can say about a pinning file: the structure and the form of a pin. */
const PINNING: JSONSchema = {
  type: 'object',
  required: ['hosts'],
  additionalProperties: false,
  properties: {
    hosts: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['host', 'hashes'],
        additionalProperties: false,
        properties: {
          host: { type: 'string', pattern: '^[a-z0-9.-]+$' },
          hashes: {
            type: 'array',
            minItems: 2,
            uniqueItems: true,
            items: { type: 'string', pattern: '^sha256/[A-Za-z0-9+/]{43}=$' },
          },
        },
      },
    },
  },
};

const SIZES = [10, 100, 1000, 10_000];

/** What we want at every size. */
const AIM = 0.3;

/**
 * What the peer checks beside each kind: JSON files against the schema that VS Code would use, XML, of which it knows
 * nothing, beside a pinning file with as many hosts.
 */
const PEERS: Readonly<Record<Kind, { readonly document: Kind; readonly schema: () => JSONSchema }>> = {
  pinning: { document: 'pinning', schema: () => PINNING },
  extensibility: { document: 'extensibility', schema: () => shipped('extensibility') },
  'build-action': { document: 'build-action', schema: () => shipped('build-action') },
  'android-nsc': { document: 'pinning', schema: () => PINNING },
  'ios-plist': { document: 'pinning', schema: () => PINNING },
};

function shipped(name: string): JSONSchema {
  return JSON.parse(readFileSync(`schemas/${name}.schema.json`, 'utf8'));
}

/** Types and deletes one character in the middle of the file, in turn. */
function editor(path: string, text: string): () => TextDocument {
  let document = TextDocument.create(`file://${path}`, path.endsWith('.json') ? 'json' : 'xml', 1, text);
  let typed = false;
  const offset = text.indexOf('.example.org', text.length / 2);
  return () => {
    const start = document.positionAt(offset);
    const end = document.positionAt(typed ? offset + 1 : offset);
    const change = { range: { start, end }, text: typed ? '' : 'x' };
    typed = !typed;
    document = TextDocument.update(document, [change], document.version + 1);
    return document;
  };
}

function peerFor(schema: JSONSchema): LanguageService {
  const service = getLanguageService({});
  service.configure({
    validate: true,
    schemas: [{ uri: 'bench://schema', fileMatch: ['*.json'], schema }],
  });
  return service;
}

async function run(): Promise<void> {
  const runtime: Runtime = { loaders, today: () => '2026-11-22' };
  console.log(`an edit to fresh diagnostics, aim ${AIM}; the peer is vscode-json-languageservice`);
  console.log('  kind              hosts     ours      peer   ratio   the peer checks');
  for (const kind of KINDS) {
    const { document, schema } = PEERS[kind];
    const service = peerFor(schema());
    for (const hosts of SIZES) {
      const reader = documentReader(runtime, () => {});
      const ours = editor(SAMPLES[kind].path, SAMPLES[kind].write(hosts));
      const theirs = editor(SAMPLES[document].path, SAMPLES[document].write(hosts));
      const found = await measure({
        ours: async () => {
          const edited = ours();
          const { findings } = await reader.open(edited);
          return findings.map((finding) => toDiagnostic(edited, finding));
        },
        peer: async () => {
          const edited = theirs();
          return service.doValidation(edited, service.parseJSONDocument(edited));
        },
        rounds: hosts > 1000 ? 9 : hosts > 100 ? 101 : 1001,
      });
      const times = [found.ours, found.peer].map((time) => `${time.toFixed(2)} ms`.padStart(10)).join('');
      const same = document === kind ? 'the same file' : `a ${document} file of as many hosts`;
      console.log(
        `  ${kind.padEnd(14)}${String(hosts).padStart(9)}${times}${found.ratio.toFixed(2).padStart(8)}   ${same}`,
      );
    }
  }
}

void run();
