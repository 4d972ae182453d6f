import * as l10n from '../../core/l10n';
import { kindByName } from '../../model/kind';
import { hiddenPins, pluginSources } from '../../model/pinning-plugin';
import type { Rule } from '../rule';

export const pinningFileMissing: Rule = {
  id: 'pinning-file-missing',
  severity: 'warning',
  summary: 'The configuration names the SSL Pinning plugin and the declared resource folders hold no pins',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-res-40002.md',
  code: 'OS-MABS-RES-40002',
  *check(model, { workspace }) {
    const files = workspace?.resources;
    if (model.kind !== 'extensibility' || !files || hiddenPins(model).length > 0) return;
    const [plugin] = pluginSources(model);
    if (!plugin || files.some(mayHoldPins)) return;
    yield {
      span: plugin.inner,
      code: 'OS-MABS-RES-40002',
      message: l10n.t(
        'The SSL Pinning plugin is named here, and the declared resource folders hold no file with pins: the build refuses the app or leaves it without any pin. Add a `pinning.json` that is deployed to the folder `pinning`.',
      ),
    };
  },
};

/** By its name: a file for the plugin, or a build action, which is how pins get into a Capacitor app. */
function mayHoldPins(file: string): boolean {
  const kind = kindByName(file);
  return kind === 'pinning' || kind === 'build-action' || /pinning[^/]*\.(?:json|ya?ml)$/i.test(file);
}
