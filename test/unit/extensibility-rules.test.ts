import { deepEqual, equal } from 'node:assert/strict';
import { applyEdits } from '../../server/src/core/edits';
import type { Finding } from '../../server/src/core/finding';
import type { Target } from '../../server/src/core/rule';
import { lint } from '../../server/src/lint';
import { npmFault } from '../../server/src/model/npm-specifier';
import { meantPreference } from '../../server/src/model/preference-names';
import { OTHER_NAMES, PREFERENCES } from '../../server/src/model/preferences';
import { OPTIONS } from './marked';

/** The rules at hand, and their neighbours that must not say the same thing again. */
const RULES = [
  'unquoted-reference',
  'unknown-property',
  'missing-property',
  'wrong-type',
  'invalid-value',
  'misspelled-preference',
  'forbidden-preference',
  'removed-preference',
  'schema-mismatch',
  'conflicting-schemas',
  'invalid-plugin-source',
  'path-escapes-root',
  'invalid-permission',
];

/** What is wrong with a configuration: rule, severity, the marked text, and the code where there is one. */
function found(configuration: unknown, target: Target = {}): string[] {
  const text = typeof configuration === 'string' ? configuration : JSON.stringify(configuration);
  const own = findings(text, target).filter(({ rule }) => RULES.includes(rule));
  return own.map(({ rule, severity, span, code }) =>
    [rule, severity, text.slice(span.start, span.end), ...(code ? [code] : [])].join(' '),
  );
}

function findings(text: string, target: Target = {}): Finding[] {
  return lint(text, 'extensibility', { ...OPTIONS, target, path: 'extensibility.json' });
}

function legacy(name: string, value: unknown = 'x', platform = 'global'): unknown {
  return { preferences: { [platform]: [{ name, value }] } };
}

function universal(preferences: unknown): unknown {
  return { appConfigurations: { cordova: { preferences } } };
}

describe('the table of preferences', () => {
  it('has every name once, with a sentence and a source', () => {
    const names = [...PREFERENCES.map(({ name }) => name), ...OTHER_NAMES];
    deepEqual(
      names.filter((name, i) => names.indexOf(name) !== i),
      [],
    );
    for (const { name, description, source } of PREFERENCES) {
      equal(/^\S.*[^.]\.$/.test(description), true, name);
      equal(/^https:\/\/\S+$/.test(source), true, name);
    }
  });

  it('takes no known name for a misspelling of another', () => {
    const names = [...PREFERENCES.map(({ name }) => name), ...OTHER_NAMES];
    deepEqual(
      names.filter((name) => meantPreference(name)),
      [],
    );
  });
});

