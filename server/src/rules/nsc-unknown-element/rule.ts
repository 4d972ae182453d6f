import * as l10n from '../../core/l10n';
import { childrenJudged, LINT, nscMark, shown, tags } from '../nsc-drafts';
import type { Rule } from '../rule';

export const nscUnknownElement: Rule = {
  id: 'nsc-unknown-element',
  severity: 'error',
  summary: 'An element that a network security configuration does not know at its top',
  citation: LINT,
  part: 'nsc',
  *check(model) {
    for (const { place, child } of childrenJudged(model, 'unknown')) {
      const { name, nameSpan } = child.element;
      yield {
        ...nscMark(place, nameSpan),
        message: l10n.t(
          'Android knows no `<{0}>` here and skips it with everything in it, and Android Lint stops the release build over it: write {1}, or take it out.',
          shown(name),
          tags(place.shape.children ?? []),
        ),
      };
    }
  },
};
