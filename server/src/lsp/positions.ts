import {
  type ClientCapabilities,
  PositionEncodingKind,
  type TextDocumentsConfiguration,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { type Utf8Document, utf8Document } from './utf8-document';

/** How a client and the server count the characters of a line. */
export interface Positions {
  /**
   * Settles the way from what the client offers, or from what was told of a client that offers nothing, and answers it;
   * nothing where there is neither.
   */
  readonly settle: (client: ClientCapabilities, told?: unknown) => PositionEncodingKind | undefined;
  /** Makes documents that count in that way. */
  readonly documents: TextDocumentsConfiguration<TextDocument>;
  /** A text that is not open, as a document that counts in that way. */
  readonly unopened: (uri: string, text: string) => TextDocument;
}

/** Counts UTF-16 units, as every client must be able to, unless the client offers UTF-8 and not UTF-16. */
export function positions(): Positions {
  const inBytes = new WeakMap<TextDocument, Utf8Document>();
  let bytes = false;
  const create = (uri: string, languageId: string, version: number, content: string): TextDocument => {
    if (typeof uri !== 'string' || typeof content !== 'string') throw new TypeError('no document');
    if (!bytes) return TextDocument.create(uri, languageId, version, content);
    const document = utf8Document(uri, languageId, version, content);
    inBytes.set(document, document);
    return document;
  };
  return {
    settle({ general }, told) {
      const { UTF8, UTF16 } = PositionEncodingKind;
      const offered: unknown = general?.positionEncodings ?? (told === UTF8 ? [told] : undefined);
      bytes = false;
      if (!Array.isArray(offered)) return undefined;
      bytes = offered.includes(UTF8) && !offered.includes(UTF16);
      return bytes ? UTF8 : UTF16;
    },
    documents: {
      create,
      update(document, changes, version) {
        const counting = inBytes.get(document);
        if (!counting) return TextDocument.update(document, changes, version);
        counting.change(changes, version);
        return document;
      },
    },
    unopened: (uri, text) => create(uri, 'json', 0, text),
  };
}
