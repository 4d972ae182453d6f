import { removeElement } from '../../core/edits';
import type { Fix } from '../../core/finding';
import { distinctKeys, hostOf, type Model, type PinEntry, type PinSet } from '../../model/model';
import type { Rule } from '../rule';

export const duplicatePin: Rule = {
  id: 'duplicate-pin',
  severity: 'warning',
  summary: 'The same pin twice for a host: iOS counts it once',
  citation: 'https://github.com/datatheorem/TrustKit/blob/master/TrustKit/parse_configuration.m',
  fix: { summary: 'remove the later one when two distinct pins remain', safe: true },
  *check(model) {
    for (const set of model.pinSets) {
      const seen = new Map<string, PinEntry>();
      for (const pin of set.pins) {
        if (!pin.reading.ok) continue;
        const first = seen.get(pin.reading.key);
        if (!first) {
          seen.set(pin.reading.key, pin);
          continue;
        }
        const fix = removal(model, set, pin);
        const host = hostOf(set);
        yield {
          span: pin.span,
          message: 'This key is pinned already: both platforms count it once, so it is no backup.',
          ...(host ? { host } : {}),
          related: [{ span: first.span, message: 'the same key' }],
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    }
  },
};

function removal(model: Model, set: PinSet, pin: PinEntry): Fix | undefined {
  if (!set.list || distinctKeys(set).size < 2) return undefined;
  return {
    title: 'Remove the duplicate pin',
    safe: true,
    edits: removeElement(model.text, set.list.array.items, pin.index),
  };
}
