import { FORMATS } from '../inspect/contents';
import type { InspectedCertificate, InspectedKey, Inspection, PackageFinding } from '../inspect/inspection';
import { listed } from '../inspect/names';
import { certificateClause, chainClause, lastingClause, pinClause, readiness } from './inspect-words';
import { harmless, type Layout, wrap } from './paint';

const LABEL = 14;

/** What was found in a certificate package, for people: its content, every finding with its way out, the verdict. */
export function inspectText(file: string, inspection: Inspection, layout: Layout): string {
  const { paint } = layout;
  const { format, protection, certificates, keys, pinned, findings, responsibility } = inspection;
  const how = [FORMATS[format], protection, lastingClause(inspection)].filter((part) => part !== undefined);
  const chain = chainClause(inspection);
  const lines = [
    `${paint.bold(harmless(file))} ${paint.dim(harmless(how.join(', ')))}`,
    ...certificates.flatMap((one) => certificateLines(one, layout)),
    ...keys.map((key) => row('private key', keyClause(key))),
    ...(chain === undefined ? [] : [row('chain', chain)]),
    ...(pinned ?? []).flatMap((one) => [
      row('pinned', `${one.host} in ${one.path}`),
      row('', pinClause(one, inspection)),
    ]),
    '',
    ...findings.flatMap((finding) => findingLines(finding, layout)),
    ...paragraph(readiness(inspection), layout),
    ...paragraph(responsibility, layout).map(paint.dim),
  ];
  return `${lines.join('\n')}\n`;
}

function certificateLines(certificate: InspectedCertificate, { paint }: Layout): string[] {
  const { role, pin, subject, issuer, dnsNames, entry } = certificate;
  const place = entry === undefined ? '' : ` (${entry})`;
  return [
    row(role, pin, (text) => paint.bold(paint.cyan(text))),
    row('', `${subject}${place}`),
    ...(dnsNames.length > 0 ? [row('', `for ${listed(dnsNames, 8)}`)] : []),
    row('', `issued by ${issuer}`, paint.dim),
    row('', certificateClause(certificate), paint.dim),
  ];
}

/** A label and what it stands for, made harmless before it is painted. */
function row(label: string, text: string, paint = (harmlessText: string) => harmlessText): string {
  return `  ${label.padEnd(LABEL)}${paint(harmless(text))}`;
}

function keyClause({ key, matches, entry }: InspectedKey): string {
  const place = entry === undefined ? '' : ` (${entry})`;
  return `${key}, ${matches ? 'belongs to the certificate' : 'belongs to something else'}${place}`;
}

function findingLines({ id, severity, message, remedy }: PackageFinding, layout: Layout): string[] {
  const { paint } = layout;
  const colour = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.cyan;
  return [
    `${colour(paint.bold(severity))} ${paint.bold(id)}`,
    ...paragraph(message, layout).map((line) => `  ${line}`),
    ...paragraph(remedy, layout).map((line, at) => `  ${paint.green(at === 0 ? '=' : ' ')} ${line}`),
    '',
  ];
}

function paragraph(text: string, { width }: Layout): string[] {
  return wrap(harmless(text), Math.min(width, 110) - 4);
}
