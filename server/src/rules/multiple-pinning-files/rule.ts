import * as l10n from '../../core/l10n';
import { member } from '../../core/tree';
import type { Model } from '../../model/model';
import type { Rule } from '../rule';

export const multiplePinningFiles: Rule = {
  id: 'multiple-pinning-files',
  severity: 'warning',
  summary: 'More than one JSON file in one `pinning` folder: the plugin reads only the first',
  citation:
    'https://github.com/OutSystems/docs-product/blob/HEAD/src/integration-with-systems/mobile-plugins/ssl-pinning/intro.md',
  *check(model, { workspace }) {
    const names = workspace?.pinningFolder ?? [];
    if (model.kind !== 'pinning' || !workspace || names.length < 2) return;
    const others = names.filter((name) => name !== workspace.name);
    if (others.length === names.length) return;
    const first = names[0] === workspace.name;
    yield {
      span: place(model),
      message: first
        ? l10n.t(
            'The plugin reads one JSON file of the folder, the first by name, which is this one: the hosts of {0} are not pinned in the app. Put all hosts into one file.',
            list(others),
          )
        : l10n.t(
            'The plugin reads one JSON file of the folder, the first by name, which is `{0}`: the hosts of this file are not pinned in the app. Put all hosts into one file.',
            names[0] ?? '',
          ),
    };
  },
};

/** The key `hosts`, or the beginning of a file that has none. */
function place({ root, text }: Model) {
  const start = root?.span.start ?? 0;
  return member(root, 'hosts')?.key.inner ?? { start, end: Math.min(start + 1, text.length) };
}

function list(names: readonly string[]): string {
  const shown = names
    .slice(0, 3)
    .map((name) => `\`${name}\``)
    .join(', ');
  return names.length > 3 ? l10n.t('{0} and {1} more', shown, names.length - 3) : shown;
}
