import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { localDate } from './core/date';
import { startServer } from './lsp/server';
import { nodeLoaders } from './node-loaders';

startServer(createConnection(ProposedFeatures.all), {
  loaders: nodeLoaders,
  today: () => localDate(),
});
