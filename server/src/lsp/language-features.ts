import {
  type ClientCapabilities,
  type CompletionItem,
  CompletionItemKind,
  CompletionItemTag,
  type Connection,
  type DefinitionLink,
  type Definition as DefinitionPlaces,
  type DocumentSymbol,
  type Hover,
  InsertTextFormat,
  type MarkupContent,
  MarkupKind,
  type Range,
  type ServerCapabilities,
  type SymbolInformation,
  SymbolKind,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Completion, type CompletionKind, completionsAt } from '../features/completion';
import { plainSnippet } from '../features/completion-item';
import { type Definition, definitionAt } from '../features/definition';
import { hoverAt } from '../features/hover';
import { plain } from '../features/markdown';
import { hasSchema } from '../features/schema';
import { type OutlineSymbol, symbolsOf } from '../features/symbols';
import type { Model } from '../model/model';
import { toRange } from './convert';
import type { Around, Opened } from './documents';
import type { InitializationOptions } from './protocol';

/** What the handlers need of the server. */
export interface LanguageHost {
  readonly document: (uri: string) => TextDocument | undefined;
  readonly open: (document: TextDocument) => Promise<Opened>;
  readonly client: () => ClientCapabilities;
  readonly told: () => InitializationOptions;
}

/** What an editor may ask beside diagnostics and code actions. */
export const LANGUAGE_CAPABILITIES: ServerCapabilities = {
  completionProvider: { triggerCharacters: ['"', '$', '.', '<'] },
  hoverProvider: true,
  definitionProvider: true,
  documentSymbolProvider: true,
};

/** A document that was read, and the offset that was asked about. */
interface Asked {
  readonly document: TextDocument;
  readonly model: Model;
  readonly opened: Opened;
  /** True where the editor has the schema of this file. */
  readonly schema: boolean;
}

/** Answers completion, hover, definition and symbols. */
export function registerLanguageFeatures(connection: Connection, host: LanguageHost): void {
  /** Reads the document; nothing where it is none of ours, or where it changed meanwhile. */
  const ask = async (uri: string): Promise<Asked | undefined> => {
    const document = host.document(uri);
    if (!document) return undefined;
    const { version } = document;
    const opened = await host.open(document);
    const { model } = opened;
    if (!model || document.version !== version || opened.version !== version) return undefined;
    const told = host.told().editorHasSchemas === true && /^jsonc?$/.test(document.languageId);
    return { document, model, opened, schema: told && hasSchema(model.kind, opened.path) };
  };
  const askAt = async <T>(
    { textDocument, position }: TextDocumentPositionParams,
    answer: (asked: Asked, offset: number) => T,
  ): Promise<T | null> => {
    const offset = host.document(textDocument.uri)?.offsetAt(position);
    const asked = await ask(textDocument.uri);
    return asked && offset !== undefined ? answer(asked, offset) : null;
  };

  connection.onCompletion((params) =>
    askAt(params, ({ document, model, opened, schema }, offset) => {
      const resources = opened.around?.workspace.resources;
      const found = completionsAt(model, offset, { resources, schema });
      return found.map((completion, index) => toItem(document, completion, index, host.client()));
    }),
  );
  connection.onHover((params) =>
    askAt(params, ({ document, model, opened, schema }, offset): Hover | null => {
      const { findings, around } = opened;
      const found = hoverAt(model, offset, { resources: around?.workspace.resources, schema, findings });
      const formats = host.client().textDocument?.hover?.contentFormat;
      return found
        ? { range: toRange(document, found.span), contents: toMarkup(found.markdown, formats) }
        : null;
    }),
  );
  connection.onDefinition((params) =>
    askAt(params, ({ document, model, opened }, offset) => {
      const { around } = opened;
      const found = definitionAt(model, offset, around?.workspace.resources);
      const links = host.client().textDocument?.definition?.linkSupport === true;
      return found ? toPlaces(document, found, around, links) : null;
    }),
  );
  connection.onDocumentSymbol(async ({ textDocument }) => {
    const asked = await ask(textDocument.uri);
    if (!asked) return [];
    const symbols = symbolsOf(asked.model);
    const tree = host.client().textDocument?.documentSymbol?.hierarchicalDocumentSymbolSupport === true;
    return tree
      ? symbols.map((symbol) => toSymbol(asked.document, symbol))
      : symbols.flatMap((symbol) => toFlat(asked.document, symbol));
  });
}

