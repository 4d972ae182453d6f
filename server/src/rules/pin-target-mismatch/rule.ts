import * as l10n from '../../core/l10n';
import { lostPins, misplacedPins } from '../../model/pin-targets';
import type { Rule } from '../rule';

export const pinTargetMismatch: Rule = {
  id: 'pin-target-mismatch',
  severity: 'warning',
  summary: 'Pins go to a file, an element or a key where nothing reads them',
  citation:
    'https://github.com/OutSystems/docs-odc/blob/main/src/eap/integration-with-systems/mobile-plugins/ssl-pinning/intro.md',
  *check({ buildAction, plist }) {
    const lost = buildAction ? lostPins(buildAction) : plist ? misplacedPins(plist) : [];
    for (const { span, clause } of lost) {
      yield { span, message: l10n.t('These pins protect nothing, and nobody says so: {0}.', clause) };
    }
  },
};