describe('invalid-value', () => {
  const app = (key: string, value: unknown) => ({ appConfigurations: { [key]: value } });
  for (const [configuration, ...expected] of [
    [app('orientation', 'all')],
    [app('orientation', 'default'), 'invalid-value error default'],
    [app('orientation', ''), 'invalid-value error ""'],
    [app('orientation', '$extensibilitySettings.Orientation')],
    [app('orientation', '<orientation>')],
    [app('targetDevice', 'tablet')],
    [app('targetDevice', 'watch'), 'invalid-value error watch'],
    [app('deeplinksHandler', 'legacy'), 'invalid-value error legacy'],
    [app('backgroundColor', '#aF9200')],
    [app('backgroundColor', '#AF920080'), 'invalid-value error #AF920080'],
    [app('backgroundColor', 'red'), 'invalid-value error red'],
    [app('network', { connections: 'http' }), 'invalid-value error http'],
    [app('network', { trustedCA: 'custom' }), 'invalid-value warning custom'],
    [app('network', { trustedCA: 'both', connections: 'https_http' })],
    [app('systemBars', { style: 'Dark' }), 'invalid-value error Dark'],
    [app('systemBars', { statusBarBackgroundColor: '#fff' }), 'invalid-value error #fff'],
    [app('ios', { orientation: 'upright' }), 'invalid-value error upright'],
    [app('orientation', 5), 'wrong-type error 5 OS-MCO-50018'],
    [{ preferences: { global: [] }, resource: 'my-plugin.ZIP' }],
    [
      { preferences: { global: [] }, resource: 'my-plugin' },
      'invalid-value error my-plugin OS-MABS-CNF-40004',
    ],
    [legacy('AndroidEdgeToEdge', 'False', 'android')],
    [legacy('AndroidEdgeToEdge', true, 'android')],
    [legacy('AndroidEdgeToEdge', 'yes', 'android'), 'invalid-value warning yes'],
    [legacy('AndroidEdgeToEdge', 1, 'android'), 'invalid-value warning 1'],
    [legacy('InitLoggerSyncDelay', '5')],
    [legacy('InitLoggerSyncDelay', 5)],
    [legacy('InitLoggerSyncDelay', '5s'), 'invalid-value warning 5s'],
    [legacy('StatusBarBackgroundColor', '#00000000')],
    [legacy('BackgroundColor', '0xff0000ff')],
    [legacy('BackgroundColor', 'red')],
    [legacy('BackgroundColor', 'facade'), 'invalid-value warning facade'],
    [legacy('StatusBarBackgroundColor', 'AF9200'), 'invalid-value warning AF9200'],
    [legacy('StatusBarStyle', 'lightContent')],
    [legacy('orientation', 'default')],
    [legacy('DeepLinksHandlerType', 'legacy')],
    [legacy('DeepLinksHandlerType', '$extensibilitySettings.X')],
    [legacy('android-minSdkVersion', 26, 'android')],
    [legacy('deployment-target', '15.0', 'ios')],
    [legacy('AllVariables', 'readwrite', 'android')],
    [legacy('AllVariables', 'All', 'android'), 'invalid-value warning All'],
    [legacy('BlockVPN', 'True', 'android')],
    [legacy('BlockVPN', 'on', 'android'), 'invalid-value error on OS-MABS-SHLD-40003'],
    [legacy('ExitOnURL', 'https://example.org/stopped')],
    [legacy('ExitOnURL', 'example.org'), 'invalid-value error example.org OS-MABS-SHLD-40003'],
    [legacy('ApplicationSignerCertificate', 'MIIB;MIIC==')],
    [legacy('ApplicationSignerCertificate', '[certificate-1];[certificate-2]')],
    [
      legacy('ApplicationSignerCertificate', '-----BEGIN CERTIFICATE-----'),
      'invalid-value error -----BEGIN CERTIFICATE----- OS-MABS-SHLD-40003',
    ],
    [legacy('MyOwn', 'anything')],
    [
      universal({ AndroidEdgeToEdge: true, android: { EdgeToEdgeGlyphTheme: 'drak' } }),
      'invalid-value warning drak',
    ],
  ] as const) {
    it(JSON.stringify(configuration), () => deepEqual(found(configuration), expected));
  }

  it('offers the near value, and none where nothing is near', () => {
    for (const [value, near] of [
      ['portrat', 'portrait'],
      ['LANDSCAPE', 'landscape'],
      ['sideways', undefined],
    ] as const) {
      const text = JSON.stringify(app('orientation', value));
      const [fix] = findings(text)[0]?.fixes ?? [];
      equal(fix && applyEdits(text, fix.edits), near && JSON.stringify(app('orientation', near)));
      equal(fix?.safe ?? false, false);
    }
  });
});

