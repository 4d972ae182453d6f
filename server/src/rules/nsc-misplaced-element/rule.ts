import * as l10n from '../../core/l10n';
import { elements, type XmlElement } from '../../core/xml-tree';
import { NSC_GRAMMAR } from '../../model/nsc-grammar';
import type { NscPlace } from '../../model/nsc-places';
import { childrenJudged, crash, nscMark, PLATFORM, shown, tags } from '../nsc-drafts';
import type { Rule } from '../rule';

export const nscMisplacedElement: Rule = {
  id: 'nsc-misplaced-element',
  severity: 'error',
  summary: 'A known element in a place where Android refuses it, or skips it (a warning)',
  citation: PLATFORM,
  part: 'nsc',
  *check(model) {
    for (const { place, child } of childrenJudged(model, 'misplaced')) {
      const { element, verdict } = child;
      if (!place.element && holdsPin(element)) continue;
      yield {
        ...nscMark(place, element.nameSpan),
        message: [
          fault(shown(element.name), place.name),
          effect(place, verdict.refused),
          advice(element.name, place),
        ].join(' '),
        ...(verdict.refused ? {} : { severity: 'warning' }),
      };
    }
  },
};

/** Where a build action puts pins is judged by the operation that does it. */
function holdsPin(element: XmlElement): boolean {
  return element.name === 'pin' || elements(element).some(holdsPin);
}

/** Beside the root nothing stands around an element. */
function fault(name: string, around: string): string {
  return around
    ? l10n.t('`<{0}>` is not allowed in `<{1}>`.', name, around)
    : l10n.t('`<{0}>` is not allowed outside of the root element.', name);
}

/** At the top Android skips what it does not expect there, and only Lint refuses it. */
function effect({ shape }: NscPlace, refused: boolean): string {
  if (!refused) return l10n.t('Android skips it, so it has no effect.');
  return shape.closed
    ? l10n.t('Android skips it, and Android Lint stops the release build over it.')
    : crash();
}

function advice(name: string, { shape }: NscPlace): string {
  if (shape.text === 'host') return l10n.t('Only the host name belongs there.');
  if (shape.text === 'pin') return l10n.t('Only the pin belongs there.');
  const homes = Object.keys(NSC_GRAMMAR).filter((home) => NSC_GRAMMAR[home]?.children?.includes(name));
  return homes.length > 0 ? l10n.t('It belongs in {0}.', tags(homes)) : l10n.t('It is the root of the file.');
}
