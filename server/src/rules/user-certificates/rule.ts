import * as l10n from '../../core/l10n';
import { type Node, valueAt } from '../../core/tree';
import { attribute } from '../../core/xml-tree';
import type { Model } from '../../model/model';
import { nscMark, placesNamed, setValue } from '../nsc-drafts';
import type { Draft, Rule } from '../rule';

export const userCertificates: Rule = {
  id: 'user-certificates',
  severity: 'warning',
  summary: 'The app that users install trusts authorities that were added to the phone',
  citation:
    'https://googlesamples.github.io/android-custom-lint-rules/checks/AcceptsUserCertificates.md.html',
  fix: { summary: 'trust the authorities of the system only, in extensibility configurations', safe: false },
  *check(model) {
    for (const place of placesNamed(model, 'certificates')) {
      if (place.debug || attribute(place.element, 'src')?.value !== 'user') continue;
      yield {
        ...nscMark(place, place.element.span),
        message: sentences(
          l10n.t('The Android app trusts certificates that users add, also outside of debugging.'),
          l10n.t('Move it into `<debug-overrides>`.'),
        ),
      };
    }
    if (model.kind === 'extensibility') yield* settings(model);
  },
};

/** The setting of the universal schema, and the preference that takes user certificates out. */
function* settings({ root, preferences }: Model): Generator<Draft> {
  const app = valueAt(root, 'appConfigurations');
  for (const section of [app, valueAt(app, 'android'), valueAt(app, 'ios')]) {
    const trusted = valueAt(section, 'network', 'trustedCA');
    if (trusted?.type !== 'string' || !['user', 'both'].includes(trusted.value)) continue;
    yield {
      span: trusted.inner,
      message: sentences(
        l10n.t('With `{0}` the Android app trusts certificates that users add.', trusted.value),
        l10n.t('Set it to `{0}`.', 'system'),
      ),
      fixes: [setValue(l10n.t('Replace with `{0}`', 'system'), trusted.inner, 'system')],
    };
  }
  for (const { name, value } of preferences) {
    if (name !== 'RemoveUserCertificates' || !isFalse(value)) continue;
    const span = value.type === 'string' ? value.inner : value.span;
    yield {
      span,
      message: sentences(
        l10n.t('With `RemoveUserCertificates` false the Android app trusts certificates that users add.'),
        l10n.t('Set it to `{0}`.', 'true'),
      ),
      fixes: [setValue(l10n.t('Replace with `{0}`', 'true'), span, 'true')],
    };
  }
}

function sentences(fault: string, way: string): string {
  const effect = l10n.t(
    'Whoever gets a certificate authority onto the phone, such as a company proxy or a thief of the unlocked phone, can read along where no pin stands.',
  );
  return `${fault} ${effect} ${way}`;
}

function isFalse(value: Node | undefined): value is Node {
  if (value?.type === 'string') return value.value.trim().toLowerCase() === 'false';
  return value?.type === 'boolean' && value.value === false;
}
