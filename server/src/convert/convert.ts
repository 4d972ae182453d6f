import * as l10n from '../core/l10n';
import { type Model, pinnedSets } from '../model/model';
import { noteBeside } from './beside';
import { type Gathered, gather, type Hosts } from './gather';
import { type Notes, note, sentences } from './notes';
import { forAndroid, forIos, forPlugin } from './project';
import { isLegacy, universalPreferences } from './universal';
import { buildAction, networkSecurityConfig, pinningFile, propertyList } from './write';

/** The kinds of file that pins can be written into, and the universal schema for preferences of the legacy one. */
export const CONVERT_TARGETS = [
  'build-action',
  'pinning',
  'android-nsc',
  'ios-plist',
  'extensibility',
] as const;

/** One of them. */
export type ConvertTarget = (typeof CONVERT_TARGETS)[number];

/** The converted text with what is different in it, or why there is none. */
export type Converted =
  | {
      readonly ok: true;
      readonly text: string;
      /** A name for the file. */
      readonly name: string;
      /** What the file pins otherwise than the one it is made from, and what was left out: sentences with Markdown's backticks. */
      readonly notes: readonly string[];
    }
  | {
      readonly ok: false;
      /** Why there is none, in one clause. */
      readonly message: string;
      /** What led to it, as above; none where nothing was tried. */
      readonly notes?: readonly string[];
    };

/**
 * Writes what a configuration pins as a configuration of another kind. The text pins the same keys and has no error
 * that the model did not have: what the other kind refuses is left out, and noted.
 */
export function convert(model: Model, to: ConvertTarget): Converted {
  if (to === 'extensibility') return toUniversal(model);
  if (model.kind === to) return { ok: false, message: l10n.t('this is {0} already', kindName(to)) };
  if (pinnedSets(model).length === 0)
    return { ok: false, message: l10n.t('no host is pinned in {0}', kindName(model.kind)) };
  const notes: Notes = new Map();
  const gathered = gather(model, notes);
  const text = WRITERS[to](gathered, notes);
  if (text === undefined) return nothing(l10n.t('nothing is left to write into {0}', kindName(to)), notes);
  noteEngine(model, to, notes);
  noteBeside(model, notes);
  note(notes, useOf(to));
  return { ok: true, text, name: FILES[to], notes: sentences(notes) };
}

/** Legacy preferences in the universal schema; nothing else becomes an extensibility configuration. */
function toUniversal(model: Model): Converted {
  if (model.kind !== 'extensibility' || !isLegacy(model))
    return {
      ok: false,
      message: l10n.t(
        'only `preferences` of the legacy schema become an extensibility configuration of the universal one',
      ),
    };
  const notes: Notes = new Map();
  const text = universalPreferences(model, notes);
  if (text === undefined) return nothing(l10n.t('no preference is left to write'), notes);
  note(notes, useOf('extensibility'));
  return { ok: true, text, name: FILES.extensibility, notes: sentences(notes) };
}

/** A refusal with everything that led to it. What none is written of needs no list of all. */
function nothing(message: string, notes: Notes): Converted {
  return { ok: false, message, notes: sentences(notes, 10) };
}

/** The targets that a model can be converted to, best first; none where nothing is pinned. */
export function targetsFor(model: Model): readonly ConvertTarget[] {
  return CONVERT_TARGETS.filter((to) => convert(model, to).ok);
}

/** Writes one kind of file, or nothing where no host is left. */
type Writer = (gathered: Gathered, notes: Notes) => string | undefined;

const WRITERS: Readonly<Record<Exclude<ConvertTarget, 'extensibility'>, Writer>> = {
  pinning: (gathered, notes) => filled(forPlugin(gathered, notes), pinningFile),
  'android-nsc': (gathered, notes) => filled(forAndroid(gathered, notes, 'alone'), networkSecurityConfig),
  'ios-plist': (gathered, notes) => filled(forIos(gathered, notes, 'alone'), propertyList),
  'build-action': (gathered, notes) => {
    const android = forAndroid(gathered, notes, 'with-ios');
    const ios = forIos(gathered, notes, 'with-android');
    return android.size + ios.size > 0 ? buildAction(android, ios) : undefined;
  },
};

function filled(hosts: Hosts, write: (hosts: Hosts) => string): string | undefined {
  return hosts.size > 0 ? write(hosts) : undefined;
}

function kindName(kind: ConvertTarget): string {
  switch (kind) {
    case 'build-action':
      return l10n.t('a build action');
    case 'pinning':
      return l10n.t("the SSL Pinning plugin's file");
    case 'android-nsc':
      return l10n.t('a network security configuration');
    case 'ios-plist':
      return l10n.t('a property list');
    case 'extensibility':
      return l10n.t('an extensibility configuration');
  }
}

const FILES: Readonly<Record<ConvertTarget, string>> = {
  'build-action': 'ssl-pinning-build-action.json',
  pinning: 'pinning.json',
  'android-nsc': 'network_security_config.xml',
  'ios-plist': 'Info.plist',
  extensibility: 'extensibility.json',
};

/** What makes the file take effect. */
function useOf(kind: ConvertTarget): string {
  switch (kind) {
    case 'build-action':
      return l10n.t(
        'The build action takes effect in Capacitor builds (MABS 12 or later) with the SSL Pinning plugin 1.2.0 or later, once the app names it under `buildConfigurations.buildAction`.',
      );
    case 'pinning':
      return l10n.t(
        'The file takes effect in Cordova builds with the SSL Pinning plugin, as the only file of its folder `pinning`.',
      );
    case 'android-nsc':
      return l10n.t("The app's manifest has to name the file as its `android:networkSecurityConfig`.");
    case 'ios-plist':
      return l10n.t("Put the keys into the app's own Info.plist, and add TrustKit to the app.");
    case 'extensibility':
      return l10n.t(
        'The universal schema needs MABS 11.2 or later, and takes the place of the legacy one as a whole; preferences are for Cordova.',
      );
  }
}

/** What the plugin makes of its file is said once, not for each host. */
function noteEngine({ kind }: Model, to: ConvertTarget, notes: Notes): void {
  if (kind !== 'pinning') return;
  if (to === 'build-action')
    note(
      notes,
      l10n.t(
        'Like the SSL Pinning plugin, this pins hosts with all their subdomains on Android, and the exact hosts, without subdomains, on iOS.',
      ),
    );
  if (to === 'android-nsc')
    note(notes, l10n.t('Like the SSL Pinning plugin, this pins hosts with all their subdomains on Android.'));
  if (to === 'ios-plist')
    note(
      notes,
      l10n.t('Like the SSL Pinning plugin, this pins the exact hosts, without subdomains, on iOS.'),
    );
}
