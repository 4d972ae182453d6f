import { isDate } from '../../core/date';
import * as l10n from '../../core/l10n';
import { hostOf, type Model, pinnedSets } from '../../model/model';
import { isOpen } from '../../model/open-values';
import { wrongValue } from '../../model/preference-values';
import { knownPreference } from '../../model/preferences';
import type { Preference } from '../../model/read-extensibility';
import { short } from '../../model/shape';
import type { Draft, Rule } from '../rule';
import { shapeDrafts } from '../shape-drafts';

export const invalidValue: Rule = {
  id: 'invalid-value',
  severity: 'error',
  summary: 'A value outside the allowed ones, such as `orientation` or a colour',
  citation:
    'https://github.com/OutSystems/docs-odc/blob/main/src/eap/building-apps/mobile/extensibility-configurations/extensibility-app-reference.md',
  fix: { summary: 'write the near value', safe: false },
  *check(model) {
    yield* shapeDrafts(model, 'value');
    for (const preference of model.preferences) yield* preferenceDrafts(preference);
    yield* expiryDrafts(model);
  },
};

/** Preferences whose values the build is known to check are errors; the others are read by the app, in its own way. */
function* preferenceDrafts({ name, value }: Preference): Generator<Draft> {
  const known = knownPreference(name);
  const wrong = known && value ? wrongValue(known, value) : undefined;
  if (!known || !value || !wrong) return;
  const { wanted, near } = wrong;
  const inner = value.type === 'string' ? value.inner : value.span;
  const span = inner.end > inner.start ? inner : value.span;
  const { valueCode: code } = known;
  yield {
    span,
    message: code
      ? l10n.t('`{0}` must be {1}. The build stops.', name, wanted)
      : l10n.t('`{0}` must be {1}. Nothing documents what the app does with another value.', name, wanted),
    ...(code ? { code } : { severity: 'warning' }),
    ...(near
      ? { fixes: [{ title: l10n.t('Write `{0}`', near), safe: false, edits: [{ span: inner, text: near }] }] }
      : {}),
  };
}

/** TrustKit drops a date that it cannot read, so that the pins never expire; it may read one without its zeros. */
function* expiryDrafts(model: Model): Generator<Draft> {
  for (const set of pinnedSets(model)) {
    const { engine, expires } = set;
    if (engine !== 'trustkit' || !expires || isOpen(expires.text) || isNearlyDate(expires.text)) continue;
    const { start, end } = expires.span;
    const host = hostOf(set);
    yield {
      severity: 'warning',
      span: end > start ? expires.span : { start: start - 1, end: end + 1 },
      message: l10n.t(
        '`TSKExpirationDate` must be a day that exists as `yyyy-MM-dd`, not `{0}`: TrustKit drops it without a word, and these pins never expire.',
        short(expires.text),
      ),
      ...(host ? { host } : {}),
    };
  }
}

function isNearlyDate(text: string): boolean {
  const [, year = '', month = '', day = ''] = /^\s*(\d{1,4})-(\d{1,2})-(\d{1,2})\s*$/.exec(text) ?? [];
  return isDate(`${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
}
