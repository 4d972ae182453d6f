import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { CONVERT_TARGETS, convert } from '../convert';
import { plainProse } from '../core/prose';
import { partsFor } from '../model/parts';
import { read } from '../model/read';
import { nodeLoaders } from '../node-loaders';
import { harmless } from '../report/paint';
import { complain } from './complain';
import { InputError, readStdin, readText } from './files';
import { reason } from './reason';
import { oneOf, UsageError } from './usage';

/** The options of `convert`, as Node's argument parser wants them. */
export const CONVERT_OPTIONS = {
  to: { type: 'string' },
  output: { type: 'string' },
} as const;

/** Writes what a file pins as another kind of file, with notes on standard error; answers the exit status. */
export async function convertCommand(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: CONVERT_OPTIONS,
    allowPositionals: true,
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1)
    throw new UsageError('convert takes one file, or - for standard input');
  const to = oneOf('to', values.to, CONVERT_TARGETS);
  if (!to) throw new UsageError(`convert needs --to and one of ${CONVERT_TARGETS.join(', ')}`);
  if (values.output === '') throw new UsageError('--output takes the name of a new file');
  try {
    const converted = convert(await readModel(file), to);
    if (converted.ok) write(converted.text, values.output);
    else complain(`${file}: ${plainProse(converted.message)}`);
    for (const note of converted.notes ?? []) process.stderr.write(`note: ${harmless(plainProse(note))}\n`);
    return converted.ok ? 0 : 1;
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    complain(`${file || '""'}: ${error.message}`);
    return 2;
  }
}

async function readModel(file: string) {
  const text = file === '-' ? await readStdin() : readText(file);
  const name = file === '-' ? '' : process.platform === 'win32' ? file.replaceAll('\\', '/') : file;
  const model = read(text, { ...(await partsFor(text, name, nodeLoaders)), path: name });
  if (!model) throw new InputError('no configuration that can hold pins: see the kinds in pinwarden --help');
  return model;
}

/** A file that is there stays as it is, whatever it holds. */
function write(text: string, output: string | undefined): void {
  if (output === undefined) {
    process.stdout.write(text);
    return;
  }
  try {
    writeFileSync(output, text, { flag: 'wx' });
  } catch (error) {
    const there = error instanceof Error && 'code' in error && error.code === 'EEXIST';
    throw new InputError(
      there
        ? `not written: ${output} exists already, name a new file with --output`
        : `not written to ${output}: ${reason(error)}`,
    );
  }
}
