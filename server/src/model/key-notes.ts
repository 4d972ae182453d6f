import type { Kind } from './kind';

/** What people are told about a key; the grammar beside it says where the key may stand and what it takes. */
export interface KeyNote {
  /** Sentences in Markdown. */
  readonly text: string;
  /** What holds where the key is absent. */
  readonly default?: string | number | boolean;
}

/** Notes by path. */
export type KeyNotes = Readonly<Record<string, KeyNote | string>>;

/** `[]` is any item, `<platform>` is `android`, `ios` or `global`, `*` is a name that users choose. */
const PINNING: KeyNotes = {
  hosts: 'The pinned hosts. A host that is not listed is not pinned.',
  'hosts[]': 'One host and the keys that its certificate chain may have.',
  'hosts[].host':
    'The full host name, without scheme, port or path. iOS pins exactly this name, Android its subdomains as well.',
  'hosts[].hashes':
    'The pins: at least two different ones, the key in use and a backup for the day it changes. With fewer the build or the app on iOS fails.',
  'hosts[].hashes[]': '`sha256/` and the base64 of the SHA-256 of a public key (its SubjectPublicKeyInfo).',
};

const LEGACY: KeyNotes = {
  plugin: 'Where the Cordova plugin comes from: exactly one of `url`, `identifier` and `resource`.',
  'plugin.url': 'The address of a Git repository, with `#` and a tag, branch or commit.',
  'plugin.identifier': 'A package of the npm registry, with `@` and a version.',
  'plugin.resource': 'A path in the ZIP resource of the module. OutSystems 11 only.',
  'plugin.variables': 'Variables that the plugin is installed with.',
  'plugin.variables[].name': 'The name of the variable, in upper and lower case as the plugin spells it.',
  'plugin.variables[].value': 'The value of the variable.',
  preferences: 'Cordova preferences, for both platforms or for one.',
  'preferences.global': 'Preferences for both platforms.',
  'preferences.android': 'Preferences for Android; they override those for both.',
  'preferences.ios': 'Preferences for iOS; they override those for both.',
  'preferences.<platform>[].name': 'The name of the preference; upper and lower case matter.',
  'preferences.<platform>[].value': 'The value of the preference: a string, a number or a truth value.',
  resources: 'Files that are put into the native projects.',
  'resources.<platform>': 'Files by a name of your choice.',
  'resources.<platform>.*.src':
    'The file: a path that begins with `www/`, or a reference such as `$resources.X`.',
  'resources.<platform>.*.target':
    'Where the file goes: under `platforms/android`, or under `platforms/ios/<app>/Resources`. It must not leave the project.',
  icons: 'The icons of the app, in all sizes or none.',
  'icons.<platform>': 'One entry for each density (Android) or size (iOS).',
  'icons.<platform>[].resource': 'The picture: a path in the ZIP resource.',
  'icons.android[].density': 'One of six, all of which must be there.',
  'icons.ios[].width': 'In pixels.',
  'icons.ios[].height': 'In pixels.',
  splashscreens: 'The pictures that are shown while the app starts.',
  'splashscreens.<platform>': 'One entry for each density and orientation (Android) or default name (iOS).',
  'splashscreens.<platform>[].resource': 'The picture: a path in the ZIP resource.',
  'splashscreens.android[].density': '`port-` or `land-` and a density; all twelve must be there.',
  'splashscreens.ios[].defaultName': 'The name by which iOS chooses the picture; since MABS 4.',
  'splashscreens.ios[].width': 'In pixels; MABS 3.3 only.',
  'splashscreens.ios[].height': 'In pixels; MABS 3.3 only.',
  resource: 'The ZIP resource that icons, splash screens and plugins are taken from. OutSystems 11 only.',
  clientRuntime: 'Texts and style of the error page. OutSystems 11 only.',
  access: 'The addresses that the app may talk to; all of them where the list is absent. OutSystems 11 only.',
  'access[].origin': 'An address, where `*` stands for anything.',
  metadata: 'What a plugin says about itself, such as the oldest MABS that it works with.',
  manifest: 'Members of the web app manifest, for progressive web apps.',
};

