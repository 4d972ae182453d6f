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
      const whom = hosts.length > 0 ? 'these hosts' : 'every host that no `domain-config` names';
      yield {
        ...nscMark(place, permitted.valueSpan),
        message: `The Android app may talk to ${whom} by plain HTTP: nothing is encrypted, no pin is checked, and whoever is on the way can read and change it. Set it to false.`,
        fixes: [setValue('Replace with `false`', permitted.valueSpan, 'false')],
      };
    }
    for (const { span, what, host, instead } of cleartextSettings(model)) {
      yield {
        span,
        ...(host ? { host } : {}),
        message: `${what}: nothing is encrypted, no pin is checked, and whoever is on the way can read and change it. Set it to ${instead.shown}.`,
        fixes: [setValue(`Replace with ${instead.shown}`, span, instead.text)],
      };
    }
  },
};

/** The phone itself, the computer that an emulator runs on, and names and addresses of a local network. */
function isNear(host: string): boolean {
  const name = canonicalName(host);
  return /^(?:localhost|.*\.(?:localhost|local|test)|127\..*|10\..*|192\.168\..*|172\.(?:1[6-9]|2\d|3[01])\..*|\[?::1\]?)$/.test(
    name,
  );
}
