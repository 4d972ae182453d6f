import * as l10n from '../../core/l10n';
import { attribute } from '../../core/xml-tree';
import { misspelledAttribute, nscPlaces } from '../../model/nsc-places';
import { addAttribute, crash, LINT, nscMark } from '../nsc-drafts';
import type { Rule } from '../rule';

export const nscMissingAttribute: Rule = {
  id: 'nsc-missing-attribute',
  severity: 'error',
  summary: '`digest`, `src` or (a warning) `includeSubdomains` is absent',
  citation: LINT,
  fix: { summary: 'add the attribute', safe: false },
  part: 'nsc',
  *check(model) {
    for (const place of nscPlaces(model)) {
      const { element, shape } = place;
      for (const [name, { required, write }] of Object.entries(shape.attributes ?? {})) {
        if (!element || !required || attribute(element, name)) continue;
        if (misspelledAttribute(element, shape, name)) continue;
        const refused = required === 'by-platform';
        yield {
          ...nscMark(place, element.nameSpan),
          message: `${l10n.t('`<{0}>` lacks `{1}`.', place.name, name)} ${refused ? crash() : silence()}`,
          ...(refused ? {} : { severity: 'warning' }),
          ...(write ? { fixes: addAttribute(place, name, write) } : {}),
        };
      }
    }
  },
};

/** What it means that an attribute is absent which only Lint asks for. */
function silence(): string {
  return l10n.t(
    'Android takes it as false, so hosts below this one are not covered. Write down what you mean.',
  );
}