describe('misspelled-preference', () => {
  for (const [name, meant] of [
    ['AndroidEdgetoEdge', 'AndroidEdgeToEdge'],
    ['STATUSBARBACKGROUNDCOLOR', 'StatusBarBackgroundColor'],
    ['backgroundColor', 'BackgroundColor'],
    ['orientaton', 'orientation'],
    ['DeepLinkHandlerType', 'DeepLinksHandlerType'],
    ['android-minSDKVersion', 'android-minSdkVersion'],
    ['NSContactUsageDescription', 'NSContactsUsageDescription'],
    ['NSCameraUsagedescription', 'NSCameraUsageDescription'],
    ['Analytics_Collection_Enabled', 'ANALYTICS_COLLECTION_ENABLED'],
    ['orientation', undefined],
    ['Orientation', undefined],
    ['fullscreen', undefined],
    ['android-targetSdkVersion', undefined],
    ['android-maxSdkVersion', undefined],
    ['StatusBar', undefined],
    ['NSSomethingNewUsageDescription', undefined],
    ['android-buildtoolsVersion', undefined],
    ['BypassOSDomainValidation', undefined],
    ['Steps', undefined],
    ['HeartRate', undefined],
    ['API_KEY', undefined],
    ['SERVER_URL', undefined],
    ['SomePreference', undefined],
    ['<preference_name>', undefined],
    ['$extensibilitySettings.Name', undefined],
    ['a', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
  ] as const) {
    it(`${name.slice(0, 40) || 'nothing'}: ${meant ?? 'no'}`, () => {
      equal(meantPreference(name), meant);
    });
  }

  it('in a library, and by platform', () => {
    const text =
      '{"pluginConfigurations":{"cordova":{"preferences":{"ios":{"nsCameraUsageDescription":"x"}}}}}';
    deepEqual(found(text), ['misspelled-preference warning nsCameraUsageDescription']);
  });

  it('stays quick with more names than anybody has', () => {
    const preferences = Array.from({ length: 20_000 }, (_, i) => ({
      name: `FilterTouches${i * 7919}`,
      value: 'x',
    }));
    const started = performance.now();
    findings(JSON.stringify({ preferences: { global: preferences } }));
    equal(performance.now() - started < 20_000, true);
  }).timeout(10_000);
});

describe('forbidden-preference', () => {
  for (const [configuration, ...expected] of [
    [
      legacy('android-buildToolsVersion', '30', 'android'),
      'forbidden-preference error android-buildToolsVersion OS-MABS-GEN-40020',
    ],
    [
      universal({ android: { 'android-buildToolsVersion': '30' } }),
      'forbidden-preference error android-buildToolsVersion OS-MABS-GEN-40020',
    ],
    [legacy('android-minSdkVersion', 24, 'android')],
  ] as const) {
    it(JSON.stringify(configuration), () => deepEqual(found(configuration), expected));
  }
});

describe('removed-preference', () => {
  const style = legacy('StatusBarStyle', 'default');
  const androidX = legacy('AndroidXEnabled', 'true', 'android');
  const deepLinks = legacy('DeepLinksHandlerType', 'event');
  const splash = {
    appConfigurations: { splashscreen: { autoHide: true }, ios: { splashscreen: { duration: 1 } } },
  };
  for (const [configuration, target, ...expected] of [
    [style, {}],
    [style, { mabs: '11.2' }],
    [style, { mabs: '12' }],
    [style, { mabs: 'latest' }],
    [style, { mabs: '12.0' }, 'removed-preference warning StatusBarStyle'],
    [style, { mabs: '13.0.1' }, 'removed-preference warning StatusBarStyle'],
    [androidX, { mabs: '9.0' }],
    [androidX, { mabs: '11' }, 'removed-preference warning AndroidXEnabled'],
    [
      { ...(androidX as object), metadata: { 'mabs-min': '10.0.0' } },
      {},
      'removed-preference warning AndroidXEnabled',
    ],
    [{ ...(androidX as object), metadata: { 'mabs-min': '9.0.0' } }, {}],
    [universal({ AndroidXEnabled: true }), {}, 'removed-preference warning AndroidXEnabled'],
    [universal({ StatusBarStyle: 'default' }), {}],
    [
      universal({ AndroidEdgeToEdge: true, StatusBarStyle: 'default' }),
      {},
      'removed-preference warning StatusBarStyle',
    ],
    [universal({ AndroidEdgeToEdge: true, StatusBarStyle: 'default' }), { mabs: '11.2' }],
    [
      {
        preferences: { global: [{ name: 'StatusBarStyle', value: 'default' }] },
        buildConfigurations: { buildAction: { config: '$resources.a.json' } },
      },
      {},
    ],
    [deepLinks, { mabs: '12.1', framework: 'cordova' }],
    [deepLinks, { mabs: '12.1' }],
    [
      universal({ DeepLinksHandlerType: 'event' }),
      { mabs: '12.1', framework: 'capacitor' },
      'removed-preference warning DeepLinksHandlerType',
    ],
    [splash, { mabs: '12.0', framework: 'capacitor' }],
    [splash, { mabs: '12.1', framework: 'cordova' }],
    [
      splash,
      { mabs: '12.1', framework: 'capacitor' },
      'removed-preference warning autoHide',
      'removed-preference warning duration',
    ],
  ] as const) {
    it(`${JSON.stringify(configuration)} for ${JSON.stringify(target)}`, () => {
      deepEqual(found(configuration, target), expected);
    });
  }
});

describe('schema-mismatch', () => {
  const app = { appConfigurations: {} };
  for (const [configuration, target, ...expected] of [
    [{ access: [] }, { framework: 'capacitor' }, 'schema-mismatch error access OS-MCO-40006'],
    [{ metadata: {}, version: '1' }, { framework: 'capacitor' }],
    [{ preferences: {} }, { framework: 'cordova', mabs: '12.1' }],
    [{ preferences: {} }, { mabs: '12.1' }],
    [{ plugin: { url: 'x' }, buildConfigurations: {} }, { framework: 'capacitor' }],
    [{ plugin: { url: 'x' }, buildConfigurations: {} }, { mabs: '11.0' }],
    [app, {}],
    [app, { mabs: '11.1' }, 'schema-mismatch error appConfigurations OS-MCO-40004'],
    [app, { mabs: '10' }, 'schema-mismatch error appConfigurations OS-MCO-40004'],
    [app, { mabs: '11' }],
    [app, { mabs: '11.2' }],
    [app, { product: 'odc' }],
    [app, { product: 'o11' }, 'schema-mismatch error appConfigurations'],
  ] as const) {
    it(`${JSON.stringify(configuration)} for ${JSON.stringify(target)}`, () => {
      deepEqual(found(configuration, target), expected);
    });
  }
});

describe('conflicting-schemas', () => {
  const both = { ...(legacy('MyOwn') as object), appConfigurations: { displayName: 'Shop' } };
  for (const [configuration, target, ...expected] of [
    [both, {}, 'conflicting-schemas warning preferences'],
    [both, { mabs: '12.1', framework: 'capacitor' }, 'conflicting-schemas warning preferences'],
    [both, { product: 'o11' }, 'conflicting-schemas warning appConfigurations'],
    [{ preferences: {}, appConfigurations: { displayName: 'Shop' } }, {}],
    [{ ...(legacy('MyOwn') as object), buildConfigurations: {} }, {}],
    [{ ...(legacy('MyOwn') as object), pluginConfigurations: {} }, {}],
  ] as const) {
    it(`${JSON.stringify(configuration)} for ${JSON.stringify(target)}`, () => {
      deepEqual(found(configuration, target), expected);
    });
  }
});

describe('invalid-plugin-source', () => {
  const source = (npm: unknown, framework = 'capacitor') => ({
    buildConfigurations: { [framework]: { source: npm === undefined ? {} : { npm } } },
  });
  for (const [configuration, target, ...expected] of [
    [{ plugin: {} }, {}, 'invalid-plugin-source error plugin OS-MCO-40001'],
    [{ plugin: { variables: [] } }, {}, 'invalid-plugin-source error plugin OS-MCO-40001'],
    [{ plugin: { url: ' ' } }, {}, 'invalid-plugin-source error " " OS-MCO-40001'],
    [{ plugin: { resource: 'folder' } }, {}],
    [source(undefined), {}, 'invalid-plugin-source error source OS-MCO-40001'],
    [source(''), {}, 'invalid-plugin-source error "" OS-MCO-40001'],
    [source(5), {}, 'wrong-type error 5 OS-MCO-50018'],
    [source('a b', 'cordova'), {}, 'invalid-plugin-source error a b OS-MCO-40007'],
    [
      '{"buildConfigurations":{"cordova":{"source":{"npm":$extensibilitySettings.X}}}}',
      {},
      'unquoted-reference warning $extensibilitySettings.X',
    ],
    [source('x'), {}],
    [source('x'), { framework: 'capacitor' }],
    [source('x'), { framework: 'cordova' }, 'invalid-plugin-source error capacitor OS-MCO-40005'],
    [source('x', 'cordova'), { framework: 'capacitor' }],
    [{ ...source('x'), plugin: { url: 'x' } }, { framework: 'cordova' }],
    [
      { ...source('x'), plugin: { url: 'x' } },
      { framework: 'cordova', mabs: '11.1' },
    ],
    [
      { ...source('x'), plugin: { url: 'x' } },
      { framework: 'cordova', mabs: '12.1' },
      'invalid-plugin-source error capacitor OS-MCO-40005',
    ],
  ] as const) {
    it(`${JSON.stringify(configuration)} for ${JSON.stringify(target)}`, () => {
      deepEqual(found(configuration, target), expected);
    });
  }

  for (const specifier of [
    'cordova-plugin-camera',
    'com.example.plugin',
    'OldPlugin@1',
    '@scope/name',
    '@scope/name@',
    'a@1.2.3',
    'a@v1.2.3',
    'a@=1.2.3',
    'a@^1.2.3-beta.1+build.5',
    'a@~1.2',
    'a@1.x',
    'a@*',
    'a@>=1.2.3 <2',
    'a@>= 1.2.3 < 2',
    'a@1.2.3 - 2.0.0',
    'a@1 || ^2.0.0',
    'a@2.0.0-OS1',
    'a@2.0.0beta',
    'a@latest',
    'a@next',
    'a@next-12',
    'a@v3-lts',
    'a@mabs12.1',
    'a@npm:b@1.0.0',
    'https://github.com/a/b.git#1.0.0',
    'git+ssh://git@github.com/a/b.git',
    'git@github.com:a/b.git',
    'github:a/b#semver:^1',
    'a/b',
    'a/b#main',
    './folder',
    '../folder',
    'file:folder',
    'a-1.0.0.tgz',
    'https://<TOKEN>@github.com/a/b.git#<BRANCH>',
    '<npm_package_name_specifier>',
    '{url_to_cordova_plugin}',
    '$extensibilitySettings.Plugin',
    '@my/$extensibilitySettings.Plugin',
  ]) {
    it(`npm takes ${specifier}`, () => equal(npmFault(specifier), undefined));
  }

  for (const specifier of [
    'a b',
    ' a',
    'a@1.0.0 ',
    'some-plugin@invalid version',
    '@capacitor/camera@not-a-valid-version',
    'a@1.2.3.4',
    'a@12.3.4.5',
    'a@^',
    'a@1.0,2.0',
    '@scope',
    '@/name',
    '@scope/',
    '@scope/a/b',
    '.hidden',
    '_private',
    'node_modules',
    'grüße',
    'a%20b',
    'a:b c',
    'https://github.com/a/b c.git',
  ]) {
    it(`npm refuses ${JSON.stringify(specifier)}`, () => equal(typeof npmFault(specifier), 'string'));
  }

  it('reads long specifiers in time', () => {
    const started = performance.now();
    for (const long of [
      '1.'.repeat(50_000),
      'a@'.repeat(50_000),
      `a@${'1 '.repeat(50_000)}`,
      `a@1${'-'.repeat(100_000)}`,
    ]) {
      npmFault(long);
    }
    equal(performance.now() - started < 10_000, true);
  });
});

describe('path-escapes-root', () => {
  const copied = (source: string, target = 'x') => ({
    buildConfigurations: { resources: { android: [{ source, target }] } },
  });
  const deployed = (src: string, target = 'x') => ({ resources: { global: { file: { src, target } } } });
  for (const [configuration, wrong] of [
    [copied('www/a.json')],
    [copied('./a/../b')],
    [copied('a/..')],
    [copied('..a/b..')],
    [copied('$resources.a..b')],
    [copied('<path>/..')],
    [copied('https://example.org/../a')],
    [copied('a/../../b'), 'a/../../b'],
    [copied('..'), '..'],
    [copied('x', '/etc/passwd'), '/etc/passwd'],
    [copied('x', 'C:\\\\x'), 'C:\\\\\\\\x'],
    [copied('\\\\server\\x'), '\\\\\\\\server\\\\x'],
    [copied('..\\x'), '..\\\\x'],
    [deployed('www/../../x'), 'www/../../x'],
    [deployed('www/x', '../x'), '../x'],
    [deployed('$extensibilitySettings.File')],
  ] as const) {
    it(JSON.stringify(configuration), () => {
      deepEqual(
        found(configuration),
        wrong === undefined ? [] : [`path-escapes-root error ${wrong} OS-MABS-CNF-40011`],
      );
    });
  }
});

describe('invalid-permission', () => {
  const android = (permission: string) => ({ appConfigurations: { permissions: { android: [permission] } } });
  for (const [permission, meant] of [
    ['android.permission.CAMERA', undefined],
    ['android.permission.health.READ_STEPS', undefined],
    ['com.google.android.gms.permission.AD_ID', undefined],
    ['com.example.permissions.PUSH', undefined],
    ['$extensibilitySettings.Permission', undefined],
    ['<permission>', undefined],
    ['android.permissions.CAMERA', 'android.permission.CAMERA'],
    ['android.permission.camera', 'android.permission.CAMERA'],
    ['Android.Permission.CAMERA', 'android.permission.CAMERA'],
    ['android.permissions.health.READ_STEPS', 'android.permission.health.READ_STEPS'],
    ['permission.CAMERA', 'android.permission.CAMERA'],
    ['CAMERA', 'android.permission.CAMERA'],
  ] as const) {
    it(`${permission}: ${meant ?? 'fine'}`, () => {
      const text = JSON.stringify(android(permission));
      deepEqual(found(text), meant ? [`invalid-permission warning ${permission}`] : []);
      const [fix] = findings(text)[0]?.fixes ?? [];
      equal(fix && applyEdits(text, fix.edits), meant && JSON.stringify(android(meant)));
    });
  }

  for (const [key, wrong] of [
    ['NSCameraUsageDescription', false],
    ['NSLocationTemporaryUsageDescriptionDictionary', false],
    ['<key>', false],
    ['NSCamera', true],
    ['UIBackgroundModes', true],
  ] as const) {
    it(`${key}: ${wrong ? 'no usage description' : 'fine'}`, () => {
      const configuration = { appConfigurations: { permissions: { ios: { [key]: 'To take photos' } } } };
      deepEqual(found(configuration), wrong ? [`invalid-permission warning ${key}`] : []);
    });
  }
});
