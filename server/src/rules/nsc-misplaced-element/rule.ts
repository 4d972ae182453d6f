import { elements, type XmlElement } from '../../core/xml-tree';
import { NSC_GRAMMAR } from '../../model/nsc-grammar';
import type { NscPlace } from '../../model/nsc-places';
import { CRASH, childrenJudged, nscMark, PLATFORM, shown, tags } from '../nsc-drafts';
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
        message: `\`<${shown(element.name)}>\` is not allowed in \`<${place.name}>\`: ${effect(place, verdict.refused)}. ${advice(element.name, place)}`,
        ...(verdict.refused ? {} : { severity: 'warning' }),
      };
    }
  },
};

/** Where a build action puts pins is judged by the operation that does it. */
function holdsPin(element: XmlElement): boolean {
  return element.name === 'pin' || elements(element).some(holdsPin);
}

/** At the top Android skips what it does not expect there, and only Lint refuses it. */
function effect({ shape }: NscPlace, refused: boolean): string {
  if (!refused) return 'Android skips it, so it has no effect';
  return shape.closed ? 'Android skips it, and Android Lint stops the release build over it' : CRASH;
}

function advice(name: string, { shape }: NscPlace): string {
  if (shape.text) return `Only ${shape.text === 'host' ? 'the host name' : 'the pin'} belongs there.`;
  const homes = Object.keys(NSC_GRAMMAR).filter((home) => NSC_GRAMMAR[home]?.children?.includes(name));
  return homes.length > 0 ? `It belongs in ${tags(homes)}.` : 'It is the root of the file.';
}
