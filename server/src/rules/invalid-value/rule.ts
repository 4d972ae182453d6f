import { wrongValue } from '../../model/preference-values';
import { knownPreference } from '../../model/preferences';
import type { Preference } from '../../model/read-extensibility';
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
    message: `\`${name}\` must be ${wanted}${code ? '; the build stops' : ': nothing documents what the app does with another value'}.`,
    ...(code ? { code } : { severity: 'warning' }),
    ...(near
      ? { fixes: [{ title: `Write \`${near}\``, safe: false, edits: [{ span: inner, text: near }] }] }
      : {}),
  };
}
