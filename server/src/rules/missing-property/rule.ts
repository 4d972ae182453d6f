import type { Rule } from '../rule';
import { shapeDrafts } from '../shape-drafts';

export const missingProperty: Rule = {
  id: 'missing-property',
  severity: 'error',
  summary: 'A required key is absent',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-pref-40001.md',
  code: 'OS-MABS-PREF-40001',
  part: 'shapeFaults',
  check: (model) => shapeDrafts(model, 'missing'),
};
