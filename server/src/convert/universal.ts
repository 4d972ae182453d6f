import * as l10n from '../core/l10n';
import { itemsOf, type Member, membersOf, type Node, valueAt } from '../core/tree';
import type { Model } from '../model/model';
import { knownPreference } from '../model/preferences';
import { type Notes, note } from './notes';

/** A value that the universal schema takes for a preference. */
type Value = string | number | boolean;

/** The sections of the legacy schema; those for one platform become objects of their own. */
const SECTIONS = ['global', 'android', 'ios'] as const;

/**
 * The preferences of a legacy extensibility configuration as `appConfigurations.cordova.preferences`
 * (https://success.outsystems.com/documentation/outsystems_developer_cloud/building_apps/mobile_apps/extensibility_configurations/),
 * or nothing where it sets none. What stands beside them is not converted, and noted.
 */
export function universalPreferences({ root }: Model, notes: Notes): string | undefined {
  const sections = SECTIONS.map((name) => [name, readSection(root, name, notes)] as const);
  const own = Object.fromEntries(
    sections.flatMap(([name, values]) => (name === 'global' ? [...values] : [])),
  );
  const platforms = sections.filter(([name, values]) => name !== 'global' && values.size > 0);
  const preferences = {
    ...own,
    ...Object.fromEntries(platforms.map(([name, values]) => [name, Object.fromEntries(values)])),
  };
  if (Object.keys(preferences).length === 0) return undefined;
  noteOthers(root, notes);
  return `${JSON.stringify({ appConfigurations: { cordova: { preferences } } }, null, 2)}\n`;
}

/** Says whether there is anything to convert: the new schema alone counts where both stand. */
export function isLegacy({ root }: Model): boolean {
  return valueAt(root, 'preferences') !== undefined && valueAt(root, 'appConfigurations') === undefined;
}

function readSection(root: Node | undefined, section: string, notes: Notes): Map<string, Value> {
  const values = new Map<string, Value>();
  for (const item of itemsOf(valueAt(root, 'preferences', section))) {
    const name = valueAt(item, 'name');
    if (name?.type !== 'string' || name.value === '') {
      note(notes, l10n.t('An item of {0} without a name was left out.', `\`preferences.${section}\``));
      continue;
    }
    const value = preferenceValue(name.value, valueAt(item, 'value'), section, notes);
    if (value === undefined) continue;
    if (values.has(name.value))
      note(notes, l10n.t('set twice in one section; the later value was written.'), name.value);
    values.set(name.value, value);
  }
  return values;
}

/** What is written for a preference; nothing where it has no place in the new schema, which is noted. */
function preferenceValue(
  name: string,
  value: Node | undefined,
  section: string,
  notes: Notes,
): Value | undefined {
  const leave = (why: string) => {
    note(notes, l10n.t('left out, because {0}.', why), name);
    return undefined;
  };
  if (/^BypassOSDomainsValidation$/i.test(name))
    return leave(l10n.t('the grace period ended on {0}', '2021-09-30'));
  if (knownPreference(name)?.status === 'forbidden') return leave(l10n.t('builds refuse this'));
  if (section === 'global' && (name === 'android' || name === 'ios'))
    return leave(l10n.t('the name means a platform in the new schema'));
  if (!value) return leave(l10n.t('there is no value'));
  if (value.type === 'reference' || value.type === 'string') return reference(name, value.value, notes);
  if (value.type === 'array') return leave(l10n.t('a preference is no array'));
  if (value.type === 'object') return leave(l10n.t('a preference is no object'));
  return scalar(value.value) ?? leave(l10n.t('there is no value'));
}

function scalar(value: number | boolean | null): Value | undefined {
  return value === null ? undefined : value;
}

function reference(name: string, text: string, notes: Notes): string {
  if (/^\$(?:resources|images)\./.test(text))
    note(
      notes,
      l10n.t(
        'a reference to a resource or an image, but preferences of the new schema take `$extensibilitySettings` only.',
      ),
      name,
    );
  return text;
}

/** The sections beside the preferences, which keep their own forms, or have other ones in the new schema. */
function noteOthers(root: Node | undefined, notes: Notes): void {
  for (const { key } of membersOf(root).filter(isOther))
    note(
      notes,
      l10n.t(
        'not converted, because only preferences are. Beside the new schema, builds ignore what is in the legacy one.',
      ),
      key.value,
    );
  for (const { key } of membersOf(valueAt(root, 'preferences')).filter(
    ({ key: { value } }) => !SECTIONS.some((name) => name === value),
  ))
    note(notes, l10n.t('left out, because preferences have no such section.'), key.value);
}

function isOther({ key }: Member): boolean {
  return key.value !== 'preferences';
}
