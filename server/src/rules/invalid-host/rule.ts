import * as l10n from '../../core/l10n';
import { type Host, type HostFault, readHost } from '../../model/host';
import { type Engine, pinnedSets } from '../../model/model';
import type { Rule } from '../rule';

/** What only TrustKit minds. */
const OF_TRUSTKIT: readonly HostFault[] = ['ip-address', 'single-label', 'public-suffix', 'unknown-tld'];

export const invalidHost: Rule = {
  id: 'invalid-host',
  severity: 'error',
  summary:
    'A host that is no host name, or that TrustKit refuses: URL, port, path, wildcard, list, IP address, public suffix',
  citation: 'https://github.com/datatheorem/TrustKit/blob/master/TrustKit/parse_configuration.m',
  code: 'OS-MABS-RES-40003',
  fix: { summary: 'reduce a URL to its host name', safe: false },
  part: 'pinSets',
  *check(model) {
    for (const { engine, hosts } of pinnedSets(model)) {
      for (const host of hosts) {
        if (!host.fault) continue;
        if (OF_TRUSTKIT.includes(host.fault) && !readByTrustKit(engine)) continue;
        const reduced = reduction(host);
        yield {
          span: host.span,
          message: `${effect(host, engine)} ${advice(host.fault)}`,
          host: host.name,
          ...(model.kind === 'pinning' ? { code: 'OS-MABS-RES-40003' } : {}),
          ...(reduced
            ? {
                fixes: [
                  {
                    title: l10n.t('Reduce to `{0}`', reduced),
                    safe: false,
                    edits: [{ span: host.span, text: reduced }],
                  },
                ],
              }
            : {}),
        };
      }
    }
  },
};

function readByTrustKit(engine: Engine): boolean {
  return engine === 'plugin' || engine === 'trustkit';
}

function effect({ text }: Host, engine: Engine): string {
  return readByTrustKit(engine)
    ? l10n.t('`{0}` cannot be pinned: the iOS app crashes at launch.', visible(text))
    : l10n.t(
        '`{0}` cannot be pinned: the host is never matched, so its pins protect nothing.',
        visible(text),
      );
}

/** What is wrong with a name and what belongs there. */
function advice(fault: HostFault): string {
  switch (fault) {
    case 'blank':
      return l10n.t('Blanks stand around the name, or nothing stands there.');
    case 'list':
      return l10n.t('This is a list: give each host an entry of its own.');
    case 'scheme':
      return l10n.t('This is a URL; only its host name belongs here.');
    case 'user-info':
      return l10n.t('User and password do not belong here.');
    case 'port':
      return l10n.t('A pin holds for every port; the port does not belong here.');
    case 'path':
      return l10n.t('A path does not belong here.');
    case 'wildcard':
      return l10n.t('Wildcards are not supported: name each host in full.');
    case 'characters':
      return l10n.t('This is no host name: letters, digits and hyphens, labels of at most 63.');
    case 'ip-address':
      return l10n.t('TrustKit knows no IP addresses: use the host name of the certificate.');
    case 'single-label':
      return l10n.t('TrustKit wants a name under a public suffix, and a single label has none.');
    case 'public-suffix':
      return l10n.t('This is a public suffix that nobody owns: name a host under it.');
    case 'unknown-tld':
      return l10n.t('Its top level domain is not on the Public Suffix List, which TrustKit asks.');
  }
}

/** The host name inside a URL, when one is left that has no fault of its writing. */
function reduction({ name, fault, span }: Host): string | undefined {
  const reducible =
    fault === 'scheme' || fault === 'user-info' || fault === 'port' || fault === 'path' || fault === 'blank';
  return reducible && name && !readHost(name, span, undefined).fault ? name : undefined;
}

function visible(text: string): string {
  const shown = text.length > 60 ? `${text.slice(0, 60)}…` : text;
  return shown.replace(/\p{Cc}/gu, (control) => `\\u${control.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
