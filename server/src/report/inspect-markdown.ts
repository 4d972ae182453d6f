import type { Severity } from '../core/finding';
import * as l10n from '../core/l10n';
import { roleName } from '../core/words';
import { code, prose } from '../features/markdown';
import { FORMATS } from '../inspect/contents';
import type { InspectedCertificate, Inspection, PackageFinding } from '../inspect/inspection';
import { listed } from '../inspect/names';
import { certificateClause, chainClause, lastingClause, pinClause, readiness } from './inspect-words';

/** What was found in a certificate package, as a page of Markdown in which no name from it can be markup. */
export function inspectMarkdown(file: string, inspection: Inspection): string {
  const { certificates, findings, pinned, responsibility } = inspection;
  const verdict = readiness(inspection);
  return [
    `# ${l10n.t('Certificate package {0}', code(file))}`,
    `**${prose(verdict.charAt(0).toUpperCase() + verdict.slice(1))}**`,
    ...(findings.length > 0 ? [`## ${l10n.t('What was found')}`, findings.map(findingItem).join('\n')] : []),
    `## ${l10n.t('What is in it')}`,
    [...facts(inspection), ...certificates.map(certificateItem)].join('\n'),
    ...(pinned?.length
      ? [
          `## ${l10n.t('Apps that pin it')}`,
          pinned
            .map((one) => {
              const place = l10n.t('{0} in {1}', code(one.host), code(one.path));
              return `- ${place}: ${prose(pinClause(one, inspection))}`;
            })
            .join('\n'),
        ]
      : []),
    `## ${l10n.t('Who looks after it')}`,
    prose(responsibility),
    '',
  ].join('\n\n');
}

function findingItem({ id, severity, message, remedy }: PackageFinding): string {
  return `- **${severityName(severity)}** ${code(id)}\n  - ${prose(message)}\n  - ${prose(remedy)}`;
}

function severityName(severity: Severity): string {
  return { error: l10n.t('error'), warning: l10n.t('warning'), info: l10n.t('info') }[severity];
}

function facts(inspection: Inspection): string[] {
  const { format, protection, keys } = inspection;
  const chain = chainClause(inspection);
  const lasting = lastingClause(inspection);
  const matching = keys.filter(({ matches }) => matches).length;
  return [
    l10n.t('file: {0}', prose([FORMATS[format], protection].filter((part) => part !== undefined).join(', '))),
    ...(lasting === undefined ? [] : [l10n.t('validity: {0}', prose(lasting))]),
    ...(chain === undefined ? [] : [l10n.t('chain: {0}', prose(chain))]),
    keys.length === 0
      ? l10n.t('private keys: none')
      : l10n.t('private keys: {0}, of which {1} for this certificate', keys.length, matching),
  ].map((fact) => `- ${fact}`);
}

function certificateItem(certificate: InspectedCertificate): string {
  const { role, subject, issuer, dnsNames, pin, entry } = certificate;
  return [
    `- **${roleName(role)}** ${entry === undefined ? code(subject) : l10n.t('{0} in {1}', code(subject), code(entry))}`,
    ...(dnsNames.length > 0 ? [`  - ${l10n.t('covers {0}', prose(listed(dnsNames, 20)))}`] : []),
    `  - ${l10n.t('issued by {0}', code(issuer))}`,
    `  - ${prose(certificateClause(certificate))}`,
    `  - ${l10n.t('pin {0}', code(pin))}`,
  ].join('\n');
}
