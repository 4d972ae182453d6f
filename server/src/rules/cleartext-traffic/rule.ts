import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import type { Span } from '../../core/span';
import { attribute } from '../../core/xml-tree';
import { canonicalName } from '../../model/host';
import { domainsOf, nscPlaces } from '../../model/nsc-places';
import { nscMark, setValue } from '../nsc-drafts';
import type { Rule } from '../rule';
import { cleartextSettings } from './settings';

export const cleartextTraffic: Rule = {
  id: 'cleartext-traffic',
  severity: 'warning',
  summary: 'A setting that lets the app send data unencrypted',
  citation:
    'https://googlesamples.github.io/android-custom-lint-rules/checks/InsecureBaseConfiguration.md.html',
  fix: { summary: 'allow encrypted connections only', safe: false },
  *check(model) {
    for (const place of nscPlaces(model)) {
      const permitted = place.element && attribute(place.element, 'cleartextTrafficPermitted');
      if (permitted?.value.toLowerCase() !== 'true' || place.debug) continue;
      const hosts = place.name === 'domain-config' ? domainsOf(place) : [];
      if (hosts.length > 0 && hosts.every(isNear)) continue;
      const what =
        hosts.length > 0
          ? l10n.t('The Android app may talk to these hosts by plain HTTP.')
          : l10n.t('The Android app may talk by plain HTTP to every host that no `domain-config` names.');
      yield {
        ...nscMark(place, permitted.valueSpan),
        message: message(what, 'false'),
        fixes: [replacement(permitted.valueSpan, 'false')],
      };
    }
    for (const { span, what, host, instead } of cleartextSettings(model)) {
      yield {
        span,
        ...(host ? { host } : {}),
        message: message(what, instead),
        fixes: [replacement(span, instead)],
      };
    }
  },
};

function message(what: string, instead: string): string {
  const risk = l10n.t(
    'Nothing is encrypted, no pin is checked, and whoever is on the way can read and change it. Set it to `{0}`.',
    instead,
  );
  return `${what} ${risk}`;
}

function replacement(span: Span, instead: string): Fix {
  return setValue(l10n.t('Replace with `{0}`', instead), span, instead);
}

/** The phone itself, the computer that an emulator runs on, and names and addresses of a local network. */
function isNear(host: string): boolean {
  const name = canonicalName(host);
  return /^(?:localhost|.*\.(?:localhost|local|test)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|\[?::1\]?)$/.test(
    name,
  );
}
