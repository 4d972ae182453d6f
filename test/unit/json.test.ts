import { deepEqual, doesNotThrow, equal, ok } from 'node:assert/strict';
import { applyEdits } from '../../server/src/core/edits';
import { type Parsed, parseJson } from '../../server/src/core/json';
import type { ProblemKind } from '../../server/src/core/problem';
import type { Span } from '../../server/src/core/span';
import type { Node } from '../../server/src/core/tree';
import { random } from './random';

const PRETTY = JSON.stringify(
  {
    hosts: [
      { host: 'api.example.org', hashes: ['sha256/a\\"b', '\u00e9\u2028'] },
      { host: 'x', n: [1, -0.5e3, true, false, null, {}, [], ''] },
    ],
    last: { deep: { deeper: [[['end']]] } },
  },
  undefined,
  2,
);

describe('tolerant JSON parser', () => {
  describe('valid texts', () => {
    for (const [name, text] of [
      ['pretty', PRETTY],
      ['dense', JSON.stringify(JSON.parse(PRETTY))],
      ['CRLF', PRETTY.replaceAll('\n', '\r\n')],
      ['CR', PRETTY.replaceAll('\n', '\r')],
      ['a string', '"x"'],
      ['a number', ' -1.5E-3 '],
      ['null', 'null'],
      ['escapes', '{"\\u0041\\n": "\\ud83d\\ude00\\/"}'],
      ['a key twice', '{"a": 1, "a": 2}'],
    ] as const) {
      it(`${name}: reads what JSON.parse reads`, () => {
        const parsed = parseJson(text);
        deepEqual(parsed.problems, []);
        deepEqual(plain(parsed.root), JSON.parse(text));
        eachSpan(parsed, ({ type, span }) => {
          if (type !== 'key') doesNotThrow(() => JSON.parse(text.slice(span.start, span.end)));
        });
      });
    }

    it('a string knows the stretch between its quotes', () => {
      const text = '{"a\\u0062": "c\\"d"}';
      const { root } = parseJson(text);
      ok(root?.type === 'object');
      const [only] = root.members;
      ok(only?.value?.type === 'string');
      equal(text.slice(only.key.inner.start, only.key.inner.end), 'a\\u0062');
      equal(text.slice(only.value.inner.start, only.value.inner.end), 'c\\"d');
    });
  });

  it('agrees with JSON.parse on what is JSON, for 6,000 mutations', () => {
    const source = random(20261122);
    const dense =
      '{"hosts":[{"host":"api.example.org","hashes":["sha256/A=","x"],"n":[1,-0.5e3,true,null]}]}';
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"',
      '\\',
      '0',
      '-',
      '.',
      'e',
      't',
      ' ',
      '\n',
      '\t',
      '\u0001',
      '/',
      '*',
    ];
    for (let round = 0; round < 6000; round++) {
      const at = source.below(dense.length + 1);
      const piece = source.pick(pieces as [string, ...string[]]);
      const cut = source.below(3);
      const text = dense.slice(0, at) + (source.below(4) ? piece : '') + dense.slice(at + cut);
      const parsed = parseJson(text);
      eachSpan(parsed, ({ span }) => inside(span, text));
      const sound = isJson(text);
      equal(parsed.problems.length === 0, sound, `round ${round}: ${text}`);
      if (sound) deepEqual(plain(parsed.root), JSON.parse(text));
    }
  }).timeout(60_000);

  describe('truncation at every position', () => {
    for (const [name, text] of [
      ['pretty', PRETTY],
      ['tabs and CRLF', PRETTY.replaceAll('  ', '\t').replaceAll('\n', '\r\n')],
      ['opened together', '{\n    "a": [{\n        "b": "c",\n        "d": [1, 2]\n    }]\n}'],
      ['without outer braces', PRETTY.slice(2, -2)],
    ] as const) {
      it(`${name}: said as such, and completed to JSON where an end is certain`, () => {
        for (let end = 1; end < text.length; end++) {
          const cut = text.slice(0, end);
          const parsed = parseJson(cut);
          eachSpan(parsed, ({ span }) => inside(span, cut));
          if (isJson(cut)) continue;
          if (cut.trim() === '') {
            deepEqual(kinds(parsed), ['empty']);
            continue;
          }
          ok(parsed.problems.length > 0, cut);
          for (const { kind, edits } of parsed.problems) {
            if ((kind !== 'truncated' && kind !== 'missing-braces') || !edits) continue;
            if (kinds(parsed).includes('syntax')) continue;
            ok(isJson(applyEdits(cut, edits)), `${cut}\n→\n${applyEdits(cut, edits)}`);
          }
        }
      });
    }

    it('names a text that only stops too early, and nothing else', () => {
      deepEqual(kinds(parseJson('{"hosts": [{"host": "a"')), ['truncated']);
      deepEqual(kinds(parseJson('{"hosts": [{"host": "a",')), ['truncated']);
      deepEqual(kinds(parseJson('{"hosts": [{"host": "a')), ['truncated']);
      deepEqual(kinds(parseJson('{"hosts":')), ['truncated']);
    });

    it('closers come back byte for byte, in the manner of the text', () => {
      for (const whole of [
        '{\n  "a": [\n    {\n      "b": 1\n    }\n  ]\n}',
        '{\r\n\t"a": [\r\n\t\t{\r\n\t\t\t"b": 1\r\n\t\t}\r\n\t]\r\n}',
        '{\r  "a": [\r    1\r  ]\r}',
        '{\n    "a": [{\n        "b": 1\n    }]\n}',
        '{"a":[{"b":1}]}',
      ]) {
        const cut = whole.slice(0, whole.indexOf('1') + 1);
        equal(mend(cut), whole);
        equal(mend(`${cut},`), whole, 'a waiting comma gives way');
      }
    });
  });

  describe('pasted without outer braces', () => {
    it('gets them back', () => {
      equal(mend('"a": { "b": 1 }'), '{\n"a": { "b": 1 }\n}');
      equal(mend('  "a": 1,\n  "b": 2\n'), '{\n  "a": 1,\n  "b": 2\n}\n');
      deepEqual(kinds(parseJson('"a": 1, "b": [2]')), ['missing-braces']);
    });

    it('gets the closers back that are missing as well', () => {
      const fixed = mend('    "a": {\n        "b": [{\n            "c": "d"\n');
      deepEqual(JSON.parse(fixed), { a: { b: [{ c: 'd' }] } });
    });

    it('only the opening brace is missing', () => {
      const fixed = mend('"a": 1 }');
      deepEqual(JSON.parse(fixed), { a: 1 });
    });
  });

  describe('what a strict parser refuses, but people write', () => {
    const cases: readonly [string, string, readonly ProblemKind[], unknown][] = [
      ['line comment', '{ // c\n"a": 1 }', ['comment'], { a: 1 }],
      ['block comment', '{ "a": /* c */ 1 }', ['comment'], { a: 1 }],
      ['comment after the end', '{} // c', ['comment'], {}],
      ['trailing comma in an object', '{"a": 1,}', ['trailing-comma'], { a: 1 }],
      ['trailing comma in an array', '[1, 2, ]', ['trailing-comma'], [1, 2]],
      ['byte order mark', '\ufeff{"a": 1}', ['byte-order-mark'], { a: 1 }],
      ['no-break indentation', '{\n\u00a0\u00a0"a":\u00a01\n}', ['odd-space', 'odd-space'], { a: 1 }],
      ['no-break space after a truth value', '{"a": true\u00a0}', ['odd-space'], { a: true }],
      ['ideographic space', '{\u3000"a": 1}', ['odd-space'], { a: 1 }],
      ['reference', '{"a": $resources.b.json}', ['unquoted-reference'], { a: '$resources.b.json' }],
      [
        'references in a list',
        '[$images.a, $extensibilitySettings.B]',
        ['unquoted-reference', 'unquoted-reference'],
        ['$images.a', '$extensibilitySettings.B'],
      ],
      [
        'no-break space after a reference',
        '{"a": $images.b\u00a0}',
        ['odd-space', 'unquoted-reference'],
        { a: '$images.b' },
      ],
    ];
    for (const [name, text, expected, value] of cases) {
      it(name, () => {
        const parsed = parseJson(text);
        deepEqual(kinds(parsed), expected);
        deepEqual(plain(parsed.root), value);
        const edits = parsed.problems.flatMap((problem) => problem.edits ?? []);
        if (!expected.includes('comment')) deepEqual(JSON.parse(applyEdits(text, edits)), value);
      });
    }

    it('no-break spaces in a string are text', () => {
      deepEqual(parseJson('"a\u00a0b"').problems, []);
    });

    it('other dollar words are no references', () => {
      deepEqual(kinds(parseJson('{"a": $other.x}')), ['syntax']);
      deepEqual(kinds(parseJson('{"a": $resources}')), ['syntax']);
    });
  });

  describe('mismatches: read on around the fault', () => {
    for (const text of [
      '{"a": {"x": 1], "b": 3}',
      '{"a" 1, "b": 3}',
      '{"a": , "b": 3}',
      '{"a": 1 "b": 3}',
      '{a: 1, "b": 3}',
      '{\'a\': 1, "b": 3}',
      '{"a": 1,, "b": 3}',
      '{, "b": 3}',
      '{"a": ..., "b": 3}',
      '{..., "b": 3}',
      '{"a": "unclosed,\n"b": 3}',
      '{"a": "\u0001", "b": 3}',
      '{"a": "\\q", "b": 3}',
      '{"a": undefined, "b": 3}',
      '{1: 2, "b": 3}',
      '{"a" $images.x, "b": 3}',
      '{$images.x: 1, "b": 3}',
      '{$images.x, "b": 3}',
      '{[1, 2], "b": 3}',
    ]) {
      it(JSON.stringify(text), () => {
        const parsed = parseJson(text);
        ok(kinds(parsed).includes('syntax'));
        ok(parsed.root?.type === 'object');
        equal((plain(parsed.root) as { b?: unknown }).b, 3);
      });
    }

    it('a bracket that an outer container waits for closes that one', () => {
      const parsed = parseJson('{"hosts": [{"hashes": ["a", "b"}, {"hashes": ["c"}]}');
      ok(kinds(parsed).includes('syntax'));
      deepEqual(plain(parsed.root), { hosts: [{ hashes: ['a', 'b'] }, { hashes: ['c'] }] });
    });

    it('more after the end is a fault, and the first value counts', () => {
      const parsed = parseJson('{"b": 3} {"c": 4}');
      deepEqual(kinds(parsed), ['syntax']);
      deepEqual(plain(parsed.root), { b: 3 });
    });
  });

  describe('bounds', () => {
    it('a bomb of 200,000 brackets is not read below a depth', () => {
      for (const text of [
        '['.repeat(200_000),
        '{"a":'.repeat(200_000),
        '['.repeat(200_000) + ']'.repeat(200_000),
      ]) {
        const parsed = parseJson(text);
        ok(kinds(parsed).includes('too-deep'));
        eachSpan(parsed, ({ span }) => inside(span, text));
      }
    }).timeout(60_000);

    for (const piece of [
      '[',
      ']',
      ',',
      '"',
      '{}',
      '/**/',
      '//\n',
      '\u00a0',
      '\u00a0x',
      'true\u00a0',
      '"a":',
      '$images.x ',
      '\\',
      'x ',
    ]) {
      it(`5 MB of ${JSON.stringify(piece)} end`, () => {
        const text = piece.repeat(Math.ceil(5_000_000 / piece.length));
        ok(Array.isArray(parseJson(text).problems));
      }).timeout(60_000);
    }

    it('5 MB of JSON are read', () => {
      const text = JSON.stringify(
        Array.from({ length: 100_000 }, (_, i) => ({ host: `h${i}.example.org`, hashes: [] })),
      );
      ok(text.length > 4_000_000);
      const parsed = parseJson(text);
      deepEqual(parsed.problems, []);
      ok(parsed.root?.type === 'array');
      equal(parsed.root.items.length, 100_000);
    }).timeout(60_000);
  });
});

