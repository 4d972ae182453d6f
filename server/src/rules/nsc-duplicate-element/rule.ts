import { CRASH, childrenJudged, nscMark, PLATFORM } from '../nsc-drafts';
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
      const where = place.name === 'network-security-config' ? 'the file' : `one \`<${place.name}>\``;
      yield {
        ...nscMark(place, nameSpan),
        message: `A second \`<${name}>\` in ${where}: ${CRASH}. Put everything into the first.`,
        related: [{ span: child.verdict.first.nameSpan, message: 'the first one' }],
      };
    }
  },
};
