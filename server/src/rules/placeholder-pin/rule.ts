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
      const reason = reasonOf(pin);
      yield {
        ...pinMark(set, pin),
        message: `This pin is nobody's key: ${reason}. It passes every check and saves nobody when the server's key changes.`,
      };
    }
  },
};

function reasonOf({ reading }: PinEntry): string | undefined {
  return reading.ok ? placeholderReason(reading.key) : undefined;
}
