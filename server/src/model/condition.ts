import * as l10n from '../core/l10n';
import { COMPARISONS, CONNECTIVES, NUMERIC_COMPARISONS } from './build-action-grammar';

/** More nesting than any condition has. */
const MAX_DEPTH = 50;

/**
 * Says why a text is no condition of a build action, as a clause; nothing when it is one. A condition is a comparison
 * of two arguments such as `eq($NAME, 'x')`; `and`, `or`, `not` and `??`, which OutSystems' own files use, pass too.
 */
export function conditionFault(text: string): string | undefined {
  const reading: Reading = { text, at: 0, depth: 0 };
  const fault = readCall(reading);
  if (fault) return fault;
  skipBlanks(reading);
  return reading.at < text.length
    ? l10n.t('`{0}` stands behind its end', short(text.slice(reading.at)))
    : undefined;
}

interface Reading {
  readonly text: string;
  at: number;
  depth: number;
}

function readCall(reading: Reading): string | undefined {
  const name = take(reading, /[A-Za-z_]\w*/y);
  if (name === undefined) return l10n.t("it is no comparison such as `eq($NAME, 'x')`");
  if (!isKnown(name)) {
    const known = COMPARISONS.map((one) => `\`${one}\``).join(', ');
    return l10n.t('`{0}` is no comparison; there are {1}', short(name), known);
  }
  if (take(reading, /\(/y) === undefined) return l10n.t('the bracket behind `{0}` is missing', name);
  const args: Argument[] = [];
  for (;;) {
    const arg = readArgument(reading);
    if (typeof arg === 'string') return arg;
    args.push(arg);
    if (take(reading, /,/y) !== undefined) continue;
    if (take(reading, /\)/y) === undefined)
      return l10n.t('its closing bracket is missing, or a comma between arguments');
    return callFault(name, args);
  }
}

/** What a comparison can know of an argument before the build: a literal's text, or nothing. */
interface Argument {
  readonly literal?: string;
}

function callFault(name: string, args: readonly Argument[]): string | undefined {
  if (CONNECTIVES.includes(name)) return undefined;
  if (args.length !== 2) return l10n.t('`{0}` takes 2 arguments, not {1}', name, args.length);
  if (!NUMERIC_COMPARISONS.includes(name)) return undefined;
  const odd = args.find(({ literal }) => literal !== undefined && !/^-?\d+(?:\.\d+)?$/.test(literal.trim()));
  return odd && l10n.t('`{0}` compares numbers, and `{1}` is none', name, short(odd.literal ?? ''));
}

/** One argument, or what is wrong with it. */
function readArgument(reading: Reading): Argument | string {
  const first = readOperand(reading);
  if (typeof first === 'string' || take(reading, /\?\?/y) === undefined) return first;
  const second = readArgument(reading);
  return typeof second === 'string' ? second : {};
}

function readOperand(reading: Reading): Argument | string {
  if (take(reading, /(?=[A-Za-z_]\w*\s*\()/y) !== undefined) {
    if (++reading.depth > MAX_DEPTH) return l10n.t('it is nested too deep');
    const fault = readCall(reading);
    reading.depth--;
    return fault ?? {};
  }
  if (take(reading, /\$[\w.]+(?=\s*(?:[,)]|\?\?|$))/y) !== undefined) return {};
  const quoted = take(reading, /'[^']*'|"[^"]*"/y);
  if (quoted !== undefined) return quoted.includes('$') ? {} : { literal: quoted.slice(1, -1) };
  if (take(reading, /['"]/y) !== undefined) return l10n.t('a quotation mark is never closed');
  const bare = take(reading, /(?:(?!\?\?)[^,()'"])+/y)?.trim();
  if (!bare) return l10n.t('an argument is missing');
  return bare.includes('$') ? {} : { literal: bare };
}

function isKnown(name: string): boolean {
  return (COMPARISONS as readonly string[]).includes(name) || CONNECTIVES.includes(name);
}

/** Takes what a sticky expression matches behind blanks, or nothing. */
function take(reading: Reading, form: RegExp): string | undefined {
  skipBlanks(reading);
  form.lastIndex = reading.at;
  const found = form.exec(reading.text)?.[0];
  if (found !== undefined) reading.at += found.length;
  return found;
}

function skipBlanks(reading: Reading): void {
  while (/\s/.test(reading.text[reading.at] ?? 'x')) reading.at++;
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
