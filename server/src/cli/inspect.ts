import path from 'node:path';
import { parseArgs } from 'node:util';
import { PURPOSES } from '../inspect/inspection';
import { wantedHost } from '../inspect/names';
import { inspectJson, unreadJson } from '../report/inspect-json';
import { inspectText } from '../report/inspect-text';
import { complain } from './complain';
import { InputError, readBytes } from './files';
import { readPassword } from './password';
import { pinnedHere } from './pinned-here';
import { layoutFor } from './terminal';
import { oneOf, UsageError } from './usage';

/** The options of `inspect`, as Node's argument parser wants them. */
export const INSPECT_OPTIONS = {
  for: { type: 'string' },
  format: { type: 'string' },
  host: { type: 'string', multiple: true },
  'password-stdin': { type: 'boolean' },
} as const;

/** Judges whether a certificate package is ready for its purpose; answers the exit status. */
export async function inspectCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: INSPECT_OPTIONS,
    allowPositionals: true,
  });
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw new UsageError('inspect needs one file');
  const purpose = oneOf('for', values.for, PURPOSES) ?? 'environment';
  const json = oneOf('format', values.format, ['text', 'json']) === 'json';
  const hosts = (values.host ?? []).map(hostOption);
  if (hosts.length > 0 && purpose !== 'environment')
    throw new UsageError('--host goes with --for environment only');
  const material = await readPackage(file, values['password-stdin'] ?? false);
  if (!material.ok) {
    const wayOut = material.code === 'password-needed' ? ', with --password-stdin' : '';
    complain(`${file || '""'}: ${material.message}${wayOut}`);
    if (json) process.stdout.write(unreadJson(file, material));
    return 2;
  }
  const { inspectPackage } = await import('../package-crypto');
  const pinned = purpose === 'environment' ? await pinnedHere() : undefined;
  const inspection = await inspectPackage(material, { purpose, hosts, pinned });
  const shown = file.split(path.sep).join('/');
  process.stdout.write(
    json ? inspectJson(shown, inspection) : inspectText(shown, inspection, layoutFor(process.stdout)),
  );
  return inspection.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

function hostOption(text: string): string {
  const host = wantedHost(text);
  if (host === undefined)
    throw new UsageError(`--host takes a name such as api.example.org or *.example.org, not "${text}"`);
  return host;
}

/** The password is asked for once the file is known to be there. */
async function readPackage(file: string, withPassword: boolean) {
  const { MAX_MATERIAL_FILE, readMaterial } = await import('../pins/certificates');
  const { publicKeyOf } = await import('../public-key-of');
  try {
    const bytes = await readBytes(file, MAX_MATERIAL_FILE);
    const password = withPassword ? await passwordOption() : undefined;
    return await readMaterial(bytes, { ...(password === undefined ? {} : { password }), publicKeyOf });
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { ok: false, code: 'input', message: error.message } as const;
  }
}

function passwordOption(): Promise<string> {
  return readPassword().catch((error) => {
    throw error instanceof InputError ? new InputError(`standard input: ${error.message}`) : error;
  });
}
