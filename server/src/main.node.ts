import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Connection, createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { localDate } from './core/date';
import { explorer } from './disk/surroundings';
import type { Explore } from './lsp/documents';
import { startServer } from './lsp/server';
import { nodeLoaders } from './node-loaders';
import { soundMessages } from './sound-messages';

/** Documents that are no files have nothing around them. */
const explore: Explore = (folders) => {
  const disk = explorer({ folders: folders.flatMap((uri) => pathOf(uri) ?? []) });
  return {
    forget: disk.forget,
    certificates: disk.certificates,
    async around(uri) {
      const file = pathOf(uri);
      if (file === undefined) return undefined;
      const { config, ...found } = await disk.around(file);
      return config ? { ...found, config: { ...config, uri: pathToFileURL(config.file).href } } : found;
    },
    async configurations(uri) {
      const file = pathOf(uri);
      const found = file === undefined ? [] : await disk.configurations(file);
      return found.map(({ file: own, text }) => ({ uri: pathToFileURL(own).href, text }));
    },
  };
};

function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri) : undefined;
  } catch {
    return undefined;
  }
}

startServer(connect(), {
  loaders: nodeLoaders,
  explore,
  today: () => localDate(),
});

/** The editor: on the standard streams, or as the library finds it in the arguments. */
function connect(): Connection {
  if (!process.argv.includes('--stdio')) return createConnection(ProposedFeatures.all);
  // Only messages go to standard output.
  for (const way of ['log', 'info', 'debug'] as const) console[way] = console.error;
  return createConnection(ProposedFeatures.all, soundMessages(process.stdin), process.stdout);
}
