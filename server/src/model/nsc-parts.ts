import { type Node, valueAt } from '../core/tree';
import type { BuildAction, Fragment, Operation } from './build-action';
import type { NscPart } from './model';
import { nscElement } from './nsc-grammar';
import { readElementPath } from './xpath';

/** The fragments of a build action that are put into a network security configuration, or are one. */
export function nscParts({ operations }: BuildAction): NscPart[] {
  return operations.flatMap((operation) =>
    operation.fragments.flatMap((fragment) => {
      const path = nscPath(operation, fragment.key);
      const { document } = fragment;
      if (path.length === 0 && !document.roots.some(({ name }) => TELLING.includes(name))) return [];
      const condition = operation.condition === undefined ? {} : { condition: operation.condition };
      return [{ whole: false, path, elements: document.roots, document, ...condition }];
    }),
  );
}

/** Elements that stand in no other Android file. */
const TELLING = [
  'network-security-config',
  'base-config',
  'domain-config',
  'debug-overrides',
  'domain',
  'trust-anchors',
  'pin-set',
  'pin',
];

/** The names that an operation's `target` leads through; none when it does not lead into such a configuration. */
export function nscTarget(node: Node): string[] {
  const target = valueAt(node, 'target');
  const path = target?.type === 'string' ? readElementPath(target.value) : undefined;
  if (!path?.names.every((name) => nscElement(name))) return [];
  return path.anywhere || path.names[0] === 'network-security-config' ? [...path.names] : [];
}

/** Where a fragment goes: `inject` puts it into the target, the others into the target's place. */
function nscPath({ node }: Operation, key: Fragment['key']): string[] {
  const target = nscTarget(node);
  return key === 'inject' ? target : target.slice(0, -1);
}
