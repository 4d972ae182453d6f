import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyEdits } from '../../server/src/core/edits';
import { parseXml } from '../../server/src/core/xml';
import { parseYaml } from '../../server/src/core/yaml';
import { fixAll, type LintOptions, lint } from '../../server/src/lint';
import type { Kind } from '../../server/src/model/kind';
import { read } from '../../server/src/model/read';
import { suffixes } from '../../server/src/model/suffixes';
import { DOCUMENTS } from './generated';

const OPTIONS: LintOptions = { suffixes, parseXml, parseYaml, today: '2026-11-22', target: { mabs: '12.1' } };
const RUNS = { numRuns: 150, seed: 20261122 };

function options(path: string): LintOptions {
  return { ...OPTIONS, path };
}

function counts(text: string, kind: Kind, path: string): Map<string, number> {
  const found = new Map<string, number>();
  for (const { rule } of lint(text, kind, options(path))) found.set(rule, (found.get(rule) ?? 0) + 1);
  return found;
}

/** Every key that a text means to pin, well spelt or not. */
function keysMeant(text: string, kind: Kind, path: string): string[] {
  const model = read(text, { ...options(path), kind });
  const keys = model?.pinSets.flatMap((set) =>
    set.pins.flatMap(({ reading }) => {
      const meant = reading.ok ? reading.key : reading.meant;
      return meant ? [`${set.hosts[0]?.name} ${meant}`] : [];
    }),
  );
  return [...new Set(keys)].sort();
}

/** Applies safe fixes one at a time, always the last one first, until none is left. */
function fixBackwards(text: string, kind: Kind, path: string): string {
  let fixed = text;
  for (let step = 0; step < 200; step++) {
    const fix = lint(fixed, kind, options(path))
      .toReversed()
      .flatMap(({ fixes }) => fixes ?? [])
      .find(({ safe }) => safe);
    if (!fix) return fixed;
    fixed = applyEdits(fixed, fix.edits);
  }
  return fixed;
}

describe('generated documents', () => {
  for (const [kind, path, documents] of DOCUMENTS) {
    it(`${kind}: safe fixes are idempotent, order-free, and bring no new finding`, () => {
      fc.assert(
        fc.property(documents, (text) => {
          const before = counts(text, kind, path);
          const fixed = fixAll(text, kind, options(path));
          assert.equal(fixAll(fixed, kind, options(path)), fixed);
          assert.equal(fixBackwards(text, kind, path), fixed);
          for (const [rule, count] of counts(fixed, kind, path))
            assert.ok(count <= (before.get(rule) ?? 0), rule);
          assert.deepEqual(keysMeant(fixed, kind, path), keysMeant(text, kind, path));
        }),
        RUNS,
      );
    });

    it(`${kind}: lint is total over damaged documents`, () => {
      const damage = fc.tuple(
        documents,
        fc.nat(),
        fc.nat(5),
        fc.constantFrom('', '"', '<', '{', '\\', '\u00a0', '\ud800', '-->'),
      );
      fc.assert(
        fc.property(damage, ([text, place, length, insert]) => {
          const at = place % (text.length + 1);
          const damaged = text.slice(0, at) + insert + text.slice(at + length);
          for (const { span, fixes } of lint(damaged, kind, options(path))) {
            assert.ok(span.start >= 0 && span.start <= span.end && span.end <= damaged.length);
            for (const fix of fixes ?? []) applyEdits(damaged, fix.edits);
          }
        }),
        RUNS,
      );
    });
  }

  it('lint is total over any string', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 200 }),
        fc.constantFrom('x.json', 'x.yaml', 'x.xml', 'x.plist'),
        (text, path) => {
          assert.ok(Array.isArray(lint(text, undefined, options(path))));
        },
      ),
      { ...RUNS, numRuns: 500 },
    );
  });
});
