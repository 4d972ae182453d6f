import * as l10n from '../../core/l10n';
import { hostOf, type Model, type PinSet, pinnedSets } from '../../model/model';
import { insertPins } from '../../model/pin-edits';
import { nearPins } from '../../pins/near-pins';
import { meantKey } from '../../pins/pin';
import { AMAZON_ROOTS } from '../../pins/samples';
import { pinMark } from '../pin-drafts';
import type { Draft, Rule } from '../rule';

export const incompleteAmazonRoots: Rule = {
  id: 'incomplete-amazon-roots',
  severity: 'warning',
  summary: "Some, not all, of the five Amazon Trust Services roots' pins for a host",
  citation: 'https://docs.aws.amazon.com/acm/latest/userguide/troubleshooting-pinning.html',
  fix: { summary: 'add the missing ones', safe: false },
  part: 'pinSets',
  *check(model) {
    for (const set of pinnedSets(model)) {
      const first = set.pins.find(({ reading }) => AMAZON_ROOTS.has(meantKey(reading) ?? ''));
      const missing = first ? missingRoots(set) : [];
      if (!first || missing.length === 0) continue;
      const names = missing.map((key) => `\`${AMAZON_ROOTS.get(key)}\``).join(', ');
      yield {
        ...pinMark(set, first),
        message: l10n.t(
          "`{0}` pins {1} of Amazon's five roots and lacks {2}. A renewed certificate may come from any of the five: every installed app stops connecting when it comes from one that is not pinned. Pin all five.",
          hostOf(set) || l10n.t('this host'),
          5 - missing.length,
          names,
        ),
        ...addition(model, set, missing, names),
      };
    }
  },
};

/** A misspelt pin of a root counts, in its form or in a few characters: its own rule mends it. */
function missingRoots(set: PinSet): string[] {
  const keys = new Set(set.pins.map(({ reading }) => meantKey(reading)));
  const missing = [...AMAZON_ROOTS.keys()].filter((key) => !keys.has(key));
  const index = nearPins<string>(missing.length);
  for (const key of missing) index.put(key, key);
  const misspelt = new Set([...keys].map((key) => key && index.put(key, '')?.about));
  return missing.filter((key) => !misspelt.has(key));
}

function addition(
  model: Model,
  set: PinSet,
  missing: readonly string[],
  names: string,
): Pick<Draft, 'fixes'> {
  const edits = insertPins(model, set, missing);
  return edits.length > 0 ? { fixes: [{ title: l10n.t('Add {0}', names), safe: false, edits }] } : {};
}
