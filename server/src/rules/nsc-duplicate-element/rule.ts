import * as l10n from '../../core/l10n';
import type { NscPlace } from '../../model/nsc-places';
import { childrenJudged, crash, nscMark, PLATFORM } from '../nsc-drafts';
import type { Rule } from '../rule';

export const nscDuplicateElement: Rule = {
  id: 'nsc-duplicate-element',
  severity: 'error',
  summary: 'A second element where a network security configuration allows one',
  citation: PLATFORM,
  part: 'nsc',
  *check(model) {
    for (const { place, child } of childrenJudged(model, 'duplicate')) {
      const { name, nameSpan } = child.element;
      yield {
        ...nscMark(place, nameSpan),
        message: [second(name, place), crash(), l10n.t('Put everything into the first.')].join(' '),
        related: [{ span: child.verdict.first.nameSpan, message: l10n.t('the first one') }],
      };
    }
  },
};

function second(name: string, place: NscPlace): string {
  return place.name === 'network-security-config'
    ? l10n.t('This is a second `<{0}>` in the file.', name)
    : l10n.t('This is a second `<{0}>` in one `<{1}>`.', name, place.name);
}
