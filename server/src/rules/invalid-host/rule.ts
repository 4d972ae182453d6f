import { type Host, type HostFault, readHost } from '../../model/host';
import { type Engine, pinnedSets } from '../../model/model';
import type { Rule } from '../rule';

/** What is wrong, as a clause, and whether only TrustKit minds. */
const FAULTS: Readonly<Record<HostFault, readonly [clause: string, trustKitOnly: boolean]>> = {
  blank: ['blanks stand around the name, or nothing stands there', false],
  list: ['this is a list: give each host an entry of its own', false],
  scheme: ['this is a URL; only its host name belongs here', false],
  'user-info': ['user and password do not belong here', false],
  port: ['a pin holds for every port; the port does not belong here', false],
  path: ['a path does not belong here', false],
  wildcard: ['wildcards are not supported: name each host in full', false],
  characters: ['this is no host name: letters, digits and hyphens, labels of at most 63', false],
  'ip-address': ['TrustKit knows no IP addresses: use the host name of the certificate', true],
  'single-label': ['TrustKit wants a name under a public suffix, and a single label has none', true],
  'public-suffix': ['this is a public suffix that nobody owns: name a host under it', true],
  'unknown-tld': ['its top level domain is not on the Public Suffix List, which TrustKit asks', true],
};

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
        const [clause, trustKitOnly] = FAULTS[host.fault];
        if (trustKitOnly && !readByTrustKit(engine)) continue;
        const effect = readByTrustKit(engine)
          ? 'the iOS app crashes at launch'
          : 'the host is never matched, so its pins protect nothing';
        const reduced = reduction(host);
        yield {
          span: host.span,
          message: `\`${visible(host.text)}\` cannot be pinned: ${clause}; ${effect}.`,
          host: host.name,
          ...(model.kind === 'pinning' ? { code: 'OS-MABS-RES-40003' } : {}),
          ...(reduced
            ? {
                fixes: [
                  {
                    title: `Reduce to \`${reduced}\``,
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
