import * as l10n from '../../core/l10n';
import type { Target } from '../../core/rule';
import { type Member, member, membersOf, type Node, type StringNode, valueAt } from '../../core/tree';
import { npmFault } from '../../model/npm-specifier';
import { oneOf } from '../../model/shape';
import { isAtLeast } from '../../model/target';
import type { Draft, Rule } from '../rule';

export const invalidPluginSource: Rule = {
  id: 'invalid-plugin-source',
  severity: 'error',
  summary: 'A plugin without a source, without one for the framework, or with one that npm refuses',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/os-mco-40007.md',
  code: 'OS-MCO-40007',
  *check(model, given) {
    if (model.kind !== 'extensibility') return;
    yield* pluginDrafts(member(model.root, 'plugin'), ['url', 'identifier', 'resource']);
    for (const framework of ['cordova', 'capacitor']) {
      const section = valueAt(model.root, 'buildConfigurations', framework);
      yield* pluginDrafts(member(section, 'source'), ['npm']);
    }
    yield* frameworkDrafts(model.root, given.target);
  },
};

/** The names under which a package of npm is named. */
const SPECIFIERS = ['identifier', 'npm'];

function* pluginDrafts(plugin: Member | undefined, keys: readonly string[]): Generator<Draft> {
  if (plugin?.value?.type !== 'object') return;
  const sources = membersOf(plugin.value).filter(({ key }) => keys.includes(key.value));
  if (sources.length === 0) yield empty(plugin, keys);
  for (const { key, value } of sources) {
    if (value?.type !== 'string') continue;
    if (value.value.trim() === '') yield { ...empty(plugin, keys), span: value.span };
    else if (SPECIFIERS.includes(key.value)) yield* specifierDrafts(value);
  }
}

function empty({ key }: Member, keys: readonly string[]): Draft {
  return {
    span: key.inner,
    message: l10n.t(
      '`{0}` names no plugin, and the build stops. Name it by {1}, or remove `{0}`.',
      key.value,
      oneOf(keys),
    ),
    code: 'OS-MCO-40001',
  };
}

function* specifierDrafts({ value, inner }: StringNode): Generator<Draft> {
  const fault = npmFault(value);
  if (!fault) return;
  yield {
    span: inner,
    message: l10n.t(
      'The build stops at this package: {0}. Write it as npm does, `name` or `name@version`.',
      fault,
    ),
    code: 'OS-MCO-40007',
  };
}

/** A Capacitor build takes the sources of either framework; a Cordova build takes those of Cordova only. */
function* frameworkDrafts(root: Node | undefined, target: Target): Generator<Draft> {
  const build = valueAt(root, 'buildConfigurations');
  const capacitor = member(build, 'capacitor');
  if (target.framework !== 'cordova' || !capacitor || !member(capacitor.value, 'source')) return;
  if (valueAt(build, 'cordova', 'source')) return;
  const legacyMayServe = valueAt(root, 'plugin') && !isAtLeast(target.mabs, '11.2');
  if (legacyMayServe) return;
  yield {
    span: capacitor.key.inner,
    message: l10n.t(
      'This plugin has a source for Capacitor only, and a Cordova build stops there. Add `buildConfigurations.cordova.source`, or build with Capacitor.',
    ),
    code: 'OS-MCO-40005',
  };
}
