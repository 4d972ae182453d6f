import * as l10n from '../core/l10n';
import type { Gathered, Hosts, Pinned } from './gather';
import { type Notes, note } from './notes';

/** The hosts of Android's configuration: those pinned on Android, or on iOS where Android pins none. */
export function forAndroid({ android, ios }: Gathered, notes: Notes, how: 'alone' | 'with-ios'): Hosts {
  if (android.size === 0)
    note(
      notes,
      how === 'alone'
        ? l10n.t('The pins held on iOS alone; what is written holds on Android alone.')
        : l10n.t('The pins held on iOS alone; what is written holds on both platforms.'),
    );
  const hosts = android.size > 0 ? android : ios;
  if (how === 'alone') noteOtherPlatform(hosts, ios, 'iOS', 'Android', notes);
  noteEnforced(
    hosts,
    l10n.t('a key that is not pinned was only reported so far; Android refuses the connection.'),
    notes,
  );
  return hosts;
}

/** The hosts of TrustKit's configuration: those pinned on iOS, or on Android where iOS pins none. */
export function forIos({ android, ios }: Gathered, notes: Notes, how: 'alone' | 'with-android'): Hosts {
  if (ios.size === 0)
    note(
      notes,
      how === 'alone'
        ? l10n.t('The pins held on Android alone; what is written holds on iOS alone.')
        : l10n.t('The pins held on Android alone; what is written holds on both platforms.'),
    );
  const hosts = ios.size > 0 ? ios : android;
  if (how === 'alone') noteOtherPlatform(hosts, android, 'Android', 'iOS', notes);
  return accepted(hosts, notes, {
    name: l10n.t('left out on iOS, because TrustKit takes only names under a public suffix.'),
    keys: l10n.t(
      'left out on iOS, because TrustKit refuses a host with fewer than two keys. Add a backup pin first.',
    ),
  });
}

/** The hosts of the plugin's file, which holds for both platforms and has a list of keys for each host, nothing else. */
export function forPlugin({ android, ios }: Gathered, notes: Notes): Hosts {
  const only = android.size === 0 ? 'iOS' : ios.size === 0 ? 'Android' : undefined;
  if (only)
    note(notes, l10n.t("The pins held on {0} alone; the plugin's file holds on both platforms.", only));
  const merged = new Map<string, Pinned>();
  for (const name of new Set([...android.keys(), ...ios.keys()])) {
    const entry = together(name, android.get(name), ios.get(name), notes);
    if (!entry) continue;
    if (!only && android.has(name) !== ios.has(name))
      note(
        notes,
        l10n.t(
          'pinned on {0} alone until now; from now on, on both platforms.',
          android.has(name) ? 'Android' : 'iOS',
        ),
        name,
      );
    merged.set(name, entry);
  }
  noteEnforced(
    merged,
    l10n.t('a key that is not pinned was only reported so far; the plugin refuses the connection.'),
    notes,
  );
  return accepted(merged, notes, {
    name: l10n.t('left out, because the SSL Pinning plugin takes only names under a public suffix.'),
    keys: l10n.t(
      'left out, because the SSL Pinning plugin refuses a host with fewer than two keys. Add a backup pin first.',
    ),
  });
}

/** One entry for both platforms, and what the plugin does otherwise with it. */
function together(
  name: string,
  android: Pinned | undefined,
  ios: Pinned | undefined,
  notes: Notes,
): Pinned | undefined {
  const first = android ?? ios;
  const second = ios ?? android;
  if (!first || !second) return undefined;
  if (!first.subdomains) note(notes, l10n.t('on Android, the plugin pins all subdomains as well.'), name);
  if (second.subdomains) note(notes, l10n.t('on iOS, the plugin pins no subdomains.'), name);
  if (!sameKeys(first, second))
    note(notes, l10n.t('Android and iOS pinned different keys; now both pin all of them.'), name);
  for (const end of new Set([first.expires, second.expires])) {
    if (end !== undefined)
      note(
        notes,
        l10n.t("the end of the pins on {0} is left out, because the plugin's pins never expire.", end),
        name,
      );
  }
  return {
    ...first,
    keys: new Set([...first.keys, ...second.keys]),
    enforced: first.enforced && second.enforced,
    androidOnly: first.androidOnly || second.androidOnly,
  };
}

/** A host that the platform's part of a file pins otherwise, or not at all. */
function noteOtherPlatform(own: Hosts, other: Hosts, there: string, here: string, notes: Notes): void {
  for (const [name, pinned] of other) {
    const same = own.get(name);
    if (!same) note(notes, l10n.t('left out, because pinned on {0} alone.', there), name);
    else if (!sameKeys(same, pinned))
      note(notes, l10n.t('{0} pins other keys; those of {1} are written.', there, here), name);
  }
}

function sameKeys(one: Pinned, other: Pinned): boolean {
  return one.keys.size === other.keys.size && [...one.keys].every((key) => other.keys.has(key));
}

function noteEnforced(hosts: Hosts, what: string, notes: Notes): void {
  for (const { name, enforced } of hosts.values()) if (!enforced) note(notes, what, name);
}

/**
 * What TrustKit, and the plugin with it, does not refuse: names under a public suffix, with two keys or more. The two
 * texts tell what is refused.
 */
function accepted(
  hosts: Hosts,
  notes: Notes,
  refused: { readonly name: string; readonly keys: string },
): Hosts {
  const kept = [...hosts].filter(([name, { keys, androidOnly }]) => {
    if (androidOnly) note(notes, refused.name, name);
    else if (keys.size < 2) note(notes, refused.keys, name);
    return !androidOnly && keys.size >= 2;
  });
  return new Map(kept);
}
