import * as l10n from '../../core/l10n';
import { itemsOf, membersOf, type Node, valueAt } from '../../core/tree';
import { standsForAny } from '../../model/shape';
import type { Rule } from '../rule';

export const pathEscapesRoot: Rule = {
  id: 'path-escapes-root',
  severity: 'error',
  summary: 'A resource is copied from or to a place outside the project',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-cnf-40011.md',
  code: 'OS-MABS-CNF-40011',
  *check({ kind, root }) {
    if (kind !== 'extensibility') return;
    for (const { key, value } of resources(root).flatMap(membersOf)) {
      if (value?.type !== 'string' || !PATHS.includes(key.value)) continue;
      const way = wayOut(value.value);
      if (!way) continue;
      yield {
        span: value.inner,
        message: [
          way === 'absolute'
            ? l10n.t('The build stops: this `{0}` is an absolute path, outside of the project.', key.value)
            : l10n.t('The build stops: this `{0}` leads out of the project.', key.value),
          l10n.t('Write a path inside the project, relative to its root.'),
        ].join(' '),
        code: 'OS-MABS-CNF-40011',
      };
    }
  },
};

const PATHS = ['src', 'source', 'target'];

/** The resources of both schemas: values under a name of its own, and items of a list. */
function resources(root: Node | undefined): Node[] {
  const platforms = ['global', 'android', 'ios'];
  const legacy = platforms.flatMap((platform) => membersOf(valueAt(root, 'resources', platform)));
  const universal = platforms.flatMap((platform) =>
    itemsOf(valueAt(root, 'buildConfigurations', 'resources', platform)),
  );
  return [...legacy.flatMap(({ value }) => value ?? []), ...universal];
}

/** How a path leaves the folder that it is relative to; separators may be either slash. */
function wayOut(path: string): 'absolute' | 'upwards' | undefined {
  if (standsForAny(path) || /^[a-z][a-z0-9+.-]+:/i.test(path)) return undefined;
  if (/^(?:[\\/]|[A-Za-z]:)/.test(path)) return 'absolute';
  let depth = 0;
  for (const step of path.split(/[\\/]+/)) {
    if (step === '' || step === '.') continue;
    depth += step === '..' ? -1 : 1;
    if (depth < 0) return 'upwards';
  }
  return undefined;
}
