#!/usr/bin/env node
import { existsSync } from 'node:fs';
import { version } from '../../package.json';
import { complain } from './cli/complain';
import { HELP, helpFor } from './cli/help';
import { reason } from './cli/reason';
import { isUsageError, UsageError } from './cli/usage';

/** Runs a command line and answers the exit status. */
async function run([command, ...args]: readonly string[]): Promise<number> {
  if (command === '--version' || command === '-V') return print(`${version}\n`);
  if (!command || command === '--help' || command === '-h') return print(HELP);
  if (command === 'help') return print(helpFor(args[0] ?? ''));
  if (args.includes('--help') || args.includes('-h')) return print(helpFor(command));
  switch (command) {
    case 'check':
      return (await import('./cli/commands')).checkCommand(args);
    case 'pin':
      return (await import('./cli/pin')).pinCommand(args);
    case 'backup-key':
      return (await import('./cli/backup-key')).backupKeyCommand(args);
    case 'affected':
      return (await import('./cli/commands')).affectedCommand(args);
    case 'convert':
      return (await import('./cli/commands')).convertCommand(args);
    case 'inspect':
      return (await import('./cli/commands')).inspectCommand(args);
    case 'rules':
      return (await import('./cli/commands')).rulesCommand(args);
    case 'explain':
      return (await import('./cli/commands')).explainCommand(args);
    case 'lsp':
      return serve(args);
    default:
      throw new UsageError(`no command is called "${command}"`, hint(command));
  }
}

/** What somebody means who names a file or a folder where a command is expected. */
function hint(command: string): string | undefined {
  const path = command === '-' || /[/\\]|\.(?:jsonc?|ya?ml|xml|plist)$/i.test(command) || existsSync(command);
  return path ? `did you mean \`pinwarden check ${command}\`?` : undefined;
}

function print(text: string): number {
  process.stdout.write(text);
  return 0;
}

/** Hands the process over to the language server, which ends it when the editor does. */
async function serve(args: readonly string[]): Promise<number> {
  if (!args.includes('--stdio') || args.some((arg) => arg !== '--stdio'))
    throw new UsageError('lsp takes --stdio and nothing else');
  await import('./main.node');
  return new Promise(() => undefined);
}

/** What is wrong with the command line, and the way out; nothing for other errors. */
function usageFault(error: unknown): string | undefined {
  if (isUsageError(error)) return `${error.message}; ${error.wayOut ?? HELPS}`;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isFault = error instanceof Error && code.startsWith('ERR_PARSE_ARGS');
  return isFault ? `${clause(error.message)}; ${HELPS}` : undefined;
}

const HELPS = 'see pinwarden --help';

/** The first sentence of an error of Node's argument parser; advice follows it. */
function clause(message: string): string {
  const [first = message] = message.split('. ');
  return first.replace(/\.$/, '').replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase());
}

/** A reader that closes the pipe early, such as `head`, has seen enough; the exit status stays what it is. */
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') return;
  complain(`standard output: ${reason(error)}`);
  process.exit(2);
});
process.stderr.on('error', () => {});

run(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    const message = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
    const fault = usageFault(error);
    complain(fault ?? `internal error: ${message}`);
    process.exitCode = 2;
  },
);