const APP: KeyNotes = {
  appConfigurations: 'What the app wants, whichever framework it is built with. MABS 11.2 and later.',
  'appConfigurations.<platform>': 'What differs on this platform; it overrides what stands outside.',
  'appConfigurations.cordova': 'What only Cordova reads.',
  'appConfigurations.permissions': 'Permissions that the app asks for; they override those of libraries.',
  'appConfigurations.permissions.android': 'Names that begin with `android.permission.`.',
  'appConfigurations.permissions.ios': 'Usage descriptions by key, such as `NSCameraUsageDescription`.',
  'appConfigurations.permissions.ios.*': 'What people read when iOS asks them.',
  'appConfigurations.displayName': 'The name under the icon; the name of the app where absent.',
  'appConfigurations.orientation': 'How the screen may be turned.',
  'appConfigurations.targetDevice': 'The devices that the app is for. iOS only.',
  'appConfigurations.backgroundColor':
    'The colour behind the app, as `#RRGGBB`; the primary colour of the app where absent.',
  'appConfigurations.deeplinksHandler': { text: 'What a deep link does. Cordova only.', default: 'default' },
  'appConfigurations.network': 'How the app reaches servers.',
  'appConfigurations.network.connections': 'Whether plain HTTP is allowed.',
  'appConfigurations.network.trustedCA':
    'Whose certificate authorities are trusted; those that users install let anyone with the device read along. Android only.',
  'appConfigurations.systemBars': 'How status and navigation bars look.',
  'appConfigurations.systemBars.style': { text: 'Whether the bars are dark or light.', default: 'default' },
  'appConfigurations.systemBars.statusBarBackgroundColor': 'The colour behind the status bar, as `#RRGGBB`.',
  'appConfigurations.appendUserAgent': 'Text at the end of the user agent.',
  'appConfigurations.splashscreen':
    'How long the splash screen stays. Without effect in Capacitor from MABS 12.1.',
  'appConfigurations.splashscreen.duration': 'In milliseconds.',
  'appConfigurations.splashscreen.autoHide': 'Whether the splash screen goes by itself.',
  'appConfigurations.webViewUpdate':
    'Asks people to update a WebView that is too old. Capacitor on Android only.',
  'appConfigurations.webViewUpdate.enabled': { text: 'Whether people are asked.', default: true },
  'appConfigurations.webViewUpdate.title': 'The title of the message.',
  'appConfigurations.webViewUpdate.message': 'The message.',
  'appConfigurations.webViewUpdate.updateButtonLabel': 'The text of the button.',
};

const LIBRARY: KeyNotes = {
  pluginConfigurations: 'What a library wants from the apps that use it. MABS 11.2 and later.',
  'pluginConfigurations.cordova': 'What only Cordova reads.',
  'pluginConfigurations.capacitor': 'What only Capacitor reads.',
  'pluginConfigurations.capacitor.configurations': 'Settings by the class of the plugin.',
  'pluginConfigurations.permissions': 'Permissions that the library needs.',
  'pluginConfigurations.permissions.android': 'Names that begin with `android.permission.`.',
  'pluginConfigurations.permissions.ios': 'Usage descriptions by key, such as `NSCameraUsageDescription`.',
  'pluginConfigurations.permissions.ios.*.description': 'What people read when iOS asks them.',
  '*.cordova.preferences': 'Cordova preferences by name, for both platforms.',
  '*.cordova.preferences.android': 'Preferences for Android only.',
  '*.cordova.preferences.ios': 'Preferences for iOS only.',
};

