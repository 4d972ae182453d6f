import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { CONFIG_NAME } from '../config/config-file';
import { localDate } from '../core/date';
import type { Severity } from '../core/finding';
import type { Observed } from '../core/observed';
import { fixText, type Judged, judge, type LintOptions } from '../lint';
import { KINDS, type Kind } from '../model/kind';
import type { Model } from '../model/model';
import { partsFor } from '../model/parts';
import { read } from '../model/read';
import { nodeLoaders } from '../node-loaders';
import type { Checked, CheckedFile, UnreadInput } from '../report/checked';
import { type FixedFile, fixedLines } from '../report/fixed-text';
import { certificatesAtHand } from './at-hand';
import { BASELINE_OPTIONS, baseline } from './baseline';
import { complain } from './complain';
import { CONFIG_OPTIONS, type Configurations, configurations, type Fail, type TellFixed } from './config';
import { InputError, readFound, readStdin, readText } from './files';
import { type LiveHosts, liveHosts } from './live-hosts';
import { ONLINE_OPTIONS, type Online, readAdoptionDays, readOnline } from './online';
import { reason } from './reason';
import { FORMATS, type Format, report } from './report';
import { layoutFor } from './terminal';
import { date, oneOf, UsageError } from './usage';
import { walk } from './walk';

/** The options of `check`, as Node's argument parser wants them. */
export const CHECK_OPTIONS = {
  format: { type: 'string' },
  fix: { type: 'boolean' },
  today: { type: 'string' },
  kind: { type: 'string' },
  product: { type: 'string' },
  mabs: { type: 'string' },
  framework: { type: 'string' },
  'fail-on': { type: 'string' },
  quiet: { type: 'boolean' },
  ...CONFIG_OPTIONS,
  ...BASELINE_OPTIONS,
  ...ONLINE_OPTIONS,
} as const;

/** Checks files, folders or standard input; answers the exit status. */
export async function checkCommand(args: readonly string[]): Promise<number> {
  const settings = await readSettings(args);
  const files: CheckedFile[] = [];
  const unread: UnreadInput[] = [];
  const fail: Fail = (name, { message }, place) => {
    complain(`${name || '""'}${place ? `:${place.line}:${place.column}` : ''}: ${message}`);
    unread.push({ path: name.split(path.sep).join('/'), message, ...(place ? { place } : {}) });
  };
  const attempt = async (name: string, work: () => Promise<void>) => {
    await work().catch((error) => {
      if (!(error instanceof InputError)) throw error;
      fail(name, error);
    });
  };
  const fixed: FixedFile[] = [];
  const tell: TellFixed = (file) => void fixed.push(file);
  const configs = configurations(settings.named, fail);
  const live = liveHosts(settings);
  const atHand = certificatesAtHand(settings.targets);
  const judgeOne = async (taken: Taken) => {
    const observed = taken.model && live.observed(await atHand(taken.model));
    files.push(checkTaken(taken, configs, observed));
    live.note(taken, observed);
  };
  const waiting: Taken[] = [];
  const wrote: string[] = [];
  const settle = baseline(settings.named, { fail, tell: (line) => void wrote.push(line) });
  const folders: string[] = [];
  for (const target of settings.targets) {
    await attempt(target, async () => {
      let whole = true;
      for (const source of sources(target, configs)) {
        whole &&= source.origin === 'walked' && !source.unread;
        await attempt(source.path, async () => {
          const taken = await take(source, settings, { configs, tell });
          // What hosts serve is asked once all of them are known.
          if (taken && settings.online) waiting.push(taken);
          else if (taken) await judgeOne(taken);
        });
      }
      if (!whole) return;
      configs.walked(target);
      folders.push(target);
    });
  }
  const isAsked = await askLive(live, waiting);
  for (const taken of waiting) await judgeOne(taken);
  files.push(...(await configs.conclude(settings.options, settings.fix ? tell : undefined)));
  const online = settings.online !== undefined && isAsked;
  const looked = { folders, files: files.map((file) => file.path), online };
  const settled = settle(files, looked, unread.length > 0);
  const done = [...fixedLines(fixed), ...wrote];
  // A report that a program reads has no room for it, and standard error may be where the report goes.
  if (settings.format !== 'text' && streamOf(settings) === process.stdout) wrote.forEach(complain);
  await print({ files: settled, unread, done, ...live.hosts() }, settings);
  return unread.length > 0 || !isAsked ? 2 : worst(settled, settings.failOn);
}

/** Asks the hosts of files; false, with a word, where they are too many. What is found without them still counts. */
async function askLive(live: LiveHosts, files: readonly Taken[]): Promise<boolean> {
  try {
    await live.ask(files);
    return true;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    complain(error.message);
    return false;
  }
}

interface Settings {
  readonly targets: readonly string[];
  readonly format: Format;
  readonly fix: boolean;
  readonly quiet: boolean;
  readonly failOn: Severity | 'never';
  readonly kind: Kind | undefined;
  readonly named: Parameters<typeof configurations>[0] & Parameters<typeof baseline>[0];
  readonly options: LintOptions;
  /** How hosts are asked; nothing where none is. */
  readonly online: Online | undefined;
  readonly adoptionDays: number;
  readonly today: string;
}

