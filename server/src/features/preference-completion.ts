import * as l10n from '../core/l10n';
import type { Path } from '../model/key-note';
import type { Model } from '../model/model';
import { type KnownPreference, knownPreference, PREFERENCES } from '../model/preferences';
import { type Completion, keyCompletion, valueCompletion } from './completion-item';
import type { KeyPlace, ValuePlace } from './place';
import { preferenceFacts, preferenceText } from './preference-text';

type Platform = 'global' | 'android' | 'ios';

/** Names of preferences as keys of the universal schema. */
export function preferenceKeys(model: Model, place: KeyPlace): Completion[] {
  const platform = universalSection(model, place.path);
  if (!platform) return [];
  const present = new Set(place.object?.members.map(({ key }) => key.value));
  if (place.member) present.delete(place.member.key.value);
  return offered(platform, present).map((preference) => ({
    ...keyCompletion(model.text, place, preference.name, { type: 'scalar' }),
    ...said(preference),
  }));
}

/** Names of preferences in the legacy schema, and the values of a preference in either schema. */
export function preferenceValues(model: Model, place: ValuePlace): Completion[] {
  if (model.kind !== 'extensibility') return [];
  const platform = legacyItem(place.path);
  if (platform && place.path.at(-1) === 'name') return names(model, place, platform);
  const known = preferenceOf(model, place.path);
  return known ? valuesOf(model, place, known) : [];
}

function names(model: Model, place: ValuePlace, platform: Platform): Completion[] {
  const others = model.preferences.filter(
    (set) => set.schema === 'legacy' && set.platform === platform && set.index !== place.path[2],
  );
  return offered(platform, new Set(others.map(({ name }) => name))).map((preference) => ({
    ...valueCompletion(model.text, place, preference.name),
    ...said(preference),
  }));
}

/** The known preference whose value stands at a path, in either schema. */
export function preferenceOf(model: Model, path: Path): KnownPreference | undefined {
  const key = path.at(-1);
  const platform = legacyItem(path);
  if (platform && key === 'value') {
    const set = model.preferences.find(
      (one) => one.schema === 'legacy' && one.platform === platform && one.index === path[2],
    );
    return set && knownPreference(set.name);
  }
  const universal = typeof key === 'string' && universalSection(model, path.slice(0, -1)) !== undefined;
  return universal ? knownPreference(key) : undefined;
}

function valuesOf(model: Model, place: ValuePlace, preference: KnownPreference): Completion[] {
  const values = preference.values ?? (preference.type === 'boolean' ? ['true', 'false'] : []);
  const quoted = place.node?.type === 'string';
  return values.map((value) => {
    const bare = preference.type === 'boolean' && !quoted && !preference.values;
    const item = valueCompletion(model.text, place, bare ? value === 'true' : value);
    return preference.default === value ? { ...item, detail: l10n.t('default') } : item;
  });
}

/** What may stand in a section and does not yet; a setting that must not be used is not offered. */
function offered(platform: Platform, present: ReadonlySet<string>): KnownPreference[] {
  return PREFERENCES.filter(
    (preference) =>
      !present.has(preference.name) &&
      preference.status !== 'forbidden' &&
      preference.status !== 'expired' &&
      (platform === 'global' || preference.platform === 'both' || preference.platform === platform),
  );
}

function said(
  preference: KnownPreference,
): Pick<Completion, 'kind' | 'detail' | 'documentation' | 'deprecated'> {
  return {
    kind: 'preference',
    detail: preferenceFacts(preference),
    documentation: preferenceText(preference),
    ...(preference.removed ? { deprecated: true } : {}),
  };
}

/** The platform of a path `preferences.<platform>[i].…`. */
function legacyItem(path: Path): Platform | undefined {
  const [section, platform, index] = path;
  if (section !== 'preferences' || path.length !== 4 || typeof index !== 'number') return undefined;
  return isPlatform(platform) ? platform : undefined;
}

/** The platform of a path `….cordova.preferences` or `….cordova.preferences.<platform>`. */
function universalSection({ kind }: Model, path: Path): Platform | undefined {
  if (kind !== 'extensibility' || path[1] !== 'cordova' || path[2] !== 'preferences') return undefined;
  if (path.length === 3) return 'global';
  const [, , , platform] = path;
  return path.length === 4 && isPlatform(platform) && platform !== 'global' ? platform : undefined;
}

function isPlatform(step: string | number | undefined): step is Platform {
  return step === 'global' || step === 'android' || step === 'ios';
}