const BUILD: KeyNotes = {
  buildConfigurations: 'What goes into the build. MABS 11.2 and later.',
  'buildConfigurations.cordova': 'What only Cordova builds read.',
  'buildConfigurations.capacitor': 'What only Capacitor builds read.',
  'buildConfigurations.*.source': 'Where the plugin comes from.',
  'buildConfigurations.*.source.npm':
    'A package as npm takes it: name and version, or the address of a repository.',
  'buildConfigurations.cordova.source.variables': 'Variables that the plugin is installed with.',
  'buildConfigurations.resources': 'Files that are put into the native projects.',
  'buildConfigurations.resources.<platform>': 'Files for this platform.',
  'buildConfigurations.resources.<platform>[].source':
    'The file: a reference such as `$resources.X`, or a path.',
  'buildConfigurations.resources.<platform>[].target':
    'Where it goes, seen from `android/` or `ios/App/App/`. It must not leave the project.',
  'buildConfigurations.splashscreens': 'The picture that is shown while the app starts.',
  'buildConfigurations.splashscreens.<platform>': 'The splash screen of this platform.',
  'buildConfigurations.splashscreens.<platform>.logo': 'A path, `$images.X`, `$resources.X`, or `appIcon`.',
  'buildConfigurations.buildAction': 'Changes to the native projects of a Capacitor build.',
  'buildConfigurations.buildAction.config':
    'The build action: a reference such as `$resources.build-action.json`.',
  'buildConfigurations.buildAction.parameters': 'Values for the variables of the build action.',
  'buildConfigurations.spmPreview': {
    text: 'Builds with the Swift Package Manager. iOS with Capacitor, MABS 12.1 and later.',
    default: false,
  },
};

const ACTION: KeyNotes = {
  variables: 'What the operations may use as `$NAME`; the configuration gives values as parameters.',
  'variables.*': 'A variable: its type, and what it is where no parameter is given.',
  'variables.*.type': '`string`, `number`, `array`, `object` or `boolean`.',
  'variables.*.default': 'The value where no parameter is given.',
  platforms: 'The operations, for each platform. They run after the native projects were synchronised.',
  'platforms.android': 'Operations on the Android project, in the order in which they stand.',
  'platforms.ios': 'Operations on the Xcode project, in the order in which they stand.',
  'platforms.ios.builds.*': 'Operations for this build only.',
  'platforms.ios.targets.*': 'Operations for this target only; `App` is the target of the app.',
  'platforms.ios.entitlements.entries': 'Entitlements, by key.',
  'platforms.ios.entitlements.replace': 'Whether the entries replace what stands there.',
  'platforms.ios.entitlements.condition': 'When the operation runs.',
  'platforms.<platform>.*[].entries': 'What is merged into the file, or replaces it.',
  'platforms.ios.plist[].entries':
    'What is merged into the property list, or replaces it; pins go under `TSKConfiguration`.',
  'platforms.<platform>.*[].condition':
    'When the operation runs: `eq`, `ne`, `ge`, `le`, `gt` or `lt` with two arguments.',
  'platforms.<platform>.*[].file': 'The file, seen from the native project.',
  'platforms.<platform>.*[].resFile': 'The file, seen from the `res` folder of the app.',
  'platforms.<platform>.*[].target':
    'An XPath to the elements concerned. One that matches nothing changes nothing, silently.',
  'platforms.<platform>.*[].attrs': 'Attributes that the elements get.',
  'platforms.<platform>.*[].inject': 'XML that is put into the elements; one element in each entry.',
  'platforms.<platform>.*[].merge': 'What is merged; XML must have the root that the target has.',
  'platforms.<platform>.*[].replace':
    'What stands there afterwards, or whether what stands there is replaced.',
  'platforms.<platform>.*[].delete': 'An XPath to what is taken away.',
  'platforms.<platform>.*[].deleteAttributes': 'Names of attributes that are taken away.',
  'platforms.<platform>.*[].set': 'Values by key.',
  'platforms.<platform>.*[].src': 'What is copied: a path or an address.',
  'platforms.<platform>.*[].dest': 'Where it goes.',
  'platforms.<platform>.*[].source': 'The file that is put there.',
  'platforms.<platform>.*[].path': 'The folder under `res`.',
  'platforms.<platform>.*[].insert': 'What is added: text, or lines as objects.',
  'platforms.<platform>.*[].insertType': 'How objects are spelt: as method calls, or as assignments.',
  'platforms.<platform>.*[].targetDir': 'The folder that it is put into.',
  'platforms.<platform>.*[].patchFile': 'A patch that is applied.',
  'platforms.<platform>.*[].compilerFlags': 'Flags for the compiler.',
  'platforms.<platform>.tar[].action': 'Create, append to, update or extract an archive.',
  'platforms.<platform>.tar[].command': 'Create, append to, update or extract an archive.',
  'platforms.ios.buildPhases[].comment': 'The name of the phase.',
  'platforms.ios.buildPhases[].shellPath': 'The shell that runs the script.',
  'platforms.ios.buildPhases[].shellScript': 'The script.',
  'platforms.ios.buildPhases[].inputPaths': 'Files that the script reads.',
  'platforms.ios.buildPhases[].outputPaths': 'Files that the script writes.',
  'platforms.ios.frameworks[].name': 'The framework, with its ending.',
  'platforms.ios.frameworks[].customFramework': 'True for a framework that is not part of iOS.',
  'platforms.ios.frameworks[].link': 'Whether it is linked.',
  'platforms.ios.frameworks[].embed': 'Whether it is put into the app.',
  'platforms.ios.strings[].setFromJson': 'A JSON file with the texts by key.',
  'platforms.<platform>.*[].text': 'What the file holds.',
};

