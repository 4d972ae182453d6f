import type { StringNode } from './tree';

/**
 * A text that stands inside another one, such as XML in a JSON string: offsets of the inner text lead to
 * offsets of the outer one, and new inner text can be written the way the outer one needs it.
 */
export interface TextMap {
  readonly text: string;
  /** The offset in the outer text of an offset in the inner one; both count UTF-16 units. */
  readonly at: (offset: number) => number;
  /** Inner text in the outer text's spelling, escapes included. */
  readonly write: (text: string) => string;
}

/** A text that stands for itself. */
export function plainText(text: string): TextMap {
  return { text, at: (offset) => offset, write: (inner) => inner };
}

/** The value of a string as a text inside `outer`, which is the text that the node was parsed from. */
export function innerText(outer: string, node: StringNode): TextMap {
  const style = node.style ?? 'json';
  const { start, end } = node.inner;
  const raw = outer.slice(start, end);
  if (raw === node.value) return { text: raw, at: (offset) => start + offset, write: WRITERS[style] };
  const offsets =
    style === 'json' || style === 'yaml-double'
      ? escapedOffsets(raw, node.value)
      : foldedOffsets(raw, node.value);
  return {
    text: node.value,
    at: (offset) => start + (offsets[Math.max(0, Math.min(offset, node.value.length))] ?? raw.length),
    write: style === 'yaml-block' ? (inner) => inner.replace(/\n/g, `\n${blockIndent(raw)}`) : WRITERS[style],
  };
}

const WRITERS: Readonly<Record<NonNullable<StringNode['style']>, (text: string) => string>> = {
  json: (text) => JSON.stringify(text).slice(1, -1),
  'yaml-double': (text) => JSON.stringify(text).slice(1, -1),
  'yaml-single': (text) => text.replace(/'/g, "''"),
  'yaml-plain': (text) => text,
  'yaml-block': (text) => text,
  xml: (text) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;'),
};

/** Offsets into a text with backslash escapes, one for each unit of its value and one for its end. */
function escapedOffsets(raw: string, value: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  while (at < raw.length && offsets.length < value.length) {
    offsets.push(at);
    if (raw[at] !== '\\') at += 1;
    else if (raw[at + 1] === 'u') at += 6;
    else if (raw[at + 1] === 'x') at += 4;
    else at += 2;
  }
  offsets.push(Math.min(at, raw.length));
  return offsets;
}

/** Offsets into a text whose lines are indented or folded: what is the same is found in order, blanks are skipped. */
function foldedOffsets(raw: string, value: string): number[] {
  const offsets: number[] = [];
  let at = 0;
  for (const unit of value.split('')) {
    let found = at;
    while (found < raw.length && raw[found] !== unit && /\s/.test(raw[found] ?? '')) found++;
    const same = raw[found] === unit;
    offsets.push(same ? found : at);
    if (same) at = found + 1;
    if (unit === "'" && raw[at] === "'" && same) at++;
  }
  offsets.push(at);
  return offsets;
}

function blockIndent(raw: string): string {
  return /\n([ \t]+)\S/.exec(raw)?.[1] ?? '';
}
