import type { Fix } from '../../core/finding';
import { type PinSet, pinnedSets } from '../../model/model';
import { AMAZON_ROOTS } from '../../pins/samples';
import type { Draft, Rule } from '../rule';

/** The domains whose certificates OutSystems manages. */
const MANAGED = [
  'outsystemsenterprise.com',
  'outsystemscloud.com',
  'outsystems.app',
  'outsystems.dev',
  'outsystems.com',
  'outsystems.net',
] as const;

const REPLACE: Fix = { title: 'Replace by your own domain…', safe: false, edits: [], ask: 'replace-host' };

export const defaultDomain: Rule = {
  id: 'default-domain',
  severity: 'error',
  summary:
    'A pinned host under a domain whose certificate OutSystems (or another listed owner) rotates without notice',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-res-40001.md',
  code: 'OS-MABS-RES-40001',
  fix: { summary: 'replace by your own domain… (asks)', safe: false },
  *check(model, given) {
    const domains = [...MANAGED, ...given.managedDomains.map((name) => name.toLowerCase())];
    for (const set of pinnedSets(model)) {
      for (const host of set.hosts) {
        const domain = domains.find((name) => under(host.name, name));
        if (!domain) continue;
        yield {
          span: host.span,
          host: host.name,
          ...verdict(set, domain),
          ...(model.kind === 'pinning' && isManaged(domain) ? { code: 'OS-MABS-RES-40001' } : {}),
          fixes: [REPLACE],
        };
      }
    }
  },
};

function verdict(set: PinSet, domain: string): Pick<Draft, 'message' | 'severity'> {
  if (domain === 'outsystems.app' && onlyAmazonRoots(set)) {
    return {
      severity: 'info',
      message:
        'The certificate of outsystems.app is managed by OutSystems. Pinning the Amazon roots, as here, outlives its renewals, as long as OutSystems stays with Amazon; a domain of your own leaves that decision to you.',
    };
  }
  if (!isManaged(domain)) {
    return {
      message: `Somebody else rotates the certificate of ${domain}: this app stops connecting when that happens. Pin a domain of your own.`,
    };
  }
  const refused = set.engine === 'plugin' ? ', and builds refuse such a pin' : '';
  return {
    message: `OutSystems rotates the certificate of ${domain} without notice: every installed app stops connecting when that happens${refused}. Pin a domain of your own.`,
  };
}

function onlyAmazonRoots(set: PinSet): boolean {
  return set.pins.length > 0 && set.pins.every(({ reading }) => reading.ok && AMAZON_ROOTS.has(reading.key));
}

function isManaged(domain: string): boolean {
  return MANAGED.some((own) => own === domain);
}

function under(name: string, domain: string): boolean {
  return name.endsWith(domain) && (name.length === domain.length || name.at(-1 - domain.length) === '.');
}