const IOS: KeyNotes = {
  TSKConfiguration: 'What TrustKit pins, and how.',
  'TSKConfiguration.TSKSwizzleNetworkDelegates':
    'Whether TrustKit checks the connections of the whole app by itself. Without it nothing is pinned unless code asks for it.',
  'TSKConfiguration.TSKIgnorePinningForUserDefinedTrustAnchors':
    'Whether authorities that were installed on the device pass without a pin. macOS only.',
  'TSKConfiguration.TSKPinnedDomains': 'The pinned hosts, by name.',
  'TSKConfiguration.TSKPinnedDomains.*.TSKPublicKeyHashes':
    'The pins: base64 without `sha256/`, at least two different ones. With fewer the app stops when it starts.',
  'TSKConfiguration.TSKPinnedDomains.*.TSKIncludeSubdomains': {
    text: 'Whether the subdomains are pinned as well.',
    default: false,
  },
  'TSKConfiguration.TSKPinnedDomains.*.TSKExcludeSubdomainFromParentPolicy':
    'TrustKit does not read this spelling, though its documentation shows it.',
  'TSKConfiguration.TSKPinnedDomains.*.kSKExcludeSubdomainFromParentPolicy':
    'Whether this host is left out of the pins of the domain above it; this is how TrustKit spells the key.',
  'TSKConfiguration.TSKPinnedDomains.*.TSKEnforcePinning': {
    text: 'Whether a connection without a pinned key is refused, or only reported.',
    default: true,
  },
  'TSKConfiguration.TSKPinnedDomains.*.TSKDisableDefaultReportUri': {
    text: "Whether reports are kept from TrustKit's own server.",
    default: false,
  },
  'TSKConfiguration.TSKPinnedDomains.*.TSKReportUris': 'Addresses that failures are reported to.',
  'TSKConfiguration.TSKPinnedDomains.*.TSKExpirationDate':
    'A day as `yyyy-MM-dd` after which the pins are silently not enforced.',
  'TSKConfiguration.TSKPinnedDomains.*.TSKAdditionalTrustAnchors':
    'Certificates that are trusted for this host besides those of the device.',
  NSAppTransportSecurity: 'How iOS itself secures connections.',
  'NSAppTransportSecurity.NSPinnedDomains': 'The hosts that iOS itself pins, by name.',
  'NSAppTransportSecurity.NSPinnedDomains.*.NSIncludesSubdomains': {
    text: 'Whether direct subdomains are pinned as well.',
    default: false,
  },
  'NSAppTransportSecurity.NSPinnedDomains.*.NSPinnedCAIdentities':
    'Keys of authorities: one must stand in the chain.',
  'NSAppTransportSecurity.NSPinnedDomains.*.NSPinnedLeafIdentities':
    "Keys of the server's own certificate: authorities do not count here.",
  'NSAppTransportSecurity.NSPinnedDomains.*.NSPinnedCAIdentities[].SPKI-SHA256-BASE64':
    'The pin: base64 without `sha256/`.',
  'NSAppTransportSecurity.NSPinnedDomains.*.NSPinnedLeafIdentities[].SPKI-SHA256-BASE64':
    'The pin: base64 without `sha256/`.',
};

/** The notes of each kind of file that has keys of its own. */
export const KEY_NOTES: Readonly<Partial<Record<Kind, KeyNotes>>> = {
  pinning: PINNING,
  extensibility: { ...LEGACY, ...APP, ...LIBRARY, ...BUILD },
  'build-action': ACTION,
  'ios-plist': IOS,
};
