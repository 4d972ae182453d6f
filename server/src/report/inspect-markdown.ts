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
    `# Certificate package ${code(file)}`,
    `**${prose(verdict.charAt(0).toUpperCase() + verdict.slice(1))}.**`,
    ...(findings.length > 0 ? ['## What was found', findings.map(findingItem).join('\n')] : []),
    '## What is in it',
    [...facts(inspection), ...certificates.map(certificateItem)].join('\n'),
    ...(pinned?.length
      ? [
          '## Apps that pin it',
          pinned
            .map((one) => `- ${code(one.host)} in ${code(one.path)}: ${prose(pinClause(one, inspection))}`)
            .join('\n'),
        ]
      : []),
    '## Who looks after it',
    prose(responsibility),
    '',
  ].join('\n\n');
}

function findingItem({ id, severity, message, remedy }: PackageFinding): string {
  return `- **${severity}** ${code(id)}\n  - ${prose(message)}\n  - ${prose(remedy)}`;
}

function facts(inspection: Inspection): string[] {
  const { format, protection, keys } = inspection;
  const chain = chainClause(inspection);
  const lasting = lastingClause(inspection);
  const matching = keys.filter(({ matches }) => matches).length;
  return [
    `- file: ${prose([FORMATS[format], protection].filter((part) => part !== undefined).join(', '))}`,
    ...(lasting === undefined ? [] : [`- validity: ${prose(lasting)}`]),
    ...(chain === undefined ? [] : [`- chain: ${prose(chain)}`]),
    `- private keys: ${keys.length === 0 ? 'none' : `${keys.length}, of which ${matching} for this certificate`}`,
  ];
}

function certificateItem(certificate: InspectedCertificate): string {
  const { role, subject, issuer, dnsNames, pin, entry } = certificate;
  return [
    `- **${role}** ${code(subject)}${entry === undefined ? '' : ` in ${code(entry)}`}`,
    ...(dnsNames.length > 0 ? [`  - for ${prose(listed(dnsNames, 20))}`] : []),
    `  - issued by ${code(issuer)}`,
    `  - ${prose(certificateClause(certificate))}`,
    `  - pin ${code(pin)}`,
  ].join('\n');
}
