import type { Gathered, Hosts, Pinned } from './gather';
import { type Notes, note } from './notes';

/** The hosts of Android's configuration: those pinned on Android, or on iOS where Android pins none. */
export function forAndroid({ android, ios }: Gathered, notes: Notes, how: 'alone' | 'with-ios'): Hosts {
  if (android.size === 0)
    note(
      notes,
      `The pins held on iOS alone; what is written holds on ${how === 'alone' ? 'Android alone' : 'both platforms'}.`,
    );
  const hosts = android.size > 0 ? android : ios;
  if (how === 'alone') noteOtherPlatform(hosts, ios, 'iOS', 'Android', notes);
  noteEnforced(hosts, 'Android', notes);
  return hosts;
}

/** The hosts of TrustKit's configuration: those pinned on iOS, or on Android where iOS pins none. */
export function forIos({ android, ios }: Gathered, notes: Notes, how: 'alone' | 'with-android'): Hosts {
  if (ios.size === 0)
    note(
      notes,
      `The pins held on Android alone; what is written holds on ${how === 'alone' ? 'iOS alone' : 'both platforms'}.`,
    );
  const hosts = ios.size > 0 ? ios : android;
  if (how === 'alone') noteOtherPlatform(hosts, android, 'Android', 'iOS', notes);
  return accepted(hosts, 'TrustKit', ' on iOS', notes);
}

/** The hosts of the plugin's file, which holds for both platforms and has a list of keys for each host, nothing else. */
export function forPlugin({ android, ios }: Gathered, notes: Notes): Hosts {
  if (android.size === 0 || ios.size === 0)
    note(
      notes,
      `The pins held on ${android.size === 0 ? 'iOS' : 'Android'} alone; the plugin's file holds on both platforms.`,
    );
  const merged = new Map<string, Pinned>();
  for (const name of new Set([...android.keys(), ...ios.keys()])) {
    const entry = together(name, android.get(name), ios.get(name), notes);
    if (!entry) continue;
    if (android.size > 0 && ios.size > 0 && android.has(name) !== ios.has(name))
      note(notes, `was pinned on ${android.has(name) ? 'Android' : 'iOS'} alone; now on both.`, name);
    merged.set(name, entry);
  }
  noteEnforced(merged, 'the plugin', notes);
  return accepted(merged, 'the SSL Pinning plugin', '', notes);
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
  if (!first.subdomains) note(notes, 'on Android, the plugin pins all its subdomains as well.', name);
  if (second.subdomains) note(notes, 'on iOS, the plugin pins this host alone, no subdomains.', name);
  if (!sameKeys(first, second))
    note(notes, 'Android and iOS pinned different keys; now both pin all of them.', name);
  for (const end of new Set([first.expires, second.expires])) {
    if (end !== undefined)
      note(notes, `the end of its pins on ${end} is left out: the plugin's pins never expire.`, name);
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
    if (!same) note(notes, `is pinned on ${there} alone and is left out.`, name);
    else if (!sameKeys(same, pinned))
      note(notes, `${there} pins other keys; those of ${here} are written.`, name);
  }
}

function sameKeys(one: Pinned, other: Pinned): boolean {
  return one.keys.size === other.keys.size && [...one.keys].every((key) => other.keys.has(key));
}

function noteEnforced(hosts: Hosts, engine: string, notes: Notes): void {
  for (const { name, enforced } of hosts.values()) {
    if (!enforced)
      note(
        notes,
        `a key that is not pinned was only reported so far; ${engine} refuses the connection.`,
        name,
      );
  }
}

/** What TrustKit, and the plugin with it, does not refuse: names under a public suffix, with two keys or more. */
function accepted(hosts: Hosts, engine: string, where: string, notes: Notes): Hosts {
  const kept = [...hosts].filter(([name, { keys, androidOnly }]) => {
    if (androidOnly)
      note(notes, `is left out${where}: ${engine} takes only names under a public suffix.`, name);
    else if (keys.size < 2)
      note(
        notes,
        `is left out${where}: ${engine} refuses a host with fewer than two keys. Add a backup pin first.`,
        name,
      );
    return !androidOnly && keys.size >= 2;
  });
  return new Map(kept);
}
