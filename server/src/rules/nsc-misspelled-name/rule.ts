import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import type { XmlElement } from '../../core/xml-tree';
import type { Model } from '../../model/model';
import { misspelledAttribute, nscPlaces } from '../../model/nsc-places';
import { childrenJudged, crash, LINT, nscMark, setValue, shown, tags } from '../nsc-drafts';
import type { Draft, Rule } from '../rule';

export const nscMisspelledName: Rule = {
  id: 'nsc-misspelled-name',
  severity: 'error',
  summary: 'A tag or an attribute that differs from a known one by a few letters',
  citation: LINT,
  fix: { summary: 'rename, both tags of an element at once', safe: false },
  part: 'nsc',
  *check(model) {
    yield* elementDrafts(model);
    yield* attributeDrafts(model);
  },
};

function* elementDrafts(model: Model): Generator<Draft> {
  for (const { place, child } of childrenJudged(model, 'misspelled')) {
    const { element, verdict } = child;
    yield {
      ...nscMark(place, element.nameSpan),
      message: l10n.t(
        '`<{0}>` is misspelt: {1} is meant. Android skips it with everything in it, so the app runs without what stands there.',
        shown(element.name),
        tags(verdict.meant),
      ),
      fixes: verdict.meant.map((meant) => rename(element, meant)),
    };
  }
}

function rename({ nameSpan, endNameSpan }: XmlElement, meant: string): Fix {
  const spans = endNameSpan ? [nameSpan, endNameSpan] : [nameSpan];
  const edits = spans.map((span) => ({ span, text: meant }));
  return { title: l10n.t('Replace with `{0}`', `<${meant}>`), safe: false, edits };
}

function* attributeDrafts(model: Model): Generator<Draft> {
  for (const place of nscPlaces(model)) {
    const { element, shape } = place;
    for (const [meant, { required }] of Object.entries(shape.attributes ?? {})) {
      const found = element && misspelledAttribute(element, shape, meant);
      if (!found) continue;
      const effect =
        required === 'by-platform' ? crash() : l10n.t('Android ignores it, so it has no effect.');
      yield {
        ...nscMark(place, found.nameSpan),
        message: `${l10n.t('The attribute `{0}` is misspelt: `{1}` is meant.', shown(found.name), meant)} ${effect}`,
        fixes: [setValue(l10n.t('Replace with `{0}`', meant), found.nameSpan, meant)],
      };
    }
  }
}
