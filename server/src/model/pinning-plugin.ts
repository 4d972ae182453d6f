import { type StringNode, valueAt } from '../core/tree';
import type { Model } from './model';
import type { Reference } from './read-extensibility';

/** Where a configuration installs the SSL Pinning plugin from, in either schema; the order of the schemas. */
export function pluginSources({ root }: Model): readonly StringNode[] {
  const places = [
    valueAt(root, 'plugin', 'url'),
    valueAt(root, 'plugin', 'identifier'),
    valueAt(root, 'buildConfigurations', 'cordova', 'source', 'npm'),
    valueAt(root, 'buildConfigurations', 'capacitor', 'source', 'npm'),
  ];
  return places.filter(
    (node): node is StringNode => node?.type === 'string' && /ssl-?pinning/i.test(node.value),
  );
}

/** References to pins in an extensibility setting of OutSystems Developer Cloud, which lies in no folder. */
export function hiddenPins({ references }: Model): readonly Reference[] {
  return references.filter(({ source, name }) => source === 'extensibilitySettings' && /pinning/i.test(name));
}
