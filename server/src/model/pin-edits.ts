import { removeElement } from '../core/edits';
import type { Edit } from '../core/finding';
import { type Span, span } from '../core/span';
import { type Model, type PinEntry, type PinList, type PinSet, pinStyle } from './model';
import { insertList } from './new-pin-list';

/** The edits that add keys to a host, written and indented as the pins that stand there; none where they have no place. */
export function insertPins(model: Model, set: PinSet, keys: readonly string[]): Edit[] {
  const { list } = set;
  const pins = keys.map((key) => (pinStyle(set) === 'prefixed' ? `sha256/${key}` : key));
  if (!list) return insertList(model, set, pins, separatorBefore);
  const written = pins.map((pin) => list.write(FORMS[list.form](pin)));
  const last = list.items.at(-1);
  if (!last) return [firstPins(list, written)];
  const separator = separatorBefore(model.text, itemStart(model.text, list, last.span.start));
  const comma = hasCommas(list) ? ',' : '';
  const text = written.map((pin) => `${comma}${separator}${pin}`).join('');
  return [{ span: span(last.span.end, last.span.end), text }];
}

/** Says whether a further pin of a host has a place, which does not depend on the pin. */
export function hasPlace(model: Model, set: PinSet): boolean {
  return insertPins(model, set, ['']).length > 0;
}

/** The edits that take one pin out of its list. */
export function removePin(model: Model, list: PinList, pin: PinEntry): Edit[] {
  if (hasCommas(list)) return removeElement(model.text, list.items, pin.index);
  const item = list.items[pin.index];
  if (!item) return [];
  const start = itemStart(model.text, list, item.span.start);
  return [{ span: span(start - separatorLength(model.text, start), item.span.end), text: '' }];
}

/** The edit that takes an element of XML out, with the blanks before it. */
export function removeXml(text: string, { start, end }: Span): Edit {
  return { span: span(start - separatorLength(text, start), end), text: '' };
}

const FORMS: Readonly<Record<PinList['form'], (pin: string) => string>> = {
  json: (pin) => `"${pin}"`,
  yaml: (pin) => `- ${pin}`,
  nsc: (pin) => `<pin digest="SHA-256">${pin}</pin>`,
  plist: (pin) => `<string>${pin}</string>`,
  nspinned: (pin) => `<dict><key>SPKI-SHA256-BASE64</key><string>${pin}</string></dict>`,
  'nspinned-json': (pin) => `{ "SPKI-SHA256-BASE64": "${pin}" }`,
  'nspinned-yaml': (pin) => `- SPKI-SHA256-BASE64: ${pin}`,
};

function hasCommas({ form }: PinList): boolean {
  return form === 'json' || form === 'nspinned-json';
}

/** Fills an empty list; an element without an end tag gets one. */
function firstPins(list: PinList, written: readonly string[]): Edit {
  const text = written.join(hasCommas(list) ? ', ' : '');
  // The start tag of a `pin-set` may carry a date, so only its `/>` makes room.
  if (list.hollow && list.form === 'nsc') {
    return { span: span(list.start - 2, list.start), text: `>${text}</${list.hollow}>` };
  }
  return list.hollow
    ? { span: list.span, text: `<${list.hollow}>${text}</${list.hollow}>` }
    : { span: span(list.start, list.start), text };
}

/** Where an item begins: in YAML at the dash before it. */
function itemStart(text: string, { form }: PinList, start: number): number {
  return form === 'yaml' || form === 'nspinned-yaml' ? Math.max(0, text.lastIndexOf('-', start)) : start;
}

/** The blanks before an element, which the next one repeats: a line break (also an escaped one) with its indentation, else a space. */
function separatorBefore(text: string, start: number): string {
  const blanks = text.slice(start - separatorLength(text, start), start);
  return /[\r\n]|\\n/.test(blanks)
    ? blanks.replace(/^.*?((?:\r?\n|(?:\\r)?\\n)(?:(?!\\n)[^\r\n])*)$/s, '$1')
    : ' ';
}

/** How many units of blank, escaped line breaks and tabs included, stand before an offset. */
function separatorLength(text: string, start: number): number {
  let at = start;
  for (;;) {
    if (' \t\r\n'.includes(text[at - 1] ?? '"')) at--;
    else if (/^\\[nrt]$/.test(text.slice(at - 2, at)) && text[at - 3] !== '\\') at -= 2;
    else return start - at;
  }
}
