import * as l10n from '../core/l10n';
import type { Chain } from './chain';
import type { InspectedCertificate, PackageFinding, PinnedHost, PinOutcome } from './inspection';
import { covers } from './names';

/** What becomes of the pinned hosts that a certificate is for: those that it covers, and those that were named. */
export function pinOutcomes(
  chain: Chain,
  pinned: readonly PinnedHost[],
  hosts: readonly string[],
): PinOutcome[] {
  const [leaf] = chain.certificates;
  return pinned
    .filter(({ host }) => hosts.includes(host) || (leaf && covers(leaf, host)))
    .map((one) => ({ ...one, matches: lowestMatch(chain.certificates, one.keys) }));
}

function lowestMatch(
  certificates: readonly InspectedCertificate[],
  keys: readonly string[],
): PinOutcome['matches'] {
  const found = certificates.find(({ pin }) => keys.includes(pin.slice('sha256/'.length)));
  return !found ? 'none' : found.role === 'certificate' ? 'leaf' : found.role;
}

/** The apps that will not connect any more; where the chain stops short, a pin may be among what is missing. */
export function* pinFindings(outcomes: readonly PinOutcome[], end: Chain['end']): Generator<PackageFinding> {
  const seen = new Set<string>();
  for (const { host, path, platform, enforced, matches } of outcomes) {
    const id = `${host}\n${path}\n${platform}`;
    if (matches !== 'none' || seen.has(id)) continue;
    seen.add(id);
    yield {
      id: 'package-pins-missing',
      severity: enforced && end !== 'missing' ? 'error' : 'warning',
      message: [
        platform === 'both'
          ? l10n.t('{0} pins {1}, and none of its pins is in this chain.', path, host)
          : l10n.t(
              '{0} pins {1} on {2}, and none of its pins is in this chain.',
              path,
              host,
              NAMES[platform],
            ),
        end === 'missing'
          ? l10n.t(
              'Installed apps with that configuration cannot connect once this certificate is in place, unless they pin what is missing here.',
            )
          : l10n.t(
              'Installed apps with that configuration cannot connect once this certificate is in place.',
            ),
      ].join(' '),
      remedy: l10n.t(
        'Ship an app that also pins a key of this chain, wait until it has reached every phone, and only then install the certificate; or reuse a pinned key.',
      ),
      host,
    };
  }
}

const NAMES = { ios: 'iOS', android: 'Android' } as const;
