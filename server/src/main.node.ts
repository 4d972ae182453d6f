import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { localDate } from './core/date';
import { startServer } from './lsp/server';

startServer(createConnection(ProposedFeatures.all), {
  suffixes: async () => (await import('./model/suffixes')).suffixes,
  today: () => localDate(),
});
