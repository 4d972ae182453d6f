import type { TextMap } from '../core/text-map';
import type { Model, NscPart } from '../model/model';

/** Where a cursor stands in XML; offsets count in the inner text. */
export interface XmlPlace {
  readonly at: 'element' | 'end-tag' | 'attribute' | 'attribute-value' | 'text';
  readonly source: TextMap;
  /** Where what is being written begins; it ends at the cursor. */
  readonly start: number;
  readonly end: number;
  /** The elements around the place, outermost first. */
  readonly parents: readonly string[];
  /** The element whose start tag the cursor stands in. */
  readonly element?: string;
  /** The attributes of that tag. */
  readonly present?: readonly string[];
  /** The attribute whose value the cursor stands in. */
  readonly attribute?: string;
}

/** The XML of a network security configuration at an offset: the file itself, or a fragment in a string. */
export function xmlPlaceAt(model: Model, offset: number): XmlPlace | undefined {
  if (model.kind === 'android-nsc' && model.xml) return within(model.xml.source, offset);
  const part = model.nsc.find((candidate) => covers(candidate, offset));
  return part && within(part.document.source, offset);
}

function covers({ document: { source } }: NscPart, offset: number): boolean {
  return source.at(0) <= offset && offset <= source.at(source.text.length);
}

/** Longer tags and names than any configuration has. */
const MAX_TAG = 4000;

function within(source: TextMap, offset: number): XmlPlace | undefined {
  const end = innerOffset(source, offset);
  const before = source.text.slice(0, end);
  const open = before.lastIndexOf('<');
  if (open < 0 || before.includes('>', open)) {
    return { at: 'text', source, start: end, end, parents: openElements(before) };
  }
  const tag = before.slice(open + 1);
  if (tag.length > MAX_TAG || before.lastIndexOf('<!--') > before.lastIndexOf('-->')) return undefined;
  const parents = openElements(before.slice(0, open));
  if (/^\/[\w.:-]*$/.test(tag)) return { at: 'end-tag', source, start: open + 2, end, parents };
  if (/^[\w.:-]*$/.test(tag)) return { at: 'element', source, start: open + 1, end, parents };
  return inTag(source, tag, end, parents);
}

/** Behind the name of a start tag: in an attribute, in its value, or where a further one can be written. */
function inTag(source: TextMap, tag: string, end: number, parents: readonly string[]): XmlPlace | undefined {
  const element = /^[\w.:-]+/.exec(tag)?.[0];
  if (!element) return undefined;
  const rest = tag.slice(element.length).replace(/(["'])[^"']*\1/g, (value) => '='.repeat(value.length));
  const value = /([\w.:-]+)\s*=\s*["']([^"']*)$/.exec(rest);
  const base = { source, end, parents, element, present: attributeNames(source.text, end) };
  if (value)
    return {
      ...base,
      at: 'attribute-value',
      attribute: value[1] ?? '',
      start: end - (value[2] ?? '').length,
    };
  const name = /(?:^|[\s=])([\w.:-]*)$/.exec(rest)?.[1];
  return name === undefined ? undefined : { ...base, at: 'attribute', start: end - name.length };
}

/** The attributes of the tag around an offset, on both sides of it. */
function attributeNames(text: string, offset: number): string[] {
  const open = text.lastIndexOf('<', offset - 1);
  const close = text.indexOf('>', offset);
  const tag = text.slice(open, Math.min(close < 0 ? text.length : close, open + MAX_TAG));
  return Array.from(tag.matchAll(/\s([\w.:-]+)\s*=/g), ([, name = '']) => name);
}

/** The elements that are open at the end of a text. */
function openElements(text: string): string[] {
  const open: string[] = [];
  const tags = /<!--[\s\S]*?(?:-->|$)|<(\/?)([A-Za-z_][\w.:-]*)(?:"[^"<]*"|'[^'<]*'|[^<>"'])*?(\/?)>/g;
  for (const [, slash, name, empty] of text.matchAll(tags)) {
    if (!name) continue;
    if (slash) open.length = Math.max(0, open.includes(name) ? open.lastIndexOf(name) : open.length);
    else if (!empty) open.push(name);
  }
  return open;
}

/** The inner offset that an outer one belongs to; offsets of the inner text lead to rising ones of the outer. */
function innerOffset({ text, at }: TextMap, offset: number): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(middle) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
