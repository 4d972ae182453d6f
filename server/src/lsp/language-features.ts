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
  type Location,
  type MarkupContent,
  MarkupKind,
  type ServerCapabilities,
  type SymbolInformation,
  SymbolKind,
  type TextDocumentPositionParams,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Observed } from '../core/observed';
import type { Span } from '../core/span';
import { type Completion, type CompletionKind, completionsAt } from '../features/completion';
import { plainSnippet } from '../features/completion-item';
import { definitionAt } from '../features/definition';
import { hoverAt } from '../features/hover';
import { plain } from '../features/markdown';
import { headingAt, resourceName } from '../features/references';
import { hasSchema } from '../features/schema';
import { type OutlineSymbol, symbolsOf } from '../features/symbols';
import type { Model } from '../model/model';
import { toRange } from './convert';
import type { Opened } from './documents';
import type { InitializationOptions } from './protocol';
import { filePlaces, registerReferences, type UsesHost, usePlaces } from './uses';

/** What the handlers need of the server. */
export interface LanguageHost extends UsesHost {
  readonly observed: () => Observed | undefined;
  readonly client: () => ClientCapabilities;
  readonly told: () => InitializationOptions;
  /** The local date as `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** What an editor may ask beside diagnostics and code actions. */
export const LANGUAGE_CAPABILITIES: ServerCapabilities = {
  completionProvider: { triggerCharacters: ['"', '$', '.', '<'] },
  hoverProvider: true,
  definitionProvider: true,
  referencesProvider: true,
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

/** Answers completion, hover, definition, references and symbols. */
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
    answer: (asked: Asked, offset: number) => T | Promise<T>,
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
      const found = hoverAt(model, offset, {
        resources: around?.workspace.resources,
        schema,
        findings,
        linkPages: !linksCodes(host.client()),
        observed: host.observed(),
        today: host.today(),
      });
      const formats = host.client().textDocument?.hover?.contentFormat;
      return found
        ? { range: toRange(document, found.span), contents: toMarkup(found.markdown, formats) }
        : null;
    }),
  );
  connection.onDefinition((params) =>
    askAt(params, async (asked, offset) => {
      const links = host.client().textDocument?.definition?.linkSupport === true;
      const found = await places(asked, offset);
      return found ? toPlaces(asked.document, found, links) : null;
    }),
  );
  /** Where the name at an offset leads; in a resource, its heading leads to the configurations that name it. */
  const places = async ({ document, model, opened }: Asked, offset: number): Promise<Places | undefined> => {
    const { path, workspace } = opened.around ?? {};
    const found = definitionAt(model, offset, workspace?.resources);
    if (found?.to === 'place') {
      return { from: found.span, to: [{ uri: document.uri, range: toRange(document, found.target) }] };
    }
    if (found) return { from: found.span, to: filePlaces(opened, found.named) };
    const named = resourceName(path, workspace?.resources);
    const from = named && headingAt(model, offset);
    return from && { from, to: await usePlaces(host, document, opened, named) };
  };
  registerReferences(connection, host);
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

/** Whether the editor shows the address that comes with the code of a diagnostic. */
function linksCodes({ textDocument }: ClientCapabilities): boolean {
  // Later versions of the protocol say it of pulled diagnostics, too.
  const ways: readonly ({ codeDescriptionSupport?: boolean } | undefined)[] = [
    textDocument?.publishDiagnostics,
    textDocument?.diagnostic,
  ];
  return ways.some((way) => way?.codeDescriptionSupport === true);
}

function toMarkup(markdown: string, formats: readonly MarkupKind[] | undefined): MarkupContent {
  return formats?.includes(MarkupKind.Markdown)
    ? { kind: MarkupKind.Markdown, value: markdown }
    : { kind: MarkupKind.PlainText, value: plain(markdown) };
}

/** Where something leads, and the stretch that it leads from. */
interface Places {
  readonly from: Span;
  readonly to: readonly Location[];
}

function toPlaces(
  document: TextDocument,
  { from, to }: Places,
  links: boolean,
): DefinitionPlaces | DefinitionLink[] | null {
  if (to.length === 0) return null;
  if (!links) return [...to];
  return to.map(({ uri, range }) => ({
    originSelectionRange: toRange(document, from),
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
