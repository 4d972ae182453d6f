import { itemsOf, member, type Node, valueAt } from '../core/tree';
import { readPin } from '../pins/pin';
import { readHost } from './host';
import type { PinEntry, PinSet } from './model';
import type { Suffixes } from './suffixes';

/** The pinned hosts of an SSL Pinning plugin's file; whatever has another type is left to the shape. */
export function readPinningHosts(root: Node | undefined, suffixes: Suffixes | undefined): PinSet[] {
  const entries = itemsOf(valueAt(root, 'hosts'));
  const sets: PinSet[] = [];
  entries.forEach((entry, index) => {
    const host = member(entry, 'host')?.value;
    if (host?.type !== 'string') return;
    const hashes = member(entry, 'hashes')?.value;
    sets.push({
      engine: 'plugin',
      platform: 'both',
      hosts: [readHost(host.value, host.inner, suffixes)],
      pins: readPins(hashes),
      list: hashes?.type === 'array' ? { span: hashes.span, array: hashes } : undefined,
      enforced: true,
      entry: { span: entry.span, siblings: entries, index },
    });
  });
  return sets;
}

/** The pins of a list, or the one that stands where a list should. */
function readPins(hashes: Node | undefined): PinEntry[] {
  const items = hashes?.type === 'string' ? [hashes] : itemsOf(hashes);
  const pins: PinEntry[] = [];
  items.forEach((item, index) => {
    if (item.type !== 'string') return;
    pins.push({ text: item.value, span: item.inner, reading: readPin(item.value), index });
  });
  return pins;
}
