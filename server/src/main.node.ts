import { fileURLToPath, pathToFileURL } from 'node:url';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { localDate } from './core/date';
import { explorer } from './disk/surroundings';
import type { Explore } from './lsp/documents';
import { frameWatch } from './lsp/frames';
import { startServer } from './lsp/server';
import { nodeLoaders } from './node-loaders';

/** Documents that are no files have nothing around them. */
const explore: Explore = (folders) => {
  const disk = explorer({ folders: folders.flatMap((uri) => pathOf(uri) ?? []) });
  return {
    forget: disk.forget,
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

startServer(createConnection(ProposedFeatures.all), {
  loaders: nodeLoaders,
  explore,
  today: () => localDate(),
});

const framing = frameWatch();
if (process.argv.includes('--stdio')) process.stdin.on('data', endWhenBroken);

/** Where one message ends and the next begins is known no more once a header is broken: only a new start helps. */
function endWhenBroken(chunk: Buffer): void {
  const fault = framing(chunk);
  if (fault === undefined) return;
  process.stderr.write(`pinwarden: standard input is not what an editor sends: ${fault}\n`);
  process.exit(1);
}
