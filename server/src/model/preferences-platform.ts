import type { KnownPreference } from './preferences';

const O11_DOCS =
  'https://github.com/OutSystems/docs-product/blob/HEAD/src/deploying-apps/mobile-app-packaging-delivery/customize-mobile-app/';
const O11_SCHEMA = `${O11_DOCS}extensibility-configurations-json-schema.md`;
const O11_EDGE = `${O11_DOCS}customize-edge-to-edge.md`;
const O11_SPLASH = `${O11_DOCS}use-custom-splash-screens.md`;
const ODC_DOCS = 'https://github.com/OutSystems/docs-odc/blob/main/src/eap/building-apps/mobile/';
const ODC_LEGACY = `${ODC_DOCS}legacy-extensibility-configuration.md`;
const ODC_CASES = `${ODC_DOCS}cordova-extensibility-configurations-use-cases.md`;
const ODC_EDGE = `${ODC_DOCS}extensibility-configurations/customize-system-bars-edge-to-edge.md`;
const RELEASES = 'https://github.com/OutSystems/docs-support/blob/HEAD/src/release-articles/mabs/';
const ERRORS = 'https://github.com/OutSystems/docs-support/blob/HEAD/src/error/mabs/';
const CORDOVA = 'https://cordova.apache.org/docs/en/12.x/config_ref/index.html#preference';

const STATUS_BAR = 'Use `systemBars.style` of the universal schema, or the edge-to-edge preferences.';

