import type { Rule } from '../rule';
import { shapeDrafts } from '../shape-drafts';

export const wrongType: Rule = {
  id: 'wrong-type',
  severity: 'error',
  summary: 'A value of another type than required, or an empty list of hosts',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-pref-40002.md',
  code: 'OS-MABS-PREF-40002',
  fix: { summary: 'string to list and back, where unambiguous', safe: false },
  part: 'shapeFaults',
  check: (model) => shapeDrafts(model, 'type'),
};