const ITEM_KINDS: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.Value,
  preference: CompletionItemKind.Constant,
  reference: CompletionItemKind.Reference,
  variable: CompletionItemKind.Variable,
  element: CompletionItemKind.Class,
  attribute: CompletionItemKind.Field,
};

function toItem(
  document: TextDocument,
  { label, kind, replace, snippet, filter, detail, documentation, deprecated }: Completion,
  index: number,
  client: ClientCapabilities,
): CompletionItem {
  const can = client.textDocument?.completion?.completionItem;
  const snippets = can?.snippetSupport === true;
  const tags = can?.tagSupport?.valueSet.includes(CompletionItemTag.Deprecated) === true;
  return {
    label,
    kind: ITEM_KINDS[kind],
    sortText: String(index).padStart(4, '0'),
    filterText: filter,
    insertTextFormat: snippets ? InsertTextFormat.Snippet : InsertTextFormat.PlainText,
    textEdit: { range: toRange(document, replace), newText: snippets ? snippet : plainSnippet(snippet) },
    ...(detail ? { detail } : {}),
    ...(documentation ? { documentation: toMarkup(documentation, can?.documentationFormat) } : {}),
    ...(deprecated && tags ? { tags: [CompletionItemTag.Deprecated] } : {}),
  };
}

function toMarkup(markdown: string, formats: readonly MarkupKind[] | undefined): MarkupContent {
  return formats?.includes(MarkupKind.Markdown)
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plain(markdown) };
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** A listed file is addressed from the folder of the configuration that declares it. */
function toPlaces(
  document: TextDocument,
  found: Definition,
  around: Around | undefined,
  links: boolean,
): DefinitionPlaces | DefinitionLink[] {
  const own = found.to === 'place' ? [{ uri: document.uri, range: toRange(document, found.target) }] : [];
  const files = found.to === 'files' ? found.files : [];
  const folder = around?.config?.uri.replace(/[^/]*$/, '');
  const others = files.flatMap((file) =>
    folder ? [{ uri: folder + file.split('/').map(encodeURIComponent).join('/'), range: START }] : [],
  );
  const places = [...own, ...others];
  if (!links) return places;
  return places.map(({ uri, range }) => ({
    originSelectionRange: toRange(document, found.span),
    targetUri: uri,
    targetRange: range,
    targetSelectionRange: range,
  }));
}

const SYMBOL_KINDS: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  host: SymbolKind.Namespace,
  pin: SymbolKind.Key,
  group: SymbolKind.Module,
  variable: SymbolKind.Variable,
  operation: SymbolKind.Method,
  preference: SymbolKind.Property,
};

function toSymbol(document: TextDocument, symbol: OutlineSymbol): DocumentSymbol {
  const { name, kind, detail, span, selection, children } = symbol;
  return {
    name,
    kind: SYMBOL_KINDS[kind],
    ...(detail ? { detail } : {}),
    range: toRange(document, span),
    selectionRange: toRange(document, selection),
    children: children.map((child) => toSymbol(document, child)),
  };
}

function toFlat(document: TextDocument, symbol: OutlineSymbol, container?: string): SymbolInformation[] {
  const { name, kind, selection, children } = symbol;
  const own = {
    name,
    kind: SYMBOL_KINDS[kind],
    location: { uri: document.uri, range: toRange(document, selection) },
    ...(container ? { containerName: container } : {}),
  };
  return [own, ...children.flatMap((child) => toFlat(document, child, name))];
}
