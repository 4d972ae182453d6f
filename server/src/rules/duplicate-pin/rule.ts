import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import {
  distinctKeys,
  hostOf,
  type Model,
  type PinEntry,
  type PinList,
  type PinSet,
  pinnedSets,
} from '../../model/model';
import { removePin } from '../../model/pin-edits';
import type { Rule } from '../rule';

export const duplicatePin: Rule = {
  id: 'duplicate-pin',
  severity: 'warning',
  summary: 'The same pin twice for a host: iOS counts it once',
  citation: 'https://github.com/datatheorem/TrustKit/blob/master/TrustKit/parse_configuration.m',
  fix: { summary: 'remove the later one when two distinct pins remain', safe: true },
  part: 'pinSets',
  *check(model) {
    for (const set of pinnedSets(model)) {
      const seen = new Map<PinList | undefined, Map<string, PinEntry>>();
      for (const pin of set.pins) {
        if (!pin.reading.ok) continue;
        const listed = seen.get(pin.list) ?? new Map<string, PinEntry>();
        seen.set(pin.list, listed);
        const first = listed.get(pin.reading.key);
        if (!first) {
          listed.set(pin.reading.key, pin);
          continue;
        }
        const fix = removal(model, set, pin);
        const host = hostOf(set);
        yield {
          span: pin.span,
          message: l10n.t('This key is pinned already: it counts once, so it is no backup.'),
          ...(host ? { host } : {}),
          related: [{ span: first.span, message: l10n.t('the same key') }],
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    }
  },
};

function removal(model: Model, set: PinSet, pin: PinEntry): Fix | undefined {
  const list = pin.list ?? set.list;
  if (!list || distinctKeys(set).size < 2) return undefined;
  return {
    title: l10n.t('Remove the duplicate pin'),
    safe: true,
    edits: removePin(model, list, pin),
  };
}
