import * as l10n from '../../core/l10n';
import { pinMark, pinsWhere } from '../pin-drafts';
import type { Rule } from '../rule';

export const nonCanonicalPin: Rule = {
  id: 'non-canonical-pin',
  severity: 'warning',
  summary: 'Base64 whose unused bits are not zero: somebody edited it by hand',
  citation: 'https://www.rfc-editor.org/rfc/rfc4648#section-3.5',
  part: 'pinSets',
  *check(model) {
    for (const { set, pin } of pinsWhere(model, ({ reading }) => reading.ok && !reading.canonical)) {
      yield {
        ...pinMark(set, pin),
        message: l10n.t(
          'No tool prints this pin: its last character before `=` carries bits that mean nothing, so it was edited or typed by hand. Compute it again.',
        ),
      };
    }
  },
};
