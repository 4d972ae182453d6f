import { type StringNode, valueAt } from '../../core/tree';
import { kindByName } from '../../model/kind';
import type { Model } from '../../model/model';
import type { Rule } from '../rule';

export const pinningFileMissing: Rule = {
  id: 'pinning-file-missing',
  severity: 'warning',
  summary: 'The configuration names the SSL Pinning plugin and the declared resource folders hold no pins',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-res-40002.md',
  code: 'OS-MABS-RES-40002',
  *check(model, { workspace }) {
    const files = workspace?.resources;
    if (model.kind !== 'extensibility' || !files || comesFromSetting(model)) return;
    const plugin = pluginSource(model);
    if (!plugin || files.some(mayHoldPins)) return;
    yield {
      span: plugin.inner,
      code: 'OS-MABS-RES-40002',
      message:
        'The SSL Pinning plugin is named here, and the declared resource folders hold no file with pins: the build refuses the app or leaves it without any pin. Add a `pinning.json` that is deployed to the folder `pinning`.',
    };
  },
};

/** Where the plugin is installed from, in either schema. */
function pluginSource({ root }: Model): StringNode | undefined {
  const places = [
    valueAt(root, 'plugin', 'url'),
    valueAt(root, 'plugin', 'identifier'),
    valueAt(root, 'buildConfigurations', 'cordova', 'source', 'npm'),
    valueAt(root, 'buildConfigurations', 'capacitor', 'source', 'npm'),
  ];
  return places.find(
    (node): node is StringNode => node?.type === 'string' && /ssl-?pinning/i.test(node.value),
  );
}

/** OutSystems Developer Cloud takes the file from an extensibility setting, which lies in no folder. */
function comesFromSetting({ references }: Model): boolean {
  return references.some(({ source, name }) => source === 'extensibilitySettings' && /pinning/i.test(name));
}

/** By its name: a file for the plugin, or a build action, which is how pins get into a Capacitor app. */
function mayHoldPins(file: string): boolean {
  const kind = kindByName(file);
  return kind === 'pinning' || kind === 'build-action' || /pinning[^/]*\.(?:json|ya?ml)$/i.test(file);
}
