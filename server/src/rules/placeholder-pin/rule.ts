import { placeholderReason } from '../../pins/samples';
import { eachPin, pinMark } from '../pin-drafts';
import type { Rule } from '../rule';

export const placeholderPin: Rule = {
  id: 'placeholder-pin',
  severity: 'warning',
  summary: 'A documentation sample or a made-up value: this host has no real backup',
  citation: 'https://github.com/datatheorem/TrustKit/issues/194',
  *check(model) {
    for (const { set, pin } of eachPin(model)) {
      if (!pin.reading.ok) continue;
      const reason = placeholderReason(pin.reading.key, pin.reading.bytes);
      if (!reason) continue;
      yield {
        ...pinMark(set, pin),
        message: `This pin is nobody's key: ${reason}. It passes every check and saves nobody when the server's key changes.`,
      };
    }
  },
};
