import type { Finding, Severity } from '../core/finding';
import { type LineIndex, lineIndex } from '../core/lines';
import { type Checked, summaryText } from './checked';
import { harmless } from './paint';

/**
 * The report as workflow commands of GitHub Actions, which shows them beside the lines of a change; a line that is
 * no command closes it.
 */
export function checkGithub({ files, unread }: Checked): string {
  const findings = files.flatMap((file) => {
    const lines = lineIndex(file.text);
    return file.findings.map((finding) => findingCommand(file.path, finding, lines));
  });
  const inputs = unread.map(({ path, message, place }) =>
    command('error', { file: path, line: place?.line, col: place?.column, title: 'unreadable' }, message),
  );
  return [...inputs, ...findings, `pinwarden: ${summaryText(files)}`, ''].join('\n');
}

const NAME: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

function findingCommand(file: string, finding: Finding, lines: LineIndex): string {
  const { rule, severity, code, message, span } = finding;
  const [start, end] = [lines.place(span.start), lines.place(span.end)];
  const place = { file, line: start.line, col: start.column, endLine: end.line, endColumn: end.column };
  const title = code ? `${rule} (${code})` : rule;
  return command(NAME[severity], { ...place, title }, message);
}

/** One command: `::name key=value,…::message`. */
function command(
  name: string,
  properties: Readonly<Record<string, string | number | undefined>>,
  message: string,
): string {
  const told = Object.entries(properties)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${told.join(',')}::${escapeData(harmless(message))}`;
}

/** The escapes of the runner; what is left could end the line and begin another command. */
function escapeData(text: string): string {
  return text.replace(/[%\r\n]/g, encodeURIComponent);
}

/** A name keeps its odd characters, since GitHub compares it with the names of the change. */
function escapeProperty(text: string): string {
  return text
    .replace(/\p{Cs}/gu, '\ufffd')
    .replace(/[%\r\n:,\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, encodeURIComponent);
}
