import { PLATFORM_PREFERENCES } from './preferences-platform';
import { PLUGIN_PREFERENCES } from './preferences-plugins';
import { USAGE_DESCRIPTIONS } from './preferences-usage';

/** A Cordova preference that OutSystems, one of its plugins or Cordova documents. */
export interface KnownPreference {
  /** The exact name; names are case-sensitive. */
  readonly name: string;
  readonly platform: 'both' | 'android' | 'ios';
  /** `boolean` and `number` may also stand as strings; `list` is text whose parts are separated. */
  readonly type: 'boolean' | 'number' | 'text' | 'colour' | 'version';
  /** What applies where it is not set, in words where that depends on something. */
  readonly default?: string;
  /** The only values that are known. */
  readonly values?: readonly string[];
  /** What its text must look like, with words that follow "must be". */
  readonly pattern?: { readonly form: RegExp; readonly words: () => string };
  /** The build service's code for another value: the build stops there. */
  readonly valueCode?: string;
  /** The first version of the build service that knows it. */
  readonly since?: string;
  /** From when on it does nothing, and instead of what. */
  readonly removed?: Removal;
  /** `forbidden`: the build stops; `expired`: it must not be relied on; `undocumented`: named in release notes only. */
  readonly status?: 'forbidden' | 'expired' | 'undocumented';
  /** One sentence for hovers and completion. */
  readonly description: string;
  /** The address of the document that says so. */
  readonly source: string;
}

/** The end of a setting. */
export interface Removal {
  /** The first version of the build service in which it does nothing. */
  readonly mabs: string;
  /** The framework for which that holds; all of them when absent. */
  readonly framework?: 'cordova' | 'capacitor';
  /** What to do now, as a sentence. */
  readonly instead: string;
}

/** Every preference that is known, those of the platform first. */
export const PREFERENCES: readonly KnownPreference[] = [
  ...PLATFORM_PREFERENCES,
  ...PLUGIN_PREFERENCES,
  ...USAGE_DESCRIPTIONS,
];

const byName = new Map(PREFERENCES.map((preference) => [preference.name, preference]));

/** The preference of exactly that name. */
export function knownPreference(name: string): KnownPreference | undefined {
  return byName.get(name);
}

/** Settings of the universal app configuration that have no effect any more, by their path under `appConfigurations`. */
export const REMOVED_SETTINGS: readonly { readonly path: readonly string[]; readonly removed: Removal }[] = [
  {
    path: ['splashscreen', 'duration'],
    removed: {
      mabs: '12.1',
      framework: 'capacitor',
      instead: 'Remove it; `buildConfigurations.splashscreens` says what the screen shows.',
    },
  },
  {
    path: ['splashscreen', 'autoHide'],
    removed: {
      mabs: '12.1',
      framework: 'capacitor',
      instead: 'Remove it; `buildConfigurations.splashscreens` says what the screen shows.',
    },
  },
  {
    path: ['deeplinksHandler'],
    removed: { mabs: '12.0', framework: 'capacitor', instead: 'Define `window.handleOpenURL` instead.' },
  },
];

/**
 * Names of Cordova and its common plugins that resemble a name above without being a misspelling of it.
 * Source: https://cordova.apache.org/docs/en/12.x/config_ref/index.html#preference
 */
export const OTHER_NAMES: readonly string[] = [
  'AllowInlineMediaPlayback',
  'AllowNewWindows',
  'AllowUntrustedCerts',
  'AndroidBlacklistSecureSocketProtocols',
  'AndroidInsecureFileModeEnabled',
  'AndroidPersistentFileLocation',
  'AppendUserAgent',
  'AndroidWindowSplashScreenAnimatedIcon',
  'AndroidWindowSplashScreenAnimationDuration',
  'AndroidWindowSplashScreenBackground',
  'DefaultVolumeStream',
  'DisallowOverscroll',
  'ErrorUrl',
  'FullScreen',
  'Fullscreen',
  'GradlePluginGoogleServicesEnabled',
  'GradlePluginGoogleServicesVersion',
  'GradlePluginKotlinCodeStyle',
  'GradlePluginKotlinEnabled',
  'GradleVersion',
  'InAppBrowserStatusBarStyle',
  'KeepRunning',
  'LoadUrlTimeoutValue',
  'LogLevel',
  'MediaPlaybackAllowsAirPlay',
  'MediaTypesRequiringUserActionForPlayback',
  'NSAllowsArbitraryLoadsInMedia',
  'Orientation',
  'OverrideUserAgent',
  'SetFullscreen',
  'ShowSplashScreen',
  'ShowSplashScreenSpinner',
  'ShowTitle',
  'SplashScreen',
  'SplashScreenBackgroundColor',
  'SplashScreenSpinnerColor',
  'StatusBar',
  'SuppressesIncrementalRendering',
  'SuppressesLongPressGesture',
  'SwiftVersion',
  'Suppresses3DTouchGesture',
  'TopActivityIndicator',
  'WKWebViewOnly',
  'android-maxSdkVersion',
  'android-targetSdkVersion',
  'android-compileSdkVersion',
];
