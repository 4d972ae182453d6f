import { deepEqual, equal } from 'node:assert/strict';
import fc from 'fast-check';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { utf8Document } from '../../server/src/lsp/utf8-document';

const open = (text: string) => utf8Document('file:///a', 'json', 1, text);
const utf8 = (text: string) => Buffer.byteLength(text);

const TEXTS: readonly string[] = [
  '',
  'plain',
  'ä\nöü\r\n\u{1f511}x\rß',
  '\ufeff\u{1f511}\u{1f511}',
  '\ud83d alone \udd11',
  `${'é'.repeat(1023)}\u{1f511}${'é'.repeat(1025)}`,
  `${'x'.repeat(1024)}\n${'ß'.repeat(2048)}`,
];

describe('a document in bytes', () => {
  it('counts what UTF-8 takes from the start of the line', () => {
    for (const text of TEXTS) {
      const document = open(text);
      const units = TextDocument.create('file:///a', 'json', 1, text);
      for (let offset = 0; offset <= text.length; offset++) {
        const place = units.positionAt(offset);
        if (isInsidePair(text, offset)) continue;
        const start = units.offsetAt({ line: place.line, character: 0 });
        const character = utf8(text.slice(start, start + place.character));
        deepEqual(document.positionAt(offset), { line: place.line, character }, `${offset}`);
        equal(document.offsetAt({ line: place.line, character }), start + place.character, `${offset}`);
      }
    }
  });

  it('takes a place inside a character as its start, and one beyond the line as its end', () => {
    const document = open('a\u{1f511}b\nc');
    const cases = [
      [0, 1, 1],
      [0, 2, 1],
      [0, 4, 1],
      [0, 5, 3],
      [0, 99, 4],
      [1, 99, 6],
      [9, 9, 6],
    ] as const;
    for (const [line, character, offset] of cases)
      equal(document.offsetAt({ line, character }), offset, `${line}:${character}`);
  });

  it('takes changes over as a document in units does', () => {
    const characters = fc.constantFrom('a', 'é', '€', '\u{1f511}', '\n', '\r\n');
    const texts = fc.array(characters, { maxLength: 30 }).map((parts) => parts.join(''));
    const changes = fc.array(fc.tuple(fc.nat(40), fc.nat(10), texts), { maxLength: 5 });
    fc.assert(
      fc.property(texts, changes, (before, edits) => {
        const document = open(before);
        const units = TextDocument.create('file:///a', 'json', 1, before);
        for (const [start, length, text] of edits) {
          const from = units.offsetAt(units.positionAt(start));
          const to = units.offsetAt(units.positionAt(start + length));
          if (isInsidePair(units.getText(), from) || isInsidePair(units.getText(), to)) continue;
          const bytes = { start: document.positionAt(from), end: document.positionAt(to) };
          document.change([{ range: bytes, text }], units.version + 1);
          const range = { start: units.positionAt(from), end: units.positionAt(to) };
          TextDocument.update(units, [{ range, text }], units.version + 1);
        }
        equal(document.getText(), units.getText());
        equal(document.version, units.version);
        equal(document.lineCount, units.lineCount);
      }),
    );
  });

  it('takes a whole new text, and several changes at once', () => {
    const document = open('ä');
    document.change([{ text: 'é\u{1f511}' }], 2);
    const at = (start: number, end: number) => ({
      start: { line: 0, character: start },
      end: { line: 0, character: end },
    });
    document.change(
      [
        { range: at(2, 6), text: 'ß' },
        { range: at(4, 4), text: '!' },
      ],
      3,
    );
    equal(document.getText(), 'éß!');
    equal(document.getText(at(2, 4)), 'ß');
    equal(document.version, 3);
  });
});

function isInsidePair(text: string, offset: number): boolean {
  return /[\ud800-\udbff]/.test(text.charAt(offset - 1)) && /[\udc00-\udfff]/.test(text.charAt(offset));
}
