import type { Position, TextDocumentContentChangeEvent } from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';

/** A document whose positions count bytes of UTF-8 within a line. Offsets count UTF-16 units, as everywhere. */
export interface Utf8Document extends TextDocument {
  /** Takes changes over one after another, with ranges in bytes. */
  readonly change: (changes: readonly TextDocumentContentChangeEvent[], version: number) => void;
}

/** Opens a document for a client that counts bytes. A position inside a character means its start. */
export function utf8Document(
  uri: string,
  languageId: string,
  version: number,
  content: string,
): Utf8Document {
  const text = TextDocument.create(uri, languageId, version, content);
  let counted: ByteCount | undefined;
  const bytesBefore = (offset: number) => {
    counted ??= byteCount(text.getText());
    return counted(offset);
  };
  const lineStart = (line: number) => text.offsetAt({ line, character: 0 });
  const positionAt = (offset: number): Position => {
    const { line, character } = text.positionAt(offset);
    const start = lineStart(line);
    return { line, character: bytesBefore(start + character) - bytesBefore(start) };
  };
  const offsetAt = ({ line, character }: Position): number => {
    let low = lineStart(line);
    let high = text.offsetAt({ line, character: Number.MAX_SAFE_INTEGER });
    const wanted = bytesBefore(low) + character;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (bytesBefore(middle) <= wanted) low = middle;
      else high = middle - 1;
    }
    return low;
  };
  return {
    uri,
    languageId,
    get version() {
      return text.version;
    },
    get lineCount() {
      return text.lineCount;
    },
    positionAt,
    offsetAt,
    getText: (range) =>
      range ? text.getText().slice(offsetAt(range.start), offsetAt(range.end)) : text.getText(),
    getEOLCharacters: (line) => text.getEOLCharacters(line),
    getLineRange(line) {
      const { start, end } = text.getLineRange(line);
      return { start, end: positionAt(text.offsetAt(end)) };
    },
    change(changes, next) {
      TextDocument.update(text, [], next);
      for (const change of changes) {
        const range = 'range' in change ? change.range : undefined;
        const units = (position: Position) => text.positionAt(offsetAt(position));
        const places = range && { range: { start: units(range.start), end: units(range.end) } };
        TextDocument.update(text, [{ text: change.text, ...places }], next);
        counted = undefined;
      }
    },
  };
}

/** The bytes of UTF-8 before a UTF-16 offset. */
type ByteCount = (offset: number) => number;

/** How many UTF-16 units lie between two remembered counts: so many are walked for an answer at most. */
const STEP = 1024;

/** Walks a text once, so that each question about it is answered with a short walk. */
function byteCount(text: string): ByteCount {
  const marks = new Uint32Array(Math.floor(text.length / STEP) + 1);
  let bytes = 0;
  for (let at = 0; at < text.length; at++) {
    if (at % STEP === 0) marks[at / STEP] = bytes;
    bytes += bytesAt(text, at);
  }
  if (text.length % STEP === 0) marks[text.length / STEP] = bytes;
  return (offset) => {
    const mark = Math.floor(offset / STEP);
    let sum = marks[mark] ?? 0;
    for (let at = mark * STEP; at < offset; at++) sum += bytesAt(text, at);
    return sum;
  };
}

/** The bytes that a unit brings: a surrogate pair's four with its first half, a lone half's three as U+FFFD. */
function bytesAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0x80) return 1;
  if (unit < 0x800) return 2;
  if (isHigh(unit) && isLow(text.charCodeAt(at + 1))) return 4;
  return isLow(unit) && isHigh(text.charCodeAt(at - 1)) ? 0 : 3;
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit < 0xdc00;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit < 0xe000;
}
