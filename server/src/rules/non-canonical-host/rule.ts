import * as l10n from '../../core/l10n';
import type { Host } from '../../model/host';
import { pinnedSets } from '../../model/model';
import type { Rule } from '../rule';

/** Faults of registration leave the writing of the name sound. */
const SOUND: readonly Host['fault'][] = [undefined, 'single-label', 'public-suffix', 'unknown-tld'];

export const nonCanonicalHost: Rule = {
  id: 'non-canonical-host',
  severity: 'warning',
  summary: 'A host in upper case, with a trailing dot or in letters outside ASCII',
  citation: 'https://github.com/datatheorem/TrustKit/blob/master/TrustKit/parse_configuration.m',
  fix: { summary: 'lower case, no dot, punycode', safe: true },
  part: 'pinSets',
  *check(model) {
    for (const { hosts } of pinnedSets(model)) {
      for (const { text, name, span, fault } of hosts) {
        if (text === name || !SOUND.includes(fault)) continue;
        yield {
          span,
          host: name,
          message: l10n.t(
            '`{0}` may never match: the app asks for `{1}`, and not every platform compares names loosely.',
            text,
            name,
          ),
          fixes: [{ title: l10n.t('Write `{0}`', name), safe: true, edits: [{ span, text: name }] }],
        };
      }
    }
  },
};
