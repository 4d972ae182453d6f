import * as l10n from '../../core/l10n';
import { elements, textOf, type XmlElement } from '../../core/xml-tree';
import { isClosed, type NscChild } from '../../model/nsc-places';
import { crash, nscMark, PLATFORM, placesNamed } from '../nsc-drafts';
import type { Rule } from '../rule';

export const nscMissingDomain: Rule = {
  id: 'nsc-missing-domain',
  severity: 'error',
  summary: 'A `domain-config` that names no host, or an empty `domain`',
  citation: PLATFORM,
  part: 'nsc',
  *check(model) {
    for (const place of placesNamed(model, 'domain-config', 'domain')) {
      const { element, name, children } = place;
      if (!isClosed(element)) continue;
      if (name === 'domain' ? !isBlank(element) : hasDomain(element, children)) continue;
      const fault =
        name === 'domain'
          ? l10n.t('This `<domain>` names no host.')
          : l10n.t('No `<domain>` stands in this `<domain-config>`.');
      yield {
        ...nscMark(place, element.nameSpan),
        message: [fault, crash(), l10n.t('Name the host in full, or take the element out.')].join(' '),
      };
    }
  },
};

function isBlank(domain: XmlElement): boolean {
  return !textOf(domain)?.value.trim();
}

/** Hosts of an outer or an earlier `domain-config` do not count; a misspelt `domain` has a finding of its own. */
function hasDomain(config: XmlElement, children: readonly NscChild[]): boolean {
  if (elements(config, 'domain').length > 0) return true;
  return children.some(({ verdict }) => verdict.kind === 'misspelled' && verdict.meant.includes('domain'));
}
