import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { localDate } from '../core/date';
import { describeChain } from '../describe-chain';
import { noteText, refusalError } from '../describe-refusal';
import type { FetchResult, Target } from '../net';
import { isTrustworthy, type PinResult } from '../pins/chain';
import { publicKeyOf } from '../public-key-of';
import { pinJson } from '../report/pin-json';
import { pinText } from '../report/pin-text';
import { parseTarget } from '../target';
import { complain } from './complain';
import { dialHosts } from './dial-hosts';
import { InputError, readBytes } from './files';
import { readPassword } from './password';
import { layoutFor } from './terminal';
import { oneOf, seconds, UsageError } from './usage';

/** The options of `pin`, as Node's argument parser wants them. */
export const PIN_OPTIONS = {
  format: { type: 'string' },
  servername: { type: 'string' },
  'all-addresses': { type: 'boolean' },
  'allow-untrusted': { type: 'boolean' },
  'password-stdin': { type: 'boolean' },
  timeout: { type: 'string' },
} as const;

interface Settings {
  readonly servername: string | undefined;
  readonly allAddresses: boolean;
  readonly timeoutMs: number;
  /** Asked for at most once, by the first file. */
  readonly password: (() => Promise<string>) | undefined;
}

/** Prints the pins of hosts and of files with certificates or keys; answers the exit status. */
export async function pinCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: PIN_OPTIONS,
    allowPositionals: true,
  });
  if (positionals.length === 0) throw new UsageError('pin needs a host or a file');
  const format = oneOf('format', values.format, ['text', 'json']) ?? 'text';
  const settings: Settings = {
    servername: values.servername,
    allAddresses: values['all-addresses'] ?? false,
    timeoutMs: (seconds('timeout', values.timeout) ?? 10) * 1000,
    password: values['password-stdin'] ? passwordLine() : undefined,
  };
  const results = await pinTargets(positionals, settings);
  for (const { target, error, unread } of results) {
    if (error && (format === 'text' || error.code === 'input'))
      complain(`${target || '""'}: ${error.message}${wayOut(error.code)}`);
    if (format === 'text') for (const one of unread ?? []) complain(`${target}: left out: ${one}`);
  }
  process.stdout.write(
    format === 'json' ? pinJson(results) : pinText(results, localDate(), layoutFor(process.stdout)),
  );
  if (results.some(({ error }) => error?.code === 'input')) return 2;
  return results.every((result) => isSound(result, values['allow-untrusted'] ?? false)) ? 0 : 1;
}

function isSound({ chains, error }: PinResult, allowUntrusted: boolean): boolean {
  return !error && (allowUntrusted || (chains ?? []).every(isTrustworthy));
}

/** Dials all hosts together, equal ones once, and reads the files; the results stand in the order of the targets. */
async function pinTargets(targets: readonly string[], settings: Settings): Promise<readonly PinResult[]> {
  const all = targets.map((target) => ({ target, host: hostTarget(target, settings) }));
  const hosts = all.flatMap(({ host }) => host ?? []);
  const { timeoutMs, allAddresses } = settings;
  const answers = (await dialHosts(hosts, { timeoutMs, allAddresses })).values();
  const results: PinResult[] = [];
  for (const { target, host } of all)
    results.push(host ? await describeHost(target, answers.next().value) : await pinFile(target, settings));
  return results;
}

async function pinFile(target: string, { password: ask }: Settings): Promise<PinResult> {
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(target) && !existsSync(target))
    return { target, error: { code: 'input', message: 'no https address with a host name' } };
  const { MAX_MATERIAL_FILE, readMaterial } = await import('../pins/certificates');
  try {
    const bytes = readBytes(target, MAX_MATERIAL_FILE);
    const password = await ask?.();
    const read = await readMaterial(bytes, { ...(password === undefined ? {} : { password }), publicKeyOf });
    if (!read.ok) return { target, error: { code: read.code, message: read.message } };
    return { target, certificates: read.items, unread: read.unread };
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    return { target, error: { code: 'input', message: error.message } };
  }
}

/** The first line of standard input, which is read when it is first asked for; a password stands in no argument. */
function passwordLine(): () => Promise<string> {
  let line: Promise<string> | undefined;
  return () => {
    line ??= readPassword();
    return line;
  };
}

function wayOut(code: string): string {
  return code === 'password-needed' ? ', with --password-stdin' : '';
}

async function describeHost(target: string, fetched: FetchResult | undefined): Promise<PinResult> {
  if (!fetched) throw new Error(`no answer for ${target}`);
  if (!fetched.ok) return { target, error: refusalError(fetched.refusal) };
  for (const note of fetched.notes) complain(`${target}: ${noteText(note)}`);
  const { readCertificate } = await import('../pins/certificates');
  return { target, chains: fetched.chains.map((chain) => describeChain(chain, readCertificate)) };
}

/**
 * The host that a target names; nothing for a file: one of that name is there, or it looks like a path. A name that
 * ends like a certificate file is not taken for a host either, so that a typing error dials nobody.
 */
function hostTarget(target: string, { servername }: Settings): Target | undefined {
  const isFile = /\.(?:pem|crt|cer|der|p7[bc]|pfx|p12|csr|req|key|pub|jwks?|zip)$/i.test(target);
  if (isFile || existsSync(target)) return undefined;
  const host = parseTarget(target);
  return host && { ...host, ...(servername ? { servername } : {}) };
}
