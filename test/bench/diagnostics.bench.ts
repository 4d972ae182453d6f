import { randomBytes } from 'node:crypto';
import { getLanguageService, type JSONSchema } from 'vscode-json-languageservice';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { check } from '../../server/src/lint';
import { toDiagnostic } from '../../server/src/lsp/convert';
import { read } from '../../server/src/model/read';
import { suffixes } from '../../server/src/model/suffixes';
import { compare } from './compare';

/** What JSON Schema can say about a pinning file: the structure and the form of a pin. */
const SCHEMA: JSONSchema = {
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

function pinningFile(hosts: number): string {
  const pin = () => `sha256/${randomBytes(32).toString('base64')}`;
  const entries = Array.from({ length: hosts }, (_, index) => ({
    host: `api${index}.example.org`,
    hashes: [pin(), pin()],
  }));
  return JSON.stringify({ hosts: entries }, null, 2);
}

/** Types and deletes one character in the middle of the file, in turn. */
function editor(text: string): () => TextDocument {
  let document = TextDocument.create('file:///pinning.json', 'json', 1, text);
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

async function run(): Promise<void> {
  const service = getLanguageService({});
  service.configure({
    validate: true,
    schemas: [{ uri: 'pinning://schema', fileMatch: ['*.json'], schema: SCHEMA }],
  });
  for (const hosts of [10, 100, 1000, 10_000]) {
    const text = pinningFile(hosts);
    const ours = editor(text);
    const theirs = editor(text);
    await compare(`edit to fresh diagnostics, ${hosts} hosts`, {
      ours: () => {
        const document = ours();
        const model = read(document.getText(), { path: '/pinning.json', suffixes });
        return model && check(model, {}).map((finding) => toDiagnostic(document, finding));
      },
      peer: async () => {
        const document = theirs();
        return service.doValidation(document, service.parseJSONDocument(document));
      },
      peerName: 'vscode-json-languageservice with a schema',
      aim: 0.3,
      rounds: hosts > 1000 ? 9 : 101,
    });
  }
}

void run();
