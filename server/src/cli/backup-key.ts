import path from 'node:path';
import { parseArgs } from 'node:util';
import { localDate } from '../core/date';
import type { KeyType } from '../keys/backup-key';
import { harmless, harmlessJson, type Layout, wrap } from '../report/paint';
import { complain } from './complain';
import { InputError } from './files';
import { readPassword } from './password';
import { reason } from './reason';
import { layoutFor } from './terminal';
import { oneOf, UsageError } from './usage';

/** The options of `backup-key`, as Node's argument parser wants them. */
export const BACKUP_KEY_OPTIONS = {
  out: { type: 'string' },
  type: { type: 'string' },
  host: { type: 'string', multiple: true },
  'password-stdin': { type: 'boolean' },
  format: { type: 'string' },
} as const;

/** Makes a backup key with its request, saves both and prints the pin; answers the exit status. */
export async function backupKeyCommand(args: readonly string[]): Promise<number> {
  const keys = await import('../keys/backup-keys');
  const { values } = parseArgs({ args: [...args], options: BACKUP_KEY_OPTIONS });
  if (!values.out)
    throw new UsageError('backup-key needs --out and a folder, best one outside of any git repository');
  const type = oneOf('type', values.type, keys.KEY_TYPES) ?? keys.KEY_TYPES[0];
  const format = oneOf('format', values.format, ['text', 'json']) ?? 'text';
  const read = keys.readNames(values.host ?? []);
  if (!read.ok) throw new UsageError(`--host: ${read.message}`);
  const password = values['password-stdin'] ? await passwordOrWord() : undefined;
  if (password === false) return 2;

  sayItTakesTime(type);
  const encryption = password === undefined ? {} : { password };
  const backup = await keys.makeBackupKey({ type, names: read.names, ...encryption });
  const saved = await keys.saveBackupKey(values.out, backup, keys.fileStem(read.names, localDate()));
  if (!saved.ok) {
    complain(`${saved.path}: ${reason(saved.error)}; no key was saved`);
    return 2;
  }
  const shared = await keys.sharedFolder(values.out);
  if (shared !== undefined)
    complain(
      `the key was saved in ${shared}, a git repository: move it out before anyone commits it, because a private key in a repository is a leaked key`,
    );
  const made: Made = {
    pin: backup.pin,
    key: keys.KEY_NAMES[type],
    hosts: read.names,
    encrypted: password !== undefined,
    ownerOnly: saved.ownerOnly,
    keyFile: saved.keyFile,
    requestFile: saved.requestFile,
  };
  process.stdout.write(format === 'json' ? madeJson(made) : madeText(made, layoutFor(process.stdout)));
  return 0;
}

async function passwordOrWord(): Promise<string | false> {
  try {
    const password = await readPassword();
    if (password === '') throw new InputError('no password in the first line');
    return password;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    complain(`standard input: ${error.message}; no key was made`);
    return false;
  }
}

function sayItTakesTime(type: KeyType): void {
  if (type === 'rsa-4096' && process.stderr.isTTY)
    process.stderr.write('Making an RSA 4096 key, which takes a few seconds…\n');
}

/** What was made and where it is. */
interface Made {
  readonly pin: string;
  readonly key: string;
  readonly hosts: readonly string[];
  readonly encrypted: boolean;
  readonly ownerOnly: boolean;
  readonly keyFile: string;
  readonly requestFile: string | undefined;
}

function madeJson({ pin, key, hosts, encrypted, keyFile, requestFile }: Made): string {
  return harmlessJson({ version: 1, pin, key, hosts, encrypted, keyFile, requestFile });
}

function madeText(made: Made, { paint, width }: Layout): string {
  const { pin, key, hosts, keyFile, requestFile } = made;
  const files = [
    [`  key      `, `${harmless(keyFile)}`, `${key}, ${protection(made)}`],
    ...(requestFile ? [[`  request  `, harmless(requestFile), `for ${hosts.join(', ')}`]] : []),
  ];
  const shown = files.flatMap(([label = '', file = '', note = '']) => [
    `${label}${file}`,
    ...wrap(note, width - label.length).map((line) => `${' '.repeat(label.length)}${paint.dim(line)}`),
  ]);
  const steps = nextSteps(made).flatMap((step, index) =>
    wrap(step, width - 3).map((line, at) => `${at === 0 ? `${index + 1}. ` : '   '}${line}`),
  );
  const command = requestFile ? [] : ['', `   ${requestCommand(made)}`];
  return `${[paint.bold(paint.cyan(pin)), ...shown, '', ...steps, ...command].join('\n')}\n`;
}

function protection({ encrypted, ownerOnly }: Made): string {
  if (encrypted) return 'encrypted with the password';
  return ownerOnly
    ? 'not encrypted: only your account may read it'
    : 'not encrypted: the permissions of the folder decide who may read it';
}

/** What to do with a backup key, and when. */
function nextSteps({ requestFile }: Made): string[] {
  const request = requestFile
    ? 'send the request to the certificate authority'
    : 'make a request from it, for example with the line below';
  return [
    'Put the pin into the app now, beside that of the key in use: it helps only the phones that have it before the key changes.',
    'Keep the key offline, with a second copy elsewhere; never in the app, in a repository or on the server in use.',
    `When the key in use has to go, ${request}, and give its certificate and this key to the server.`,
  ];
}

/** How openssl makes a request from a key, as a line that can be copied. */
function requestCommand({ keyFile }: Made): string {
  const name = path.basename(keyFile);
  return `openssl req -new -key ${name} -subj /CN=HOST -addext subjectAltName=DNS:HOST -out HOST.csr`;
}
