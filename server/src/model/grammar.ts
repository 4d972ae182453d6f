import * as l10n from '../core/l10n';
import { nearColour } from './preference-values';
import type { ArrayShape, ObjectShape, Pattern, ScalarShape, Shape } from './shape';

/** The build service's codes for a pinning file, for preferences and for the rest of a configuration. */
const RES = 'OS-MABS-RES-40003';
const UNKNOWN_KEY = 'OS-MABS-PREF-40000';
const MISSING_KEY = 'OS-MABS-PREF-40001';
const KEY_TYPE = 'OS-MABS-PREF-40002';
const NOT_ARRAY = 'OS-MABS-PREF-40003';
const NOT_OBJECT = 'OS-MABS-PREF-40004';
const PROPERTY_TYPE = 'OS-MABS-CNF-40005';
const PROPERTY_MISSING = 'OS-MABS-CNF-40006';
const UNIVERSAL_TYPE = 'OS-MCO-50018';

const any: Shape = { type: 'any' };

function scalar(type: ScalarShape['type'], typeCode: string): ScalarShape {
  return { type, typeCode };
}

function array(items: Shape, typeCode: string): ArrayShape {
  return { type: 'array', items, typeCode };
}

/** The SSL Pinning plugin's file: the plugin checks `hosts`, `host` and `hashes` and knows nothing else. */
export const pinningShape: ObjectShape = {
  type: 'object',
  unknown: 'reject',
  unknownCode: RES,
  missingCode: RES,
  typeCode: RES,
  required: ['hosts'],
  members: {
    hosts: {
      type: 'array',
      filled: true,
      typeCode: RES,
      items: {
        type: 'object',
        unknown: 'reject',
        unknownCode: RES,
        missingCode: RES,
        typeCode: RES,
        required: ['host', 'hashes'],
        members: { host: scalar('string', RES), hashes: array(scalar('string', RES), RES) },
      },
    },
  },
};

/** Items such as `{ "name": …, "value": … }`, whose keys the build checks one by one. */
const nameValue: ObjectShape = {
  type: 'object',
  unknown: 'reject',
  unknownCode: UNKNOWN_KEY,
  missingCode: MISSING_KEY,
  typeCode: KEY_TYPE,
  required: ['name', 'value'],
  members: { name: scalar('string', KEY_TYPE), value: scalar('scalar', KEY_TYPE) },
};

/** An object of the legacy schema; the build is only known to refuse what it lacks or mistypes. */
function legacy(members: ObjectShape['members'], required: readonly string[] = []): ObjectShape {
  return {
    type: 'object',
    unknown: 'near-miss',
    missingCode: PROPERTY_MISSING,
    typeCode: PROPERTY_TYPE,
    members,
    required,
  };
}

function perPlatform(shape: Shape): ObjectShape['members'] {
  return { android: shape, ios: shape };
}

const text = scalar('string', PROPERTY_TYPE);
const value = scalar('scalar', PROPERTY_TYPE);
const deployed: ObjectShape = {
  ...legacy({}),
  unknown: 'free',
  others: legacy({ src: text, target: text }, ['src', 'target']),
};
const preferenceList = array(nameValue, NOT_ARRAY);

/** The file of all legacy assets: the page on the schema and OS-MABS-CNF-40004 want its ending. */
const ZIP: Pattern = { form: /\.zip$/i, words: () => l10n.t('the name of a `.zip` file') };

/** The legacy schema, as O11 and Cordova builds of ODC read it. */
const legacyMembers: ObjectShape['members'] = {
  plugin: legacy({ url: text, identifier: text, resource: text, variables: array(nameValue, NOT_ARRAY) }),
  preferences: {
    type: 'object',
    unknown: 'reject',
    unknownCode: UNKNOWN_KEY,
    typeCode: NOT_OBJECT,
    members: { global: preferenceList, ...perPlatform(preferenceList) },
  },
  resources: legacy({ global: deployed, ...perPlatform(deployed) }),
  icons: legacy({
    android: array(legacy({ resource: text, density: text }, ['resource', 'density']), NOT_ARRAY),
    ios: array(
      legacy({ resource: text, width: value, height: value }, ['resource', 'width', 'height']),
      NOT_ARRAY,
    ),
  }),
  splashscreens: legacy({
    android: array(legacy({ resource: text, density: text }, ['resource', 'density']), NOT_ARRAY),
    ios: array(
      legacy({ resource: text, width: value, height: value, defaultName: text }, ['resource']),
      NOT_ARRAY,
    ),
  }),
  resource: { ...text, pattern: ZIP, valueCode: 'OS-MABS-CNF-40004' },
  clientRuntime: { ...legacy({}), unknown: 'free' },
  access: array({ ...legacy({ origin: text }, ['origin']), unknown: 'free' }, NOT_ARRAY),
  metadata: { ...legacy({}), unknown: 'free' },
  manifest: any,
  version: any,
};

