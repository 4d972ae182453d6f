import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { localDate } from '../core/date';
import { describeChain } from '../describe-chain';
import { fetchChains } from '../net';
import { isTrustworthy, type PinResult } from '../pins/chain';
import { pinJson } from '../report/pin-json';
import { pinText } from '../report/pin-text';
import { type HostTarget, parseTarget } from '../target';
import { complain } from './complain';
import { InputError, readBytes } from './files';
import { layoutFor } from './terminal';
import { oneOf, seconds, UsageError } from './usage';

/** The options of `pin`, as Node's argument parser wants them. */
export const PIN_OPTIONS = {
  format: { type: 'string' },
  servername: { type: 'string' },
  'all-addresses': { type: 'boolean' },
  'allow-untrusted': { type: 'boolean' },
  timeout: { type: 'string' },
} as const;

interface Settings {
  readonly servername: string | undefined;
  readonly allAddresses: boolean;
  readonly timeoutMs: number;
}

/** Prints the pins of hosts and certificate files; answers the exit status. */
export async function pinCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: PIN_OPTIONS,
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new UsageError('pin needs a host or a certificate file');
  const format = oneOf('format', values.format, ['text', 'json']) ?? 'text';
  const settings: Settings = {
    servername: values.servername,
    allAddresses: values['all-addresses'] ?? false,
    timeoutMs: (seconds('timeout', values.timeout) ?? 10) * 1000,
  };
  const results: PinResult[] = [];
  let unread = false;
  for (const target of positionals) {
    const result = await pinTarget(target, settings);
    results.push(result);
    unread ||= result.error?.code === 'input';
    if (result.error && (format === 'text' || result.error.code === 'input'))
      complain(`${target || '""'}: ${result.error.message}`);
  }
  process.stdout.write(
    format === 'json' ? pinJson(results) : pinText(results, localDate(), layoutFor(process.stdout)),
  );
  if (unread) return 2;
  return results.every((result) => isSound(result, values['allow-untrusted'] ?? false)) ? 0 : 1;
}

function isSound({ chains, error }: PinResult, allowUntrusted: boolean): boolean {
  return !error && (allowUntrusted || (chains ?? []).every(isTrustworthy));
}

/** A target is a file when one of that name is there or it looks like a path; else it is a host. */
async function pinTarget(target: string, settings: Settings): Promise<PinResult> {
  const host = hostTarget(target);
  const exists = await stat(target).catch(() => undefined);
  if (!exists && !host && /^[a-z][a-z0-9+.-]*:\/\//i.test(target)) {
    return { target, error: { code: 'input', message: 'no https address with a host name' } };
  }
  if (exists || !host) return pinFile(target);
  return pinHost(target, host, settings);
}

async function pinFile(target: string): Promise<PinResult> {
  const { MAX_CERTIFICATE_FILE, readCertificateFile } = await import('../pins/certificates');
  try {
    const read = readCertificateFile(readBytes(target, MAX_CERTIFICATE_FILE));
    if (!read.ok) return { target, error: { code: 'no-certificate', message: read.message } };
    return { target, certificates: read.certificates.map((one) => ({ ...one, role: 'certificate' })) };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { target, error: { code: 'input', message: error.message } };
  }
}

async function pinHost(target: string, { host, port }: HostTarget, settings: Settings): Promise<PinResult> {
  const { servername, allAddresses, timeoutMs } = settings;
  const fetched = await fetchChains(
    { host, port, ...(servername ? { servername } : {}) },
    { timeoutMs, allAddresses },
  );
  if (!fetched.ok) {
    const { code, cause, message } = fetched.refusal;
    return { target, error: { code: cause ?? code, message } };
  }
  const { readCertificate } = await import('../pins/certificates');
  return { target, chains: fetched.chains.map((chain) => describeChain(chain, readCertificate)) };
}

/** A name that ends like a certificate file is not taken for a host, so that a typing error dials nobody. */
function hostTarget(target: string): HostTarget | undefined {
  return /\.(?:pem|crt|cer|der|p7b|pfx|p12|csr|key|zip)$/i.test(target) ? undefined : parseTarget(target);
}
