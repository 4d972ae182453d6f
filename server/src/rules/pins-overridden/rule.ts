import * as l10n from '../../core/l10n';
import { attribute } from '../../core/xml-tree';
import { nscMark, placesNamed, setValue } from '../nsc-drafts';
import type { Rule } from '../rule';

export const pinsOverridden: Rule = {
  id: 'pins-overridden',
  severity: 'warning',
  summary: '`overridePins="true"` outside of `debug-overrides`: pins are not checked',
  citation: 'https://developer.android.com/privacy-and-security/security-config',
  fix: { summary: 'set it to false', safe: false },
  part: 'nsc',
  *check(model) {
    for (const place of placesNamed(model, 'certificates')) {
      const overrides = attribute(place.element, 'overridePins');
      if (place.debug || overrides?.value.toLowerCase() !== 'true') continue;
      yield {
        ...nscMark(place, overrides.valueSpan),
        message: l10n.t(
          'Pins are not checked for any certificate from this source, also in the app that users install: whoever has such a certificate can read along. Take it out, or move it into `<debug-overrides>`.',
        ),
        fixes: [setValue(l10n.t('Set to `{0}`', 'false'), overrides.valueSpan, 'false')],
      };
    }
  },
};