function kinds({ problems }: Parsed): ProblemKind[] {
  return problems.map(({ kind }) => kind);
}

function mend(text: string): string {
  return applyEdits(
    text,
    parseJson(text).problems.flatMap(({ edits }) => edits ?? []),
  );
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

function plain(node: Node | undefined): unknown {
  if (!node) return undefined;
  if (node.type === 'object') {
    return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plain(value)]));
  }
  return node.type === 'array' ? node.items.map(plain) : node.value;
}

/** Calls back for every node, key, problem and edit of what was parsed. */
function eachSpan({ root, problems }: Parsed, see: (place: { type: string; span: Span }) => void): void {
  for (const { kind, span, edits } of problems) {
    see({ type: 'key', span });
    for (const edit of edits ?? []) see({ type: 'key', span: edit.span });
    ok(kind);
  }
  const walk = (node: Node) => {
    see(node);
    if (node.type === 'array') node.items.forEach(walk);
    if (node.type !== 'object') return;
    for (const { key, value, span } of node.members) {
      see({ type: 'key', span });
      see({ type: 'key', span: key.span });
      if (value) walk(value);
    }
  };
  if (root) walk(root);
}

function inside({ start, end }: Span, text: string): void {
  ok(0 <= start && start <= end && end <= text.length, `${start}–${end} of ${text.length}`);
}
