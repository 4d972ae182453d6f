import * as l10n from '../../core/l10n';
import { isClosed } from '../../model/nsc-places';
import { LINT, nscMark, placesNamed } from '../nsc-drafts';
import type { Rule } from '../rule';

export const missingPins: Rule = {
  id: 'missing-pins',
  severity: 'error',
  summary: 'A `pin-set` without any `pin`',
  citation: LINT,
  part: 'nsc',
  *check(model) {
    for (const place of placesNamed(model, 'pin-set')) {
      const { element, children } = place;
      const meant = children.some(({ verdict }) => verdict.kind === 'misspelled');
      if (!isClosed(element) || meant || children.some(({ verdict }) => verdict.kind === 'read')) continue;
      yield {
        ...nscMark(place, element.nameSpan),
        message: l10n.t(
          'This `<pin-set>` holds no `<pin>`: Android checks nothing for these hosts, and Android Lint stops the release build over it. Add the pins, or take the set out.',
        ),
      };
    }
  },
};
