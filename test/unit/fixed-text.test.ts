import { deepEqual } from 'node:assert/strict';
import { fixedLines } from '../../server/src/report/fixed-text';

describe('what was fixed, for people', () => {
  const cases: readonly (readonly [titles: readonly string[], told: string])[] = [
    [['Remove `x`'], 'fixed a.json: Remove “x”'],
    [['A', 'B', 'A'], 'fixed a.json: A (2); B'],
    [['A', 'B', 'C', 'D', 'E', 'E', 'F'], 'fixed a.json: A; B; C; D; 3 more'],
  ];
  for (const [titles, told] of cases) {
    it(told, () => {
      deepEqual(fixedLines([{ path: 'a.json', titles }]), [told]);
    });
  }
});
