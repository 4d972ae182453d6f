import { stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { localDate } from '../core/date';
import type { Severity } from '../core/finding';
import { check, fixAll, type LintOptions } from '../lint';
import { KINDS, type Kind } from '../model/kind';
import { read } from '../model/read';
import { checkJson } from '../report/check-json';
import { checkText } from '../report/check-text';
import type { CheckedFile } from '../report/checked';
import { InputError, readStdin, readText, reason, walk } from './files';
import { complain, layoutFor } from './terminal';
import { date, oneOf, UsageError } from './usage';

const OPTIONS = {
  format: { type: 'string' },
  fix: { type: 'boolean' },
  today: { type: 'string' },
  kind: { type: 'string' },
  product: { type: 'string' },
  mabs: { type: 'string' },
  framework: { type: 'string' },
  'fail-on': { type: 'string' },
  quiet: { type: 'boolean' },
} as const;

/** Checks files, folders or standard input; answers the exit status. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const settings = await readSettings(args);
  const files: CheckedFile[] = [];
  let failed = false;
  for (const target of settings.targets) {
    try {
      for (const source of await sources(target)) await checkSource(source, settings, files);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      complain(`${target}: ${error.message}`);
      failed = true;
    }
  }
  print(files, settings);
  return failed ? 2 : worst(files, settings.failOn);
}

interface Settings {
  readonly targets: readonly string[];
  readonly format: 'text' | 'json';
  readonly fix: boolean;
  readonly quiet: boolean;
  readonly failOn: Severity | 'never';
  readonly kind: Kind | undefined;
  readonly options: LintOptions;
}

async function readSettings(args: readonly string[]): Promise<Settings> {
  const { values, positionals } = parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true });
  const product = oneOf('product', values.product, ['o11', 'odc']);
  const framework = oneOf('framework', values.framework, ['cordova', 'capacitor']);
  const { mabs } = values;
  if (mabs !== undefined && !/^\d+(?:\.\d+){0,2}$/.test(mabs)) {
    throw new UsageError(`--mabs takes a version such as 12.1, not "${mabs}"`);
  }
  const today = date('today', values.today) ?? localDate();
  const { suffixes } = await import('../model/suffixes');
  return {
    targets: positionals.length > 0 ? positionals : ['.'],
    format: oneOf('format', values.format, ['text', 'json']) ?? 'text',
    fix: values.fix ?? false,
    quiet: values.quiet ?? false,
    failOn: oneOf('fail-on', values['fail-on'], ['error', 'warning', 'info', 'never']) ?? 'error',
    kind: oneOf('kind', values.kind, KINDS),
    options: {
      today,
      target: {
        ...(product ? { product } : {}),
        ...(framework ? { framework } : {}),
        ...(mabs ? { mabs } : {}),
      },
      suffixes,
    },
  };
}

/** Something to check: a file that was named, one that a walk found, or standard input. */
interface Source {
  readonly path: string;
  readonly origin: 'named' | 'walked' | 'stdin';
}

async function sources(target: string): Promise<Source[]> {
  if (target === '-') return [{ path: '-', origin: 'stdin' }];
  const found = await stat(target).catch((error) => {
    throw new InputError(reason(error));
  });
  if (!found.isDirectory()) return [{ path: target, origin: 'named' }];
  return (await walk(target)).map((file) => ({ path: file, origin: 'walked' }));
}

async function checkSource(source: Source, settings: Settings, files: CheckedFile[]): Promise<void> {
  const { origin } = source;
  const shown = source.path.split(path.sep).join('/');
  const named = origin === 'stdin' ? settings.options : { ...settings.options, path: shown };
  const options = { ...named, ...(settings.kind ? { kind: settings.kind } : {}) };
  const before = await readSource(source);
  if (before === undefined) return;
  const text = settings.fix ? fixAll(before, settings.kind, options) : before;
  if (settings.fix && origin === 'stdin') process.stdout.write(text);
  else if (text !== before) await write(source.path, text);
  const model = read(text, options);
  if (!model && origin === 'walked') return;
  const findings = model ? check(model, options) : [];
  const shownFindings = settings.quiet ? findings.filter(({ severity }) => severity === 'error') : findings;
  files.push({ path: shown, text, kind: model?.kind ?? null, findings: shownFindings, suppressed: 0 });
}

/** The text of a source; a file that a walk came across and that is no text is passed over. */
async function readSource({ path: file, origin }: Source): Promise<string | undefined> {
  if (origin === 'stdin') return readStdin();
  if (origin === 'named') return readText(file);
  return readText(file).catch(() => undefined);
}

async function write(file: string, text: string): Promise<void> {
  await writeFile(file, text).catch((error) => {
    throw new InputError(`not fixed: ${reason(error)}`);
  });
}

function print(files: readonly CheckedFile[], { format, fix, targets }: Settings): void {
  const stream = fix && targets.includes('-') ? process.stderr : process.stdout;
  stream.write(format === 'json' ? checkJson(files) : checkText(files, layoutFor(stream)));
}

const RANK: Readonly<Record<Severity | 'never', number>> = { info: 1, warning: 2, error: 3, never: 4 };

function worst(files: readonly CheckedFile[], failOn: Severity | 'never'): number {
  return files.some(({ findings }) => findings.some(({ severity }) => RANK[severity] >= RANK[failOn]))
    ? 1
    : 0;
}