async function readSettings(args: readonly string[]): Promise<Settings> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: CHECK_OPTIONS,
    allowPositionals: true,
  });
  const product = oneOf('product', values.product, ['o11', 'odc']);
  const framework = oneOf('framework', values.framework, ['cordova', 'capacitor']);
  const { mabs } = values;
  if (mabs !== undefined && !/^\d+(?:\.\d+){0,2}$/.test(mabs)) {
    throw new UsageError(`--mabs takes a version such as 12.1, not "${mabs}"`);
  }
  const today = date('today', values.today) ?? localDate();
  return {
    targets: positionals.length > 0 ? positionals : ['.'],
    format: oneOf('format', values.format, FORMATS) ?? 'text',
    fix: values.fix ?? false,
    quiet: values.quiet ?? false,
    failOn: oneOf('fail-on', values['fail-on'], ['error', 'warning', 'info', 'never']) ?? 'error',
    kind: oneOf('kind', values.kind, KINDS),
    named: values,
    online: readOnline(values),
    adoptionDays: readAdoptionDays(values['adoption-days']),
    today,
    options: {
      today,
      target: {
        ...(product ? { product } : {}),
        ...(framework ? { framework } : {}),
        ...(mabs ? { mabs } : {}),
      },
    },
  };
}

/** Something to check: a file that was named, one that a walk found or could not read, or standard input. */
interface Source {
  readonly path: string;
  readonly origin: 'named' | 'walked' | 'stdin';
  /** Why it cannot be read, where that is known already. */
  readonly unread?: string;
}

function* sources(target: string, configs: Configurations): Generator<Source> {
  if (target === '-') return yield { path: '-', origin: 'stdin' };
  if (!isFolder(target)) return yield { path: target, origin: 'named' };
  for (const found of walk(target, configs.saw)) yield { ...found, origin: 'walked' };
}

function isFolder(target: string): boolean {
  try {
    return statSync(target).isDirectory();
  } catch (error) {
    throw new InputError(reason(error));
  }
}

/** A file that was read, and fixed where that was asked for; without a model it is none of ours. */
export interface Taken {
  /** As the user names it, and with forward slashes. */
  readonly path: string;
  readonly shown: string;
  readonly text: string;
  readonly model: Model | undefined;
  readonly options: LintOptions;
}

/** Reads a source; nothing for one that a walk came across and that is none of ours. */
async function take(
  source: Source,
  settings: Settings,
  { configs, tell }: { readonly configs: Configurations; readonly tell: TellFixed },
): Promise<Taken | undefined> {
  const { origin } = source;
  if (origin === 'named' && path.basename(source.path) === CONFIG_NAME) {
    await configs.asked(source.path);
    return undefined;
  }
  if (source.unread) throw new InputError(source.unread);
  const shown = source.path.split(path.sep).join('/');
  const named = origin === 'stdin' ? settings.options : { ...settings.options, path: shown };
  // Only what was named is what the user says it is; a walk would turn every JSON file into one.
  const kind = origin === 'walked' ? undefined : settings.kind;
  const before = await readSource(source);
  if (before === undefined) return undefined;
  const parts = await partsFor(before, shown, nodeLoaders, kind);
  const around = await configs.optionsFor(origin === 'stdin' ? undefined : source.path);
  const options = { ...named, ...parts, ...around, ...(kind ? { kind } : {}) };
  const { text, titles } = settings.fix ? fixText(before, kind, options) : { text: before, titles: [] };
  if (settings.fix && origin === 'stdin') process.stdout.write(text);
  else if (text !== before) write(source.path, text);
  if (text !== before) tell({ path: shown, titles });
  const model = read(text, options);
  return model || origin !== 'walked' ? { path: source.path, shown, text, model, options } : undefined;
}

function checkTaken(
  { path: file, shown, text, model, options }: Taken,
  configs: Configurations,
  observed: Observed | undefined,
): CheckedFile {
  const judged = model ? judge(model, { ...options, observed }) : NOTHING;
  configs.checked(file, judged);
  const { findings, suppressed } = judged;
  return {
    path: shown,
    // Of a large folder only those texts are kept that something is shown of.
    text: findings.length + suppressed.length > 0 ? text : '',
    kind: model?.kind ?? null,
    findings,
    suppressed,
  };
}

/** What is said of a file that is none of ours. */
const NOTHING: Judged = { findings: [], suppressed: [], used: new Set() };

/** The text of a source; nothing for a file that a walk came across and that is none of ours. */
async function readSource({ path: file, origin }: Source): Promise<string | undefined> {
  if (origin === 'stdin') return readStdin();
  return origin === 'named' ? readText(file) : readFound(file);
}

function write(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch (error) {
    throw new InputError(`not fixed: ${reason(error)}`);
  }
}

async function print(checked: Checked, settings: Settings): Promise<void> {
  const { format, quiet, today, adoptionDays } = settings;
  const { files } = checked;
  const shown = { ...checked, files: quiet ? files.map(errorsOnly) : files };
  const stream = streamOf(settings);
  stream.write(await report(shown, format, { layout: layoutFor(stream), today, adoptionDays }));
}

/** Where the report goes: standard output, unless that is for the fixed text. */
function streamOf({ fix, targets }: Settings): NodeJS.WriteStream {
  return fix && targets.includes('-') ? process.stderr : process.stdout;
}

function errorsOnly(file: CheckedFile): CheckedFile {
  return { ...file, findings: file.findings.filter(({ severity }) => severity === 'error') };
}

const RANK: Readonly<Record<Severity | 'never', number>> = { info: 1, warning: 2, error: 3, never: 4 };

function worst(files: readonly CheckedFile[], failOn: Severity | 'never'): number {
  return files.some(({ findings }) => findings.some(({ severity }) => RANK[severity] >= RANK[failOn]))
    ? 1
    : 0;
}
