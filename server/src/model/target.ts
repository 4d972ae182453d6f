import * as l10n from '../core/l10n';
import type { Target } from '../core/rule';
import { valueAt } from '../core/tree';
import type { Model } from './model';
import type { Preference } from './read-extensibility';

/** Compares versions of the build service; nothing where a component that matters is not known: `12` against `12.1`. */
function compare(version: string, bound: string): number | undefined {
  if (!/^\d+(?:\.\d+)*$/.test(version)) return undefined;
  const own = version.split('.').map(Number);
  for (const [i, part] of bound.split('.').map(Number).entries()) {
    const mine = own[i];
    if (mine === undefined) return undefined;
    if (mine !== part) return mine - part;
  }
  return 0;
}

/** True where a version of the build service is known to be that one or later. */
export function isAtLeast(mabs: string | undefined, bound: string): boolean {
  const order = mabs === undefined ? undefined : compare(mabs, bound);
  return order !== undefined && order >= 0;
}

/** True where a version of the build service is known to be earlier than that one. */
export function isBelow(mabs: string | undefined, bound: string): boolean {
  const order = mabs === undefined ? undefined : compare(mabs, bound);
  return order !== undefined && order < 0;
}

/**
 * The target with which a rule reckons for settings of one schema: what was given, else what they show by what they ask
 * for. That is a lower bound, which `because` names: where both schemas stand, the legacy one may serve older versions.
 */
export function targetOf(
  model: Model,
  given: Target,
  schema: Preference['schema'],
): Target & { readonly because?: string } {
  if (given.mabs !== undefined) return given;
  return {
    ...given,
    ...(recent(model, schema) ?? (schema === 'legacy' ? declared(model) : universal(model))),
  };
}

interface Floor {
  readonly mabs: string;
  readonly because: string;
}

/** Preferences that only MABS 12 knows, whoever else's plugin is in the app. */
export const SINCE_12 = ['AndroidEdgeToEdge', 'EdgeToEdgeGlyphTheme'];

function recent({ preferences }: Model, schema: Preference['schema']): Floor | undefined {
  const found = preferences.find((one) => one.schema === schema && SINCE_12.includes(one.name));
  return found && { mabs: '12.0', because: `\`${found.name}\`` };
}

/** What only a certain version reads: `spmPreview` 12.1, build actions 12, the universal schema 11.2. */
function universal({ root }: Model): Floor {
  if (valueAt(root, 'buildConfigurations', 'spmPreview')) return { mabs: '12.1', because: '`spmPreview`' };
  if (valueAt(root, 'buildConfigurations', 'buildAction')) return { mabs: '12.0', because: '`buildAction`' };
  return { mabs: '11.2', because: l10n.t('the universal schema') };
}

function declared({ root }: Model): Floor | undefined {
  const least = valueAt(root, 'metadata', 'mabs-min');
  return least?.type === 'string' ? { mabs: least.value, because: '`mabs-min`' } : undefined;
}

/** The root keys of the universal schema. */
export const UNIVERSAL_KEYS = ['appConfigurations', 'pluginConfigurations', 'buildConfigurations'] as const;

/** The root keys that make a configuration one of the legacy schema; `metadata`, `manifest` and `version` stand beside both. */
export const LEGACY_KEYS = [
  'plugin',
  'preferences',
  'resources',
  'icons',
  'splashscreens',
  'resource',
  'clientRuntime',
  'access',
] as const;
