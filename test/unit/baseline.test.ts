import { deepEqual, equal, ok } from 'node:assert/strict';
import {
  type BaselineEntry,
  baselineText,
  entriesFor,
  readBaseline,
  useBaseline,
} from '../../server/src/config/baseline';
import type { Finding } from '../../server/src/core/finding';

function finding(rule: string, host?: string, start = 0): Finding {
  const span = { start, end: start + 1 };
  return { rule, severity: 'error', span, message: 'x', ...(host === undefined ? {} : { host }) };
}

function entries(text: string): readonly BaselineEntry[] {
  const found = readBaseline(text);
  ok('entries' in found, 'fault' in found ? found.fault : '');
  return found.entries;
}

const A = { path: 'a.json', rule: 'r', host: 'h.example.org', count: 1 };

describe('baseline', () => {
  it('is read as it was written, sorted, with an entry a line', () => {
    const written = baselineText([
      { path: 'b.json', rule: 'r', count: 2 },
      { ...A, rule: 's' },
      A,
      { path: 'a.json', rule: 'r', count: 1 },
      A,
    ]);
    deepEqual(entries(written), [
      { path: 'a.json', rule: 'r', count: 1 },
      { ...A, count: 2 },
      { ...A, rule: 's' },
      { path: 'b.json', rule: 'r', count: 2 },
    ]);
    equal(baselineText(entries(written)), written);
    equal(written.split('\n').filter((line) => line.includes('"rule"')).length, 4);
    equal(baselineText([]), '{\n  "version": 1,\n  "findings": []\n}\n');
    deepEqual(entries(baselineText([])), []);
  });

  const wrong: readonly string[] = [
    '',
    'null',
    '[]',
    '{',
    '{}',
    '{"version":1}',
    '{"version":2,"findings":[]}',
    '{"version":"1","findings":[]}',
    '{"version":1,"findings":{}}',
    ...[
      {},
      null,
      { ...A, count: 0 },
      { ...A, count: -1 },
      { ...A, count: 1.5 },
      { ...A, count: '1' },
      { ...A, count: 1e300 },
      { ...A, host: 1 },
      { rule: 'r', count: 1 },
      { path: 'a.json', count: 1 },
      { path: 'a.json', rule: 'r' },
    ].map((entry) => JSON.stringify({ version: 1, findings: [A, entry] })),
    '['.repeat(100_000),
  ];
  for (const text of wrong) {
    it(`refuses ${text.slice(0, 90) || 'nothing'}`, () => ok('fault' in readBaseline(text)));
  }

  it('takes back as many findings as it has, first come, and no others', () => {
    const use = useBaseline([
      { ...A, count: 2 },
      { path: 'a.json', rule: 'no-host', count: 1 },
    ]);
    const host = A.host;
    const table: readonly (readonly [path: string, finding: Finding, taken: boolean])[] = [
      ['a.json', finding('r', host, 1), true],
      ['a.json', finding('r', host, 2), true],
      ['a.json', finding('r', host, 3), false],
      ['a.json', finding('r', 'other.example.org'), false],
      ['a.json', finding('r'), false],
      ['a.json', finding('other', host), false],
      ['b.json', finding('r', host), false],
      ['a.json', finding('no-host'), true],
      ['a.json', finding('__proto__'), false],
    ];
    for (const [path, one, taken] of table) {
      const { kept, suppressed } = use.sift(path, [one]);
      deepEqual([kept.length, suppressed.length], taken ? [0, 1] : [1, 0], JSON.stringify([path, one]));
      ok(suppressed.every(({ by }) => by === 'baseline'));
    }
    deepEqual(use.left(), []);
  });

  it('says what is left of it', () => {
    const use = useBaseline([{ ...A, count: 3 }]);
    use.sift('a.json', [finding('r', A.host)]);
    deepEqual(use.left(), [{ ...A, count: 2 }]);
  });

  it('holds rule, host, path and count of a finding and nothing else', () => {
    deepEqual(entriesFor('a.json', [finding('r', A.host), finding('s')]), [
      A,
      { path: 'a.json', rule: 's', count: 1 },
    ]);
  });
});
