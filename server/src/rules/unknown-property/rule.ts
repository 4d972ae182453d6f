import type { Rule } from '../rule';
import { shapeDrafts } from '../shape-drafts';

export const unknownProperty: Rule = {
  id: 'unknown-property',
  severity: 'error',
  summary: 'A key that its section does not know',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-pref-40000.md',
  code: 'OS-MABS-PREF-40000',
  fix: { summary: 'rename to the near one', safe: false },
  part: 'shapeFaults',
  check: (model) => shapeDrafts(model, 'unknown'),
};
