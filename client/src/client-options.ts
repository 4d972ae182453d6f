import * as vscode from 'vscode';
import type { LanguageClientOptions } from 'vscode-languageclient';
import type { InitializationOptions } from '../../server/src/lsp/protocol';

/** The languages whose documents the server reads. */
export const SELECTOR = [
  { language: 'json' },
  { language: 'jsonc' },
  { language: 'yaml' },
  { language: 'xml' },
];

/** What the server is told about this window, wherever it runs. */
export function clientOptions(
  own: Pick<InitializationOptions, 'asksHosts' | 'scripts'>,
): LanguageClientOptions {
  const initializationOptions: InitializationOptions = {
    editorReportsJsonSyntax: true,
    editorHasSchemas: true,
    asks: true,
    looksAround: true,
    ...(vscode.l10n.bundle ? { texts: vscode.l10n.bundle } : {}),
    ...own,
    settings: {
      managedDomains: vscode.workspace.getConfiguration('pinwarden').get<string[]>('managedDomains', []),
    },
  };
  return {
    documentSelector: SELECTOR,
    initializationOptions,
    synchronize: { configurationSection: 'pinwarden' },
  };
}
