import * as l10n from '../core/l10n';
import type { KnownPreference } from './preferences';

const ODC = 'https://github.com/OutSystems/docs-odc/blob/main/src/eap/';
const PLUGINS = `${ODC}integration-with-systems/mobile-plugins/`;
const FIREBASE = `${PLUGINS}firebase-plugin/intro.md`;
const HEALTH = `${PLUGINS}health-fitness/intro.md`;
const KEYSTORE = `${PLUGINS}keystore-plugin/intro.md`;
const APP_SHIELD = `${ODC}security/app-shield/intro.md`;
const SHIELD_VALUE = 'OS-MABS-SHLD-40003';

/** Base64 with `;` between several; copied certificates may carry line breaks. */
const BASE64 = { form: /^[A-Za-z0-9+/=;\s]*$/, words: () => l10n.t('base64, several joined by `;`') };

type Row = readonly [
  name: string,
  platform: KnownPreference['platform'],
  description: string,
  more?: Partial<KnownPreference>,
];

/** What OutSystems' own plugins read. */
export const PLUGIN_PREFERENCES: readonly KnownPreference[] = [
  ...group(
    'https://github.com/os-adv-dev/cordova-outsystems-sslpinning',
    [
      [
        'sslpinning-connection-keep-alive',
        'android',
        'SSL Pinning: seconds that a connection stays open for further requests.',
        { type: 'number', default: '300' },
      ],
    ],
    {},
  ),
  ...group(`${PLUGINS}inapp-browser/inapp-browser.md`, [
    [
      'InAppBrowserCleartextTrafficPermitted',
      'android',
      'InAppBrowser up to 2.7.3: allows connections without encryption.',
      { type: 'boolean' },
    ],
  ]),
  ...group(KEYSTORE, [
    ['AuthPromptTitle', 'android', 'Keystore up to 1.2.8: the title of the prompt.'],
    ['AuthPromptSubtitle', 'android', 'Keystore up to 1.2.8: the second line of the prompt.'],
    ['AuthPromptCancelButton', 'android', 'Keystore up to 1.2.8: the label of the button that cancels.'],
  ]),
  ...group(FIREBASE, [
    [
      'ANALYTICS_COLLECTION_ENABLED',
      'both',
      'Firebase Analytics: whether data is collected from the start.',
      { type: 'boolean' },
    ],
    ['USER_TRACKING_DESCRIPTION_IOS', 'ios', 'Firebase Analytics: why the app wants to track its user.'],
    [
      'EnableAppTrackingTransparencyPrompt',
      'ios',
      'Firebase Analytics: whether the app asks before it tracks.',
      { type: 'boolean' },
    ],
    [
      'NotificationChannelDefaultName',
      'android',
      'Firebase Cloud Messaging: the name of the default channel.',
    ],
    [
      'NotificationChannelDefaultDescription',
      'android',
      'Firebase Cloud Messaging: the description of the default channel.',
    ],
    ['APPLICATION_SCHEMES', 'ios', 'Firebase Cloud Messaging: URL schemes, separated by commas.'],
  ]),
  ...group(
    HEALTH,
    [
      ['AllVariables', 'android', 'Health & Fitness: access to every variable.'],
      ['FitnessVariables', 'android', 'Health & Fitness: access to the variables of fitness.'],
      ['HealthVariables', 'android', 'Health & Fitness: access to the variables of health.'],
      ['ProfileVariables', 'android', 'Health & Fitness: access to the variables of the profile.'],
    ],
    { values: ['Read', 'Write', 'ReadWrite'] },
  ),
  ...group(HEALTH, [
    [
      'DisableReadHealthDataHistory',
      'android',
      'Health & Fitness: leaves out the permission for older data.',
      { type: 'boolean' },
    ],
    [
      'DisableBackgroundJobs',
      'android',
      'Health & Fitness: leaves out the permissions for background jobs.',
      { type: 'boolean' },
    ],
    ['BackgroundNotificationTitle', 'android', 'Health & Fitness: the title of its notification.'],
    ['BackgroundNotificationDescription', 'android', 'Health & Fitness: the text of its notification.'],
  ]),
  ...group(
    APP_SHIELD,
    [
      ['DisableAppShielding', 'both', 'AppShield: builds the app without its protection.'],
      ['AllowJailbrokenRootedDevices', 'both', 'AppShield: lets the app run on rooted devices.'],
      ['AllowScreenshot', 'both', 'AppShield: lets users take screenshots.'],
      ['AllowIOSAppOnMacOSX', 'ios', 'AppShield: lets the app run on a Mac.'],
      ['BlockDeveloperMode', 'both', 'AppShield: refuses devices in developer mode.'],
      ['BlockUntrustedKeyboards', 'android', 'AppShield: refuses keyboards that are not trusted.'],
      ['BlockUntrustedScreenreaders', 'android', 'AppShield: refuses screen readers that are not trusted.'],
      ['BlockEmulatedInput', 'android', 'AppShield: refuses input that no user made.'],
      ['BlockScreenMirroring', 'android', 'AppShield: refuses to be mirrored.'],
      ['BlockVPN', 'android', 'AppShield: refuses connections through a VPN.'],
      ['BlockHiddenSEPolicyArtifacts', 'android', 'AppShield: refuses devices that hide traces of rooting.'],
    ],
    { type: 'boolean', default: 'false', valueCode: SHIELD_VALUE },
  ),
  ...group(
    APP_SHIELD,
    [
      ['AllowPrivateSpace', 'android', 'AppShield: lets the app run in a private space or work profile.'],
      ['AllowTapjacking', 'android', 'AppShield: leaves other windows on top of the app.'],
      ['BlockMemoryScan', 'android', 'AppShield: refuses to run while its memory is scanned.'],
      ['BlockUnlockedBootloader', 'android', 'AppShield: refuses devices with an unlocked bootloader.'],
      ['BlockCodeTraceDetection', 'android', 'AppShield: refuses to run while it is traced.'],
      ['BlockNonSystemOverlays', 'android', 'AppShield: refuses windows of other apps on top.'],
      ['BlockEmulator', 'both', 'AppShield: refuses emulators.'],
      ['RemoveQueryAllPackagesPermission', 'android', 'AppShield: leaves out the right to see other apps.'],
    ],
    { type: 'boolean', default: 'true', valueCode: SHIELD_VALUE },
  ),
  ...group(
    APP_SHIELD,
    [
      [
        'ExitOnURL',
        'both',
        'AppShield: the page that explains why the app was stopped.',
        { pattern: { form: /^[A-Za-z][A-Za-z0-9+.-]*:\S+$/, words: () => l10n.t('a URL') } },
      ],
      [
        'ApplicationSignerCertificate',
        'both',
        'AppShield: further certificates that may sign the app.',
        { pattern: BASE64 },
      ],
      ['AppShieldObfuscationRules', 'both', 'AppShield: own rules for obfuscation.', { pattern: BASE64 }],
      ['AddTrustedKeyboardSigner', 'android', 'AppShield: keyboards to trust, separated by `;`.'],
      ['AddTrustedScreenReaderSigner', 'android', 'AppShield: screen readers to trust, separated by `;`.'],
      [
        'GooglePlayAppSigningCertificate',
        'android',
        'AppShield: the certificate with which Google Play signs the app.',
        { pattern: BASE64, valueCode: 'OS-MABS-SHLD-40007' },
      ],
    ],
    { valueCode: SHIELD_VALUE },
  ),
];

function group(
  source: string,
  rows: readonly Row[],
  shared: Partial<KnownPreference> = {},
): KnownPreference[] {
  return rows.map(([name, platform, description, more]) => ({
    type: 'text',
    ...shared,
    ...more,
    name,
    platform,
    description,
    source,
  }));
}
