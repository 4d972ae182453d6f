import { type ArrayNode, itemsOf, type Node } from '../core/tree';
import { readPin } from '../pins/pin';
import type { PinEntry, PinList } from './model';

/** An array as a list of pins, or of Apple's identities that hold one each, in the form that its file has. */
export function arrayList(array: ArrayNode, items: 'pins' | 'identities' = 'pins'): PinList {
  const language = array.element ? 'xml' : array.flow === false ? 'yaml' : 'json';
  return {
    span: array.span,
    items: array.items,
    form: FORMS[items][language],
    start: array.element ? array.element.end : array.span.start + 1,
    ...(array.element && array.element.end === array.span.end ? { hollow: 'array' } : {}),
    write: (text) => text,
  };
}

const FORMS = {
  pins: { json: 'json', yaml: 'yaml', xml: 'plist' },
  identities: { json: 'nspinned-json', yaml: 'nspinned-yaml', xml: 'nspinned' },
} as const;

/** The pins of an array, or the one that stands where an array should. */
export function arrayPins(node: Node | undefined): PinEntry[] {
  const items = node?.type === 'string' ? [node] : itemsOf(node);
  const pins: PinEntry[] = [];
  items.forEach((item, index) => {
    if (item.type !== 'string') return;
    pins.push({ text: item.value, span: item.inner, reading: readPin(item.value), index });
  });
  return pins;
}
