import { member, type Node } from '../core/tree';
import type { BypassFlag, Nested } from './model';

const NAME = 'bypassosdomainsvalidation';

/** Every bypass flag of a configuration: a `name`/`value` item or a key, in any case, at any depth. */
export function readBypassFlags(text: string, root: Node | undefined): BypassFlag[] {
  const flags: BypassFlag[] = [];
  if (root && /bypassos/i.test(text)) walk(root, [], flags);
  return flags;
}

function walk(node: Node, path: readonly Nested[], flags: BypassFlag[]): void {
  if (node.type === 'object') {
    const name = member(node, 'name')?.value;
    if (name?.type === 'string' && name.value.toLowerCase() === NAME) {
      flags.push({ name: name.value, span: name.inner, value: member(node, 'value')?.value, path });
      return;
    }
    node.members.forEach((own, index) => {
      const down = [...path, { container: node, siblings: node.members, index }];
      if (own.key.value.toLowerCase() === NAME) {
        flags.push({ name: own.key.value, span: own.key.inner, value: own.value, path: down });
      } else if (own.value) walk(own.value, down, flags);
    });
  } else if (node.type === 'array') {
    node.items.forEach((item, index) => {
      walk(item, [...path, { container: node, siblings: node.items, index }], flags);
    });
  }
}
