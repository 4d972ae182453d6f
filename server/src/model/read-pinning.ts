import { itemsOf, member, type Node, valueAt } from '../core/tree';
import { readHost } from './host';
import type { PinSet } from './model';
import { arrayList, arrayPins } from './pin-list';
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
      pinned: true,
      hosts: [readHost(host.value, host.inner, suffixes)],
      pins: arrayPins(hashes),
      list: hashes?.type === 'array' ? arrayList(hashes) : undefined,
      enforced: true,
      entry: { span: entry.span, siblings: entries, index },
    });
  });
  return sets;
}