/** An object of the universal schema. */
function universal(members: ObjectShape['members'], required: readonly string[] = []): ObjectShape {
  return {
    type: 'object',
    unknown: 'near-miss',
    missingCode: PROPERTY_MISSING,
    typeCode: UNIVERSAL_TYPE,
    members,
    required,
  };
}

const string = scalar('string', UNIVERSAL_TYPE);
const number = scalar('number', UNIVERSAL_TYPE);
const boolean = scalar('boolean', UNIVERSAL_TYPE);
/** Allowed values: reference of the app configuration, OutSystems Developer Cloud. */
function choice(...values: readonly string[]): ScalarShape {
  return { ...string, values };
}

const colour: ScalarShape = {
  ...string,
  pattern: {
    form: /^#[0-9a-fA-F]{6}$/,
    words: () => l10n.t('a colour of the form `#RRGGBB`'),
    near: nearColour,
  },
};

const free: ObjectShape = { ...universal({}), unknown: 'free' };
const cordovaPreferences: ObjectShape = {
  ...free,
  others: scalar('scalar', UNIVERSAL_TYPE),
  members: perPlatform({ ...free, others: scalar('scalar', UNIVERSAL_TYPE) }),
};
const copied = array(universal({ source: string, target: string }, ['source', 'target']), UNIVERSAL_TYPE);
const buildAction = universal({ config: string, parameters: free }, ['config']);

/** What an app may say for both platforms, and override for each. */
const overridable: ObjectShape['members'] = {
  displayName: string,
  orientation: choice('portrait', 'landscape', 'all'),
  targetDevice: choice('phone', 'tablet', 'all'),
  backgroundColor: colour,
  deeplinksHandler: choice('default', 'event', 'function'),
  network: universal({
    connections: choice('https', 'https_http'),
    trustedCA: { ...choice('system', 'user', 'both'), disputed: ['custom'] },
  }),
  systemBars: universal({ style: choice('default', 'dark', 'light'), statusBarBackgroundColor: colour }),
  appendUserAgent: string,
  splashscreen: universal({ duration: number, autoHide: boolean }),
};

const appConfigurations = universal({
  cordova: universal({ preferences: cordovaPreferences }),
  permissions: universal({ android: array(string, UNIVERSAL_TYPE), ios: { ...free, others: string } }),
  ...overridable,
  webViewUpdate: universal({ enabled: boolean, title: string, message: string, updateButtonLabel: string }),
  ...perPlatform(universal(overridable)),
});

const pluginConfigurations = universal({
  cordova: universal({ preferences: cordovaPreferences }),
  capacitor: universal({ configurations: free }),
  permissions: universal({
    android: array(string, UNIVERSAL_TYPE),
    ios: { ...free, others: universal({ description: string }) },
  }),
});

/** A source without `npm` is a fault of its own, with a code of its own: `invalid-plugin-source`. */
const buildConfigurations = universal({
  cordova: universal({
    source: universal({ npm: string, variables: { ...free, others: scalar('scalar', UNIVERSAL_TYPE) } }),
    preferences: cordovaPreferences,
  }),
  capacitor: universal({ source: universal({ npm: string }) }),
  resources: universal(perPlatform(copied)),
  splashscreens: universal(perPlatform({ ...universal({ logo: string, imageCatalog: any }) })),
  buildAction,
  spmPreview: boolean,
});

/** Extensibility Configurations: the legacy and the universal schema, which documents mix on purpose. */
export const extensibilityShape: ObjectShape = {
  ...legacy({ ...legacyMembers, appConfigurations, pluginConfigurations, buildConfigurations }),
};
