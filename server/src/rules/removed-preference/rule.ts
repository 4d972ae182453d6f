import { removeElement } from '../../core/edits';
import * as l10n from '../../core/l10n';
import type { Target } from '../../core/rule';
import type { Span } from '../../core/span';
import { membersOf, valueAt } from '../../core/tree';
import type { Model } from '../../model/model';
import { knownPreference, REMOVED_SETTINGS, type Removal } from '../../model/preferences';
import { isAtLeast, targetOf } from '../../model/target';
import type { Rule } from '../rule';

/** Something in the file that may have no effect any more, and where it stands among its siblings. */
interface Setting {
  readonly schema: 'legacy' | 'universal';
  readonly name: string;
  readonly span: Span;
  readonly siblings: readonly { readonly span: Span }[];
  readonly index: number;
  readonly removed: Removal;
}

export const removedPreference: Rule = {
  id: 'removed-preference',
  severity: 'warning',
  summary: 'A preference that has no effect in the targeted version of MABS',
  citation: 'https://github.com/OutSystems/docs-support/blob/HEAD/src/release-articles/mabs/mabs-12.md',
  fix: { summary: 'remove it', safe: false },
  *check(model, given) {
    for (const { schema, name, span, siblings, index, removed } of settings(model)) {
      const target = targetOf(model, given.target, schema);
      if (!applies(removed, target)) continue;
      const edits = removeElement(model.text, siblings, index);
      yield {
        span,
        message: sentences(name, removed, target),
        fixes: [{ title: l10n.t('Remove `{0}`', name), safe: false, edits }],
      };
    }
  },
};

function applies(removed: Removal, target: Target): boolean {
  return (
    isAtLeast(target.mabs, removed.mabs) && (!removed.framework || removed.framework === target.framework)
  );
}

function sentences(
  name: string,
  removed: Removal,
  { mabs = '', because }: ReturnType<typeof targetOf>,
): string {
  return [
    removed.framework === 'capacitor'
      ? l10n.t('`{0}` has had no effect in Capacitor apps since MABS {1}.', name, removed.mabs)
      : l10n.t('`{0}` has had no effect since MABS {1}.', name, removed.mabs),
    because
      ? l10n.t('The target is MABS {0} or later, which {1} shows.', mabs, because)
      : l10n.t('The target is MABS {0}.', mabs),
    l10n.fromTable(removed.instead),
  ].join(' ');
}

function settings(model: Model): Setting[] {
  const preferences = model.preferences.flatMap((preference): Setting[] => {
    const removed = knownPreference(preference.name)?.removed;
    return removed ? [{ ...preference, removed }] : [];
  });
  return model.kind === 'extensibility' ? [...preferences, ...universalSettings(model)] : preferences;
}

function universalSettings({ root }: Model): Setting[] {
  return PLACES.flatMap((place) =>
    REMOVED_SETTINGS.flatMap(({ path, removed }) => {
      const name = path.at(-1) ?? '';
      const siblings = membersOf(valueAt(root, ...place, ...path.slice(0, -1)));
      return siblings.flatMap(({ key }, index): Setting[] =>
        key.value === name ? [{ schema: 'universal', name, span: key.inner, siblings, index, removed }] : [],
      );
    }),
  );
}

/** Where an app says things for both platforms, and for each. */
const PLACES = [
  ['appConfigurations'],
  ['appConfigurations', 'android'],
  ['appConfigurations', 'ios'],
] as const;
