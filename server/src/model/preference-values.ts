import * as l10n from '../core/l10n';
import { nearest } from '../core/near';
import type { Node } from '../core/tree';
import type { KnownPreference } from './preferences';
import { oneOf, standsForAny } from './shape';

/** What a preference takes instead of the value it has. */
export interface WrongValue {
  /** What it must be, in words that follow "must be". */
  readonly wanted: string;
  readonly near?: string | undefined;
}

/** Says what is wrong with the value of a preference. Single values only: the type of others is another fault. */
export function wrongValue(known: KnownPreference, node: Node): WrongValue | undefined {
  if (node.type !== 'string' && node.type !== 'number' && node.type !== 'boolean') return undefined;
  const text = String(node.value);
  if (standsForAny(text) || isTemplate(text)) return undefined;
  const { type, values, pattern } = known;
  if (values) return oneOfThem(values, text);
  if (pattern) return text === '' || pattern.form.test(text) ? undefined : { wanted: pattern.words() };
  switch (type) {
    case 'boolean':
      return /^(?:true|false)$/i.test(text)
        ? undefined
        : { wanted: oneOf(['true', 'false']), near: nearest(text, ['true', 'false']) };
    case 'number':
      return /^\s*-?\d+(?:\.\d+)?\s*$/.test(text) ? undefined : { wanted: l10n.t('a number') };
    case 'version':
      return /^\s*\d[\w.+-]*\s*$/.test(text) ? undefined : { wanted: l10n.t('a version') };
    case 'colour':
      return isColour(text)
        ? undefined
        : { wanted: l10n.t('a colour of the form `#RRGGBB`'), near: nearColour(text) };
    default:
      return undefined;
  }
}

/** `[public-key-certificate]` and the like, as pages write what is to be filled in. */
function isTemplate(text: string): boolean {
  return /\[[^\]]+\]/.test(text);
}

/** Whether the app compares with the case is not documented. */
function oneOfThem(values: readonly string[], text: string): WrongValue | undefined {
  if (values.some((value) => value.toLowerCase() === text.toLowerCase())) return undefined;
  return { wanted: oneOf(values), near: nearest(text, values) };
}

/** Documented is `#RRGGBB`; Cordova reads an alpha channel, `0x` and colour names as well. */
function isColour(text: string): boolean {
  return /^(?:#|0x)(?:[0-9a-f]{6}|[0-9a-f]{8})$/i.test(text) || (/^[a-z]+$/i.test(text) && !nearColour(text));
}

/** The colour of the form `#RRGGBB` that was meant, where six or three digits say so. */
export function nearColour(text: string): string | undefined {
  const digits = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text.trim())?.[1];
  return digits && `#${digits.length === 3 ? digits.replace(/./g, '$&$&') : digits}`;
}
