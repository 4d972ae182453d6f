/**
 * A command line that cannot be understood; the message is one clause that names the fault. The way out is another one,
 * for a fault that the help of the command does not mend.
 */
export class UsageError extends Error {
  readonly code = USAGE;

  constructor(
    message: string,
    readonly wayOut?: string,
  ) {
    super(message);
  }
}

const USAGE = 'ERR_USAGE';

/** Recognises a {@link UsageError} by its code, since commands are built as files of their own and bring their own class. */
export function isUsageError(error: unknown): error is UsageError {
  return error instanceof Error && 'code' in error && error.code === USAGE;
}

/** One of a fixed set of words, or a usage error that lists them; nothing when the option is absent. */
export function oneOf<T extends string>(
  option: string,
  value: string | undefined,
  words: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = words.find((word) => word === value);
  if (!found) throw new UsageError(`--${option} takes one of ${words.join(', ')}, not "${value}"`);
  return found;
}

/** A date that exists, as `YYYY-MM-DD`. */
export function date(option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const valid =
    /^\d{4}-\d{2}-\d{2}$/.test(value) && new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value);
  if (!valid) throw new UsageError(`--${option} takes a date such as 2026-01-31, not "${value}"`);
  return value;
}

/** A number of seconds from 1 to 600. */
export function seconds(option: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d{1,3}(?:\.\d+)?$/.test(value) || number < 1 || number > 600) {
    throw new UsageError(`--${option} takes a number of seconds from 1 to 600, not "${value}"`);
  }
  return number;
}

/** A whole number within bounds. */
export function wholeNumber(
  option: string,
  value: string | undefined,
  { least, most }: { readonly least: number; readonly most: number },
): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (!/^\d{1,6}$/.test(value) || number < least || number > most)
    throw new UsageError(`--${option} takes a whole number from ${least} to ${most}, not "${value}"`);
  return number;
}
