import type { Connection, Location, Range } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { filesOf, type Named, referenceAt, resourceName, usesOf } from '../features/references';
import { read } from '../model/read';
import { toRange } from './convert';
import type { Opened } from './documents';
import { pathOf } from './uri-path';

/** What finding uses needs of the server. */
export interface UsesHost {
  readonly document: (uri: string) => TextDocument | undefined;
  readonly documents: () => readonly TextDocument[];
  /** A text that is not open, as a document that counts positions as the client does. */
  readonly unopened: (uri: string, text: string) => TextDocument;
  readonly open: (document: TextDocument) => Promise<Opened>;
  /** The configurations on the disk around a document, found by listing. */
  readonly configurations: (
    uri: string,
  ) => Promise<readonly { readonly uri: string; readonly text: string }[]>;
}

/** More places than anyone looks through. */
const MAX_PLACES = 1000;

/** Answers where a reference such as `$resources.X` is used; in a file that is a resource itself, where that is. */
export function registerReferences(connection: Connection, host: UsesHost): void {
  connection.onReferences(async ({ textDocument, position, context }) => {
    const document = host.document(textDocument.uri);
    if (!document) return null;
    const offset = document.offsetAt(position);
    const opened = await host.open(document);
    const reference = opened.model && referenceAt(opened.model, offset);
    const named = reference ?? resourceName(opened.around?.path, opened.around?.workspace.resources);
    if (!named) return null;
    const files = context?.includeDeclaration ? filePlaces(opened, named) : [];
    return [...files, ...(await usePlaces(host, document, opened, named))];
  });
}

/** Where configurations name something: the open ones that the same `.pinwarden.json` holds for, and those beside it. */
export async function usePlaces(
  host: UsesHost,
  { uri }: TextDocument,
  { around }: Opened,
  named: Named,
): Promise<Location[]> {
  const places: Location[] = [];
  const seen = new Set<string>();
  for (const document of host.documents()) {
    const other = await host.open(document);
    seen.add(pathOf(document.uri));
    if (other.around?.config?.uri !== around?.config?.uri || !other.model) continue;
    places.push(
      ...usesOf(other.model, named).map((span) => ({ uri: document.uri, range: toRange(document, span) })),
    );
  }
  for (const { uri: file, text } of await host.configurations(uri)) {
    const path = pathOf(file);
    const model = seen.has(path) ? undefined : read(text, { path });
    if (!model) continue;
    const document = host.unopened(file, text);
    places.push(...usesOf(model, named).map((span) => ({ uri: file, range: toRange(document, span) })));
  }
  return places.sort(byPlace).slice(0, MAX_PLACES);
}

const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/** The start of each listed file that has a name; addressed from the folder of the configuration that declares it. */
export function filePlaces({ around }: Opened, named: Named): Location[] {
  const folder = around?.config?.uri.replace(/[^/]*$/, '');
  const files = filesOf(named, around?.workspace.resources ?? []);
  if (folder === undefined) return [];
  return files.map((file) => ({
    uri: folder + file.split('/').map(encodeURIComponent).join('/'),
    range: START,
  }));
}

function byPlace(a: Location, b: Location): number {
  if (a.uri !== b.uri) return a.uri < b.uri ? -1 : 1;
  return a.range.start.line - b.range.start.line || a.range.start.character - b.range.start.character;
}
