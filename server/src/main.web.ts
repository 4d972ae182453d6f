import {
  BrowserMessageReader,
  BrowserMessageWriter,
  createConnection,
  ProposedFeatures,
} from 'vscode-languageserver/browser';
import { localDate } from './core/date';
import { startServer } from './lsp/server';
import type { Loaders } from './model/parts';

declare const self: DedicatedWorkerGlobalScope;

/** Where the package's scripts lie, a URL; a worker that VS Code starts does not know where it comes from. */
let scripts: string | undefined;

/** The parts are the files that Node loads, too: one copy of each travels, and none is fetched before it is needed. */
const loaders: Loaders = {
  suffixes: async () => load<typeof import('./model/suffixes')>('suffixes').suffixes,
  parseXml: async () => load<typeof import('./core/xml')>('xml').parseXml,
  parseYaml: async () => load<typeof import('./core/yaml')>('yaml').parseYaml,
};

const loaded = new Map<string, unknown>();

/** Runs a CommonJS script at once, so that nobody else sees its `module`, and answers what it exports. */
function load<T>(name: string): T {
  if (!loaded.has(name)) {
    if (scripts === undefined) throw new Error(`nobody told where ${name}.js lies`);
    const module = { exports: {} };
    Object.assign(self, { module });
    importScripts(`${scripts}/${name}.js`);
    loaded.set(name, module.exports);
  }
  return loaded.get(name) as T;
}

// A worker sees no files: nothing is told of what lies around a document.
startServer(
  createConnection(ProposedFeatures.all, new BrowserMessageReader(self), new BrowserMessageWriter(self)),
  {
    loaders,
    today: () => localDate(),
    told: (options) => {
      scripts = options.scripts;
    },
  },
);
