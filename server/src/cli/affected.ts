import { stat } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Seen, seenIn, type Unread } from '../affected/evidence';
import { type Triage, triage } from '../affected/triage';
import { partsFor } from '../model/parts';
import { read } from '../model/read';
import { nodeLoaders } from '../node-loaders';
import { affectedJson } from '../report/affected-json';
import { affectedText } from '../report/affected-text';
import { complain } from './complain';
import { configurations } from './config';
import { InputError, readFound } from './files';
import { reason } from './reason';
import { layoutFor } from './terminal';
import { oneOf, UsageError } from './usage';
import { walk } from './walk';

/** The options of `affected`, as Node's argument parser wants them. */
export const AFFECTED_OPTIONS = {
  infrastructure: { type: 'string' },
  format: { type: 'string' },
} as const;

/** Says whether the app of a folder is affected by the rotation of managed certificates; answers the exit status. */
export async function affectedCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: AFFECTED_OPTIONS,
    allowPositionals: true,
  });
  if (positionals.length > 1)
    throw new UsageError('affected takes one folder: each app has a verdict of its own');
  const infrastructure = oneOf('infrastructure', values.infrastructure, ['cloud', 'self-managed']);
  const format = oneOf('format', values.format, ['text', 'json']) ?? 'text';
  const folder = positionals[0] ?? '.';
  let failed = false;
  const fail = (name: string, { message }: InputError) => {
    complain(`${name || '""'}: ${message}`);
    failed = true;
  };
  try {
    const { files, unread } = await survey(folder, fail);
    const found = triage(files, infrastructure ? { infrastructure } : {}, unread);
    process.stdout.write(
      format === 'json' ? affectedJson(found) : affectedText(found, layoutFor(process.stdout)),
    );
    return failed ? 2 : status(found);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    fail(folder, error);
    return 2;
  }
}

/** Only what is known to be affected fails; what is not known is said, and no reason to stop a build. */
function status({ affected }: Triage): number {
  return affected ? 1 : 0;
}

/** What a folder holds of an app, and what could not be read of it. */
interface Survey {
  readonly files: readonly Seen[];
  readonly unread: readonly Unread[];
}

type Fail = (name: string, error: InputError) => void;

async function survey(folder: string, fail: Fail): Promise<Survey> {
  const found = await stat(folder).catch((error) => {
    throw new InputError(reason(error));
  });
  if (!found.isDirectory())
    throw new InputError('not a folder: name the one that holds the files of the app');
  const files: Seen[] = [];
  const unread: Unread[] = [];
  const leave = (name: string, error: InputError) => {
    unread.push({ path: shown(name), reason: error.message });
    fail(name, error);
  };
  const { optionsFor, saw } = configurations({}, fail);
  for (const one of walk(folder, saw)) {
    try {
      if (one.unread) throw new InputError(one.unread);
      const model = await readModel(one.path);
      if (!model) continue;
      const { governing } = await optionsFor(one.path);
      files.push(
        seenIn({ path: shown(one.path), model, managedDomains: governing?.config.managedDomains ?? [] }),
      );
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      leave(one.path, error);
    }
  }
  return { files, unread };
}

async function readModel(file: string) {
  const text = readFound(file);
  if (text === undefined) return undefined;
  const parts = await partsFor(text, shown(file), nodeLoaders);
  return read(text, { ...parts, path: shown(file) });
}

function shown(file: string): string {
  return process.platform === 'win32' ? file.replaceAll('\\', '/') : file;
}
