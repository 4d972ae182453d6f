import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import { type PinSet, pinnedSets } from '../../model/model';
import type { Draft, Rule } from '../rule';
import { isOutSystems, managedDomain, outlivesRenewal } from './domains';

const replace = (): Fix => ({
  title: l10n.t('Replace by your own domain…'),
  safe: false,
  edits: [],
  ask: 'replace-host',
});

export const defaultDomain: Rule = {
  id: 'default-domain',
  severity: 'error',
  summary:
    'A pinned host under a domain whose certificate OutSystems (or another listed owner) rotates without notice',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-res-40001.md',
  code: 'OS-MABS-RES-40001',
  fix: { summary: 'replace by your own domain… (asks)', safe: false },
  part: 'pinSets',
  *check(model, given) {
    const listed = given.managedDomains.map((name) => name.toLowerCase());
    for (const set of pinnedSets(model)) {
      for (const host of set.hosts) {
        const domain = managedDomain(host.name, listed);
        if (!domain) continue;
        yield {
          span: host.span,
          host: host.name,
          ...verdict(set, domain),
          ...(model.kind === 'pinning' && isOutSystems(domain) ? { code: 'OS-MABS-RES-40001' } : {}),
          fixes: [replace()],
        };
      }
    }
  },
};

function verdict(set: PinSet, domain: string): Pick<Draft, 'message' | 'severity'> {
  if (outlivesRenewal(set, domain)) {
    return {
      severity: 'info',
      message: l10n.t(
        'The certificate of outsystems.app is managed by OutSystems. Pinning the Amazon roots, as here, outlives its renewals, as long as OutSystems stays with Amazon; a domain of your own leaves that decision to you.',
      ),
    };
  }
  const isRefused = isOutSystems(domain) && set.engine === 'plugin';
  return {
    message: [
      isOutSystems(domain)
        ? l10n.t(
            'OutSystems rotates the certificate of {0} without notice: every installed app stops connecting when that happens.',
            domain,
          )
        : l10n.t(
            'Somebody else rotates the certificate of {0}: this app stops connecting when that happens.',
            domain,
          ),
      ...(isRefused ? [l10n.t('Builds refuse such a pin.')] : []),
      l10n.t('Pin a domain of your own.'),
    ].join(' '),
  };
}
