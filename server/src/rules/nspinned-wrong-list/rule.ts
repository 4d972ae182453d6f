import * as l10n from '../../core/l10n';
import { knownRoot } from '../../pins/known-roots';
import { pinMark, pinsWhere } from '../pin-drafts';
import type { Rule } from '../rule';

export const nspinnedWrongList: Rule = {
  id: 'nspinned-wrong-list',
  severity: 'error',
  summary: "A publicly known root's pin under `NSPinnedLeafIdentities`",
  citation:
    'https://developer.apple.com/documentation/bundleresources/information-property-list/nsapptransportsecurity/nspinneddomains',
  part: 'pinSets',
  *check(model) {
    for (const { set, pin } of pinsWhere(model, ({ identity }) => identity === 'leaf')) {
      const root = pin.reading.ok ? knownRoot(pin.reading.key) : undefined;
      if (!root) continue;
      yield {
        ...pinMark(set, pin),
        message: l10n.t(
          "This is the key of `{0}`, an authority: iOS compares `NSPinnedLeafIdentities` with the server's own key alone, so the pin never matches. Move it to `NSPinnedCAIdentities`.",
          root.name,
        ),
      };
    }
  },
};
