import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ConfigProblem, IgnoreEntry } from '../config/config';
import { type Coverage, entryFindings, fixEntries } from '../config/entry-findings';
import { matchesGlob } from '../config/glob';
import { lineIndex } from '../core/lines';
import { plainProse } from '../core/prose';
import type { Place } from '../core/span';
import type { Suppression } from '../core/suppression';
import type { ConfigFile, UnreadConfig } from '../disk/find-config';
import { isWithin } from '../disk/listing';
import { type Explorer, explorer, pathFrom } from '../disk/surroundings';
import type { Judged, LintOptions } from '../lint';
import type { CheckedFile } from '../report/checked';
import type { FixedFile } from '../report/fixed-text';
import { complain } from './complain';
import { InputError } from './files';
import { reason } from './reason';
import { UsageError } from './usage';

/** The options of `check` about configurations, as Node's argument parser wants them. */
export const CONFIG_OPTIONS = { config: { type: 'string' }, 'no-config': { type: 'boolean' } } as const;

/** Says in one clause what cannot be done about a file, which makes the run fail. */
export type Fail = (file: string, error: InputError, place?: Place) => void;

/** Takes note of a file that was fixed. */
export type TellFixed = (file: FixedFile) => void;

/** The configurations of one run: which one holds for a file, and what became of its entries. */
export interface Configurations {
  /** What holds for a file; nothing but a configuration that was named holds for standard input. */
  readonly optionsFor: (file: string | undefined) => Promise<Pick<LintOptions, 'governing' | 'workspace'>>;
  /** Takes note of a configuration that was named as a file to check: it is listed whatever is in it. */
  readonly asked: (file: string) => Promise<void>;
  /** Takes note of a file that was checked. */
  readonly checked: (file: string, judged: Judged) => void;
  /** Takes note of what a folder holds that is gone through. */
  readonly saw: Explorer['saw'];
  /** Takes note of a folder that was gone through whole. */
  readonly walked: (folder: string) => void;
  /**
   * What is wrong with the configurations themselves, once everything is checked. With somebody to tell it to, needless
   * entries go.
   */
  readonly conclude: (options: LintOptions, fixed: TellFixed | undefined) => Promise<CheckedFile[]>;
}

interface Known extends ConfigFile {
  readonly used: Set<Suppression>;
  readonly files: Set<string>;
}

/** Reads the options about configurations. */
export function configurations(
  values: { readonly config?: string | undefined; readonly 'no-config'?: boolean | undefined },
  fail: Fail,
): Configurations {
  if (values.config !== undefined && values['no-config'])
    throw new UsageError('--config and --no-config exclude each other');
  const explore = explorer({
    folders: [process.cwd()],
    ...(values.config === undefined ? {} : { only: values.config }),
    ...(values['no-config'] ? { none: true } : {}),
  });
  const known = new Map<string, Known | undefined>();
  const walked: string[] = [];
  const asked = new Set<string>();
  const know = (config: ConfigFile | UnreadConfig | undefined) => {
    if (!config) return undefined;
    if (!known.has(config.file)) known.set(config.file, admit(config, fail));
    return known.get(config.file);
  };
  return {
    async optionsFor(file) {
      if (file === undefined) return named(explore, values.config, know);
      const { config, path: own, workspace } = await explore.around(file);
      const held = know(config);
      return { workspace, ...(held ? { governing: { config: held.config, path: own } } : {}) };
    },
    async asked(file) {
      asked.add(path.resolve(file));
      know((await explore.around(file)).config);
    },
    checked(file, { used }) {
      for (const held of known.values()) {
        if (!held || held.config.ignore.length === 0) continue;
        const own = pathFrom(held.file, file);
        if (own !== undefined) held.files.add(own);
        for (const entry of held.config.ignore) if (used.has(entry)) held.used.add(entry);
      }
    },
    saw: explore.saw,
    walked: (folder) => void walked.push(path.resolve(folder)),
    async conclude(options, fixed) {
      const files: CheckedFile[] = [];
      for (const held of known.values()) {
        const file = held && (await judge(held, walked, options, { fixed, fail }));
        const wanted = held && asked.has(path.resolve(held.file));
        if (file && (wanted || file.findings.length + file.suppressed.length > 0)) files.push(file);
      }
      return files;
    },
  };
}

async function named(
  explore: Explorer,
  file: string | undefined,
  know: (config: ConfigFile | UnreadConfig | undefined) => Known | undefined,
): Promise<Pick<LintOptions, 'governing'>> {
  const held = file === undefined ? undefined : know((await explore.around(file)).config);
  return held ? { governing: { config: held.config, path: undefined } } : {};
}

/**
 * Says once what is wrong with a configuration. One that cannot be read at all holds for nothing and fails the run;
 * so does one that is no configuration; a setting that is not understood is left out with a warning.
 */
function admit(config: ConfigFile | UnreadConfig, fail: Fail): Known | undefined {
  if ('error' in config) {
    fail(shownPath(config.file), new InputError(config.error));
    return undefined;
  }
  const lines = lineIndex(config.text);
  for (const { span, message, unreadable } of shownProblems(config.problems)) {
    const place = lines.place(span.start);
    const shown = shownPath(config.file);
    const words = plainProse(message);
    if (unreadable) fail(shown, new InputError(words), place);
    else complain(`warning: ${shown}:${place.line}:${place.column}: ${words}`);
  }
  return { ...config, used: new Set(), files: new Set() };
}

/** More are not read anyway. */
function shownProblems(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  return problems.slice(0, 10);
}

async function judge(
  held: Known,
  walked: readonly string[],
  options: LintOptions,
  { fixed, fail }: { readonly fixed: TellFixed | undefined; readonly fail: Fail },
): Promise<CheckedFile> {
  const { file, config } = held;
  const shown = shownPath(file);
  const given = { today: options.today ?? '', target: options.target ?? {} };
  const coverage = coverageOf(held, walked);
  const { text, titles, findings, suppressed } = fixed
    ? fixEntries(held.text, config, coverage, given)
    : { text: held.text, titles: [], ...entryFindings(config, coverage, given) };
  if (text !== held.text) {
    await writeFile(file, text).then(
      () => fixed?.({ path: shown, titles }),
      (error) => fail(shown, new InputError(`not fixed: ${reason(error)}`)),
    );
  }
  return { path: shown, text, kind: null, findings, suppressed };
}

/** All files of an entry were checked when the folder was gone through, or when it names one that was. */
function coverageOf({ file, used, files }: Known, walked: readonly string[]): Coverage {
  const folder = path.dirname(path.resolve(file));
  const whole = walked.some((own) => isWithin(own, folder));
  const covers = ({ path: pattern }: IgnoreEntry) =>
    whole ||
    (pattern !== undefined &&
      !/[*?]|\/$/.test(pattern) &&
      [...files].some((own) => matchesGlob(pattern, own)));
  return { used, covers };
}

/** A path as the user would write it. */
function shownPath(file: string): string {
  const relative = path.relative(process.cwd(), path.resolve(file));
  const shown = relative.split(path.sep)[0] === '..' ? file : relative;
  return shown.split(path.sep).join('/');
}