/** What the build service and Cordova themselves read. */
export const PLATFORM_PREFERENCES: readonly KnownPreference[] = [
  {
    name: 'BypassOSDomainsValidation',
    platform: 'both',
    type: 'boolean',
    status: 'expired',
    description: 'Let builds pass that pin OutSystems domains, until 2021-09-30.',
    source: 'https://www.outsystems.com/forums/discussion/71438/',
  },
  {
    name: 'AddUploadWidgetPermissions',
    platform: 'both',
    type: 'boolean',
    default: 'true up to MABS 10, false from 11',
    since: '7.0',
    description: 'Whether the permissions that the upload widget needs are added to the app.',
    source: `${RELEASES}mabs-11.md`,
  },
  {
    name: 'EnableRefererHeaderCustomScheme',
    platform: 'ios',
    type: 'boolean',
    default: 'false',
    description: 'Sends the domain of the app as `Referer` with its requests.',
    source: O11_SCHEMA,
  },
  {
    name: 'InitLoggerSyncDelay',
    platform: 'android',
    type: 'number',
    default: '0',
    description: 'Seconds to wait after the start before logs are sent.',
    source: O11_SCHEMA,
  },
  {
    name: 'RemoveUserCertificates',
    platform: 'android',
    type: 'boolean',
    default: 'true from MABS 9, false before',
    since: '7.0',
    description: 'Whether certificate authorities that the user installed are distrusted.',
    source: O11_SCHEMA,
  },
  {
    name: 'RemoveSystemCertificates',
    platform: 'android',
    type: 'boolean',
    since: '11.1',
    status: 'undocumented',
    description: 'Whether the certificate authorities of the system are distrusted.',
    source: `${RELEASES}mabs-11.md`,
  },
  {
    name: 'AllowHttpConnections',
    platform: 'both',
    type: 'boolean',
    since: '11.1',
    status: 'undocumented',
    description: 'Whether connections without encryption are allowed.',
    source: `${RELEASES}mabs-11.md`,
  },
  {
    name: 'DisplayName',
    platform: 'both',
    type: 'text',
    since: '11.1',
    status: 'undocumented',
    description: 'The name under which the app appears on the device.',
    source: `${RELEASES}mabs-11.md`,
  },
  {
    name: 'LoggingBehavior',
    platform: 'both',
    type: 'text',
    since: '11.1',
    status: 'undocumented',
    description: 'How much the native side of the app logs.',
    source: `${RELEASES}mabs-11.md`,
  },
  {
    name: 'FilterTouchesWhenObscured',
    platform: 'android',
    type: 'boolean',
    default: 'true from MABS 9, false before',
    description: 'Whether touches are ignored while another app covers this one.',
    source: O11_SCHEMA,
  },
  {
    name: 'DisableInspectorNotification',
    platform: 'ios',
    type: 'boolean',
    default: 'false',
    since: '7.1',
    description: 'Hides the notification of the network inspector in debug builds.',
    source: O11_SCHEMA,
  },
  {
    name: 'DeepLinksHandlerType',
    platform: 'both',
    type: 'text',
    default: 'default',
    values: ['default', 'event', 'function', 'legacy'],
    since: '9.0',
    removed: { mabs: '12.0', framework: 'capacitor', instead: 'Define `window.handleOpenURL` instead.' },
    description: 'How the app handles deep links.',
    source: O11_SCHEMA,
  },
  ...(
    [
      ['NSAllowsArbitraryLoads', 'Turns App Transport Security off for every connection.'],
      ['NSAllowsArbitraryLoadsForMedia', 'Turns App Transport Security off for media.'],
      ['NSAllowsArbitraryLoadsInWebContent', 'Turns App Transport Security off for web content.'],
      ['NSAllowsLocalNetworking', 'Allows connections to the local network.'],
    ] as const
  ).map(
    ([name, description]): KnownPreference => ({
      name,
      platform: 'ios',
      type: 'boolean',
      since: '12.0',
      description,
      source: ODC_LEGACY,
    }),
  ),
  {
    name: 'StatusBarOverlaysWebView',
    platform: 'both',
    type: 'boolean',
    default: 'false up to MABS 10, true in 11',
    removed: { mabs: '12.0', instead: STATUS_BAR },
    description: 'Whether the app reaches under the status bar.',
    source: `${RELEASES}mabs-12.md`,
  },
  {
    name: 'StatusBarStyle',
    platform: 'both',
    type: 'text',
    default: 'default',
    values: ['default', 'lightcontent', 'darkcontent', 'blacktranslucent', 'blackopaque'],
    removed: { mabs: '12.0', instead: STATUS_BAR },
    description: 'The colour of the text in the status bar.',
    source: `${RELEASES}mabs-12.md`,
  },
  {
    name: 'StatusBarDefaultScrollToTop',
    platform: 'both',
    type: 'boolean',
    removed: { mabs: '12.0', instead: STATUS_BAR },
    description: 'Whether a tap on the status bar scrolls to the top.',
    source: `${RELEASES}mabs-12.md`,
  },
  {
    name: 'StatusBarBackgroundColor',
    platform: 'both',
    type: 'colour',
    default: 'the primary colour of the app',
    description:
      'The colour behind the status bar; from MABS 12 on Android only, and only without edge-to-edge.',
    source: O11_EDGE,
  },
  {
    name: 'NavigationBarBackgroundColor',
    platform: 'android',
    type: 'colour',
    default: 'the background colour',
    since: '12.0',
    description: 'The colour behind the navigation bar.',
    source: ODC_EDGE,
  },
  {
    name: 'AndroidEdgeToEdge',
    platform: 'android',
    type: 'boolean',
    default: 'false',
    since: '12.0',
    description: 'Whether the app reaches under the system bars.',
    source: O11_EDGE,
  },
  {
    name: 'EdgeToEdgeGlyphTheme',
    platform: 'android',
    type: 'text',
    default: 'auto',
    values: ['dark', 'light', 'auto'],
    since: '12.0',
    description: 'The colour of the symbols in the system bars.',
    source: ODC_EDGE,
  },
  {
    name: 'BackgroundColor',
    platform: 'both',
    type: 'colour',
    description: 'The colour behind the web view.',
    source: CORDOVA,
  },
  {
    name: 'orientation',
    platform: 'both',
    type: 'text',
    values: ['portrait', 'landscape', 'default', 'all'],
    description: 'Locks the app to an orientation.',
    source: ODC_CASES,
  },
  ...splashScreens(),
  {
    name: 'AndroidXEnabled',
    platform: 'android',
    type: 'boolean',
    removed: { mabs: '10.0', instead: 'AndroidX is always on.' },
    description: 'Whether AndroidX is used.',
    source: `${RELEASES}mabs-10.md`,
  },
  {
    name: 'DisableViewportFitForiOS12',
    platform: 'ios',
    type: 'boolean',
    description: 'Leaves `viewport-fit` off on iOS 12.',
    source: `${RELEASES}older-releases.md`,
  },
  {
    name: 'android-buildToolsVersion',
    platform: 'android',
    type: 'version',
    status: 'forbidden',
    description:
      'The version of the Android build tools, which the build service does not let anybody choose.',
    source: `${ERRORS}mabs-gen-40020.md`,
  },
  {
    name: 'android-minSdkVersion',
    platform: 'android',
    type: 'number',
    description: 'The lowest API level that the app runs on; the build stops where it is too low.',
    source: `${ERRORS}mabs-gen-40009.md`,
  },
  {
    name: 'deployment-target',
    platform: 'ios',
    type: 'version',
    description: 'The lowest iOS version that the app runs on.',
    source: `${ERRORS}mabs-plg-40007.md`,
  },
  {
    name: 'GradlePluginKotlinVersion',
    platform: 'android',
    type: 'version',
    description: 'The version of Kotlin; the build stops where it is too low.',
    source: `${ERRORS}mabs-gen-40021.md`,
  },
  {
    name: 'AndroidLaunchMode',
    platform: 'android',
    type: 'text',
    values: ['standard', 'singleTop', 'singleTask', 'singleInstance', 'singleInstancePerTask'],
    description: 'How Android starts the activity of the app.',
    source: CORDOVA,
  },
];

function splashScreens(): KnownPreference[] {
  const rows = [
    ['AutoHideSplashScreen', 'both', 'boolean', 'Whether the splash screen goes by itself.'],
    ['FadeSplashScreen', 'both', 'boolean', 'Whether the splash screen fades.'],
    ['SplashScreenDelay', 'both', 'number', 'Milliseconds that the splash screen stays.'],
    ['FadeSplashScreenDuration', 'both', 'number', 'Milliseconds that the splash screen takes to fade.'],
    ['SplashMaintainAspectRatio', 'android', 'boolean', 'Whether the image keeps its proportions.'],
    [
      'SplashShowOnlyFirstTime',
      'android',
      'boolean',
      'Whether the splash screen shows at the first start only.',
    ],
  ] as const;
  return rows.map(([name, platform, type, description]) => ({
    name,
    platform,
    type,
    ...(type === 'number' ? { default: '0' } : {}),
    description,
    source: O11_SPLASH,
  }));
}
