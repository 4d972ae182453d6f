import * as l10n from '../../core/l10n';
import type { PinEntry } from '../../model/model';
import { placeholderReason } from '../../pins/samples';
import { pinMark, pinsWhere } from '../pin-drafts';
import type { Rule } from '../rule';

export const placeholderPin: Rule = {
  id: 'placeholder-pin',
  severity: 'warning',
  summary: 'A documentation sample or a made-up value: this host has no real backup',
  citation: 'https://github.com/datatheorem/TrustKit/issues/194',
  part: 'pinSets',
  *check(model) {
    for (const { set, pin } of pinsWhere(model, (each) => reasonOf(each) !== undefined)) {
      yield {
        ...pinMark(set, pin),
        message: l10n.t(
          "This pin is nobody's key: {0}. It passes every check and saves nobody when the server's key changes.",
          reasonOf(pin) ?? '',
        ),
      };
    }
  },
};

function reasonOf({ reading }: PinEntry): string | undefined {
  return reading.ok ? placeholderReason(reading.key) : undefined;
}
