import type { KnownPreference, Removal } from '../model/preferences';

const PLATFORMS = { both: 'Android and iOS', android: 'Android', ios: 'iOS' } as const;

/**
 * What a preference does, takes and needs, as Markdown; every word of it is ours. What findings of the given rules say
 * beside it is left out.
 */
export function preferenceText(
  preference: KnownPreference,
  told: ReadonlySet<string> = new Set<string>(),
): string {
  const { description, values, source, removed } = preference;
  const parts = [description, preferenceFacts(preference)];
  if (values && !told.has('invalid-value'))
    parts.push(`One of ${values.map((value) => `\`${value}\``).join(', ')}.`);
  if (removed && !told.has('removed-preference')) parts.push(removalText(removed));
  const warning = STATUS[preference.status ?? 'documented'];
  if (warning && !STOPPING.some((rule) => told.has(rule))) parts.push(warning);
  parts.push(`[Documentation](${source})`);
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
  const facts: string[] = [type, PLATFORMS[platform]];
  if (fallback !== undefined) facts.push(`default ${fallback}`);
  if (since && removed) facts.push(`MABS ${since} up to before ${removed.mabs}`);
  else if (since) facts.push(`from MABS ${since}`);
  else if (removed) facts.push(`before MABS ${removed.mabs}`);
  return facts.join(' · ');
}

function removalText({ mabs, framework, instead }: Removal): string {
  const where = framework ? ` with ${framework === 'cordova' ? 'Cordova' : 'Capacitor'}` : '';
  return `Does nothing${where} from MABS ${mabs} on. ${instead}`;
}

/** The rules that say of a preference that it is not accepted. */
const STOPPING = ['forbidden-preference', 'expired-bypass-flag', 'inert-bypass-flag'] as const;

const STATUS: Readonly<Record<NonNullable<KnownPreference['status']> | 'documented', string | undefined>> = {
  documented: undefined,
  forbidden: 'The build stops when this is set.',
  expired: 'The time in which this was accepted is over.',
  undocumented: 'Release notes name it; no page describes it.',
};
