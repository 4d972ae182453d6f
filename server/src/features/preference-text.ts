import * as l10n from '../core/l10n';
import type { KnownPreference, Removal } from '../model/preferences';
import { oneOfText } from './key-text';

/**
 * What a preference does, takes and needs, as Markdown; every word of it is ours. What findings of the given rules say
 * beside it is left out.
 */
export function preferenceText(
  preference: KnownPreference,
  told: ReadonlySet<string> = new Set<string>(),
): string {
  const { description, values, source, removed } = preference;
  const parts = [l10n.fromTable(description), preferenceFacts(preference)];
  if (values && !told.has('invalid-value')) parts.push(oneOfText(values));
  if (removed && !told.has('removed-preference')) parts.push(removalText(removed));
  const warning = statusText(preference.status);
  if (warning && !STOPPING.some((rule) => told.has(rule))) parts.push(warning);
  parts.push(`[${l10n.t('Documentation')}](${source})`);
  return parts.join('\n\n');
}

/** Type, platform, default and the versions of the build service on one line. */
export function preferenceFacts({
  type,
  platform,
  default: fallback,
  since,
  removed,
}: KnownPreference): string {
  const facts = [typeText(type), platformText(platform)];
  if (fallback !== undefined) facts.push(l10n.t('default {0}', l10n.fromTable(fallback)));
  if (since && removed) facts.push(l10n.t('MABS {0} up to before {1}', since, removed.mabs));
  else if (since) facts.push(l10n.t('from MABS {0}', since));
  else if (removed) facts.push(l10n.t('before MABS {0}', removed.mabs));
  return facts.join(' · ');
}

function typeText(type: KnownPreference['type']): string {
  switch (type) {
    case 'boolean':
      return l10n.t('boolean');
    case 'number':
      return l10n.t('number');
    case 'text':
      return l10n.t('text');
    case 'colour':
      return l10n.t('colour');
    case 'version':
      return l10n.t('version');
  }
}

function platformText(platform: KnownPreference['platform']): string {
  if (platform === 'both') return l10n.t('Android and iOS');
  return platform === 'android' ? 'Android' : 'iOS';
}

function removalText({ mabs, framework, instead }: Removal): string {
  const nothing = framework
    ? l10n.t(
        'Does nothing with {0} from MABS {1} on.',
        framework === 'cordova' ? 'Cordova' : 'Capacitor',
        mabs,
      )
    : l10n.t('Does nothing from MABS {0} on.', mabs);
  return `${nothing} ${l10n.fromTable(instead)}`;
}

/** The rules that say of a preference that it is not accepted. */
const STOPPING = ['forbidden-preference', 'expired-bypass-flag', 'inert-bypass-flag'] as const;

function statusText(status: KnownPreference['status']): string | undefined {
  switch (status) {
    case 'forbidden':
      return l10n.t('The build stops when this is set.');
    case 'expired':
      return l10n.t('The time in which this was accepted is over.');
    case 'undocumented':
      return l10n.t('Release notes name it; no page describes it.');
    case undefined:
      return undefined;
  }
}
