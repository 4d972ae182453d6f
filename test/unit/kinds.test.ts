import { equal } from 'node:assert/strict';
import { lint } from '../../server/src/lint';
import { type Kind, mayBeOurs } from '../../server/src/model/kind';
import { read } from '../../server/src/model/read';
import { OPTIONS } from './marked';

const json = (value: unknown) => JSON.stringify(value, undefined, 2);

describe('kinds of file', () => {
  const byContent: readonly [name: string, text: string, kind: Kind | undefined, path?: string][] = [
    ['hosts with a host', json({ hosts: [{ host: 'a.example.org' }] }), 'pinning'],
    ['hosts with hashes', json({ hosts: [{ hashes: [] }] }), 'pinning'],
    ['hosts with a second item that says so', json({ hosts: [{}, { host: 'a' }] }), 'pinning'],
    ['hosts of something else', json({ hosts: ['a', 'b'] }), undefined],
    ['hosts without items', json({ hosts: [] }), undefined],
    ['hosts further down', json({ spec: { hosts: [{ host: 'a' }] } }), undefined],
    ['appConfigurations', json({ appConfigurations: {} }), 'extensibility'],
    ['buildConfigurations', json({ buildConfigurations: {} }), 'extensibility'],
    ['pluginConfigurations', json({ pluginConfigurations: {} }), 'extensibility'],
    ['preferences for all', json({ preferences: { global: [] } }), 'extensibility'],
    ['preferences for Android', json({ preferences: { android: [] } }), 'extensibility'],
    ['preferences for iOS', json({ preferences: { ios: [] } }), 'extensibility'],
    ['preferences of another program', json({ preferences: { theme: 'dark' } }), undefined],
    ['plugin by address', json({ plugin: { url: 'https://git.example.org/p.git' } }), 'extensibility'],
    ['plugin by name', json({ plugin: { identifier: 'cordova-plugin-x' } }), 'extensibility'],
    ['plugin in a resource', json({ plugin: { resource: 'p.zip' } }), 'extensibility'],
    ['plugin of another program', json({ plugin: { name: 'x' } }), undefined],
    [
      'only other legacy keys',
      json({ icons: {}, resources: {}, splashscreens: {}, access: [], metadata: {} }),
      undefined,
    ],
    ['platforms with an operation', json({ platforms: { android: { manifest: [] } } }), 'build-action'],
    ['platforms with an operation of iOS', json({ platforms: { ios: { plist: [] } } }), 'build-action'],
    ['platforms without one', json({ platforms: { android: { x: 1 } } }), undefined],
    ['platforms of a list', json({ platforms: ['android'] }), undefined],
    ['an Android operation under iOS', json({ platforms: { ios: { gradle: [] } } }), undefined],
    [
      'the announcement without braces',
      '"preferences": { "global": [{ "name": "BypassOSDomainsValidation"',
      'extensibility',
    ],
    ['the flag alone', '"BypassOSDomainsValidation"', 'extensibility'],
    ['the flag in rubble', ']]] "name": "BypassOSDomainsValidation" ...', 'extensibility'],
    ['the flag without quotes', 'about BypassOSDomainsValidation', undefined],
    [
      'network security configuration',
      '<?xml version="1.0"?>\n<network-security-config/>',
      'android-nsc',
      'x.xml',
    ],
    ['the same behind a comment', '<!-- pins --><network-security-config>', 'android-nsc', 'x.xml'],
    [
      'the same behind declaration, mark and document type',
      '\ufeff<?xml version="1.0"?><!-- > <a> --><!DOCTYPE x>\r\n<network-security-config />',
      'android-nsc',
      'x.xml',
    ],
    ['only in a comment', '<!-- <network-security-config> --><resources/>', undefined, 'x.xml'],
    [
      'pins only in a comment',
      '<plist><dict><!-- <key>TSKConfiguration</key> --></dict></plist>',
      undefined,
      'Info.plist',
    ],
    [
      'pins behind a comment',
      '<plist><!-- x --><dict><key>\n NSPinnedDomains </key></dict></plist>',
      'ios-plist',
      'Info.plist',
    ],
    ['another XML', '<resources/>', undefined, 'x.xml'],
    [
      'property list with TrustKit',
      '<plist version="1.0"><dict><key>TSKConfiguration</key><dict/></dict></plist>',
      'ios-plist',
      'Info.plist',
    ],
    [
      'property list with pinned domains',
      '<plist><dict><key>NSAppTransportSecurity</key><dict><key>NSPinnedDomains</key><dict/></dict></dict></plist>',
      'ios-plist',
      'Info.plist',
    ],
    [
      'property list without pins',
      '<plist><dict><key>CFBundleName</key><string>x</string></dict></plist>',
      undefined,
      'Info.plist',
    ],
    ['content before name', json({ preferences: { global: [] } }), 'extensibility', 'pinning.json'],
    ['pins in a file of another name', json({ hosts: [{ host: 'a' }] }), 'pinning', 'extensibility.json'],
  ];
  for (const [name, text, kind, path = 'x.json'] of byContent) {
    it(`by content: ${name}`, () => {
      equal(read(text, { path })?.kind, kind);
    });
    if (kind) {
      it(`at a quick look: ${name}`, () => {
        equal(
          mayBeOurs((word) => text.includes(word)),
          true,
        );
      });
    }
  }

  it('at a quick look passes over other files, not over one that spells its keys with escapes', () => {
    const quick = (text: string) => mayBeOurs((word) => text.includes(word));
    equal(quick(json({ name: 'shop', dependencies: { left: '^1.0.0' } })), false);
    equal(quick('<resources/>'), false);
    const spelt = json({ hosts: [{ host: 'a' }] }).replace('"hosts"', '"\\u0068osts"');
    equal(read(spelt, { path: 'x.json' })?.kind, 'pinning');
    equal(quick(spelt), true);
  });

  const byName: readonly [path: string, kind: Kind | undefined][] = [
    ['pinning.json', 'pinning'],
    ['a/b/pinning.json', 'pinning'],
    ['www\\pinning\\prod.json', 'pinning'],
    ['www/pinning/prod.json', 'pinning'],
    ['www/pinning/deeper/prod.json', undefined],
    ['mypinning.json', undefined],
    ['extensibility.json', 'extensibility'],
    ['a/MyApp.Extensibility.prod.json', 'extensibility'],
    ['app-extensibility.jsonc', 'extensibility'],
    ['extensibility/other.json', undefined],
    ['ssl-pinning-build-action.json', 'build-action'],
    ['buildAction.json', 'build-action'],
    ['buildActionProd.yaml', 'build-action'],
    ['my-build-action.yml', 'build-action'],
    ['res/xml/network_security_config.xml', 'android-nsc'],
    ['network_security_config_debug.xml', 'android-nsc'],
    ['Info.plist', undefined],
    ['data.json', undefined],
  ];
  for (const [path, kind] of byName) {
    it(`by name: ${path}`, () => {
      equal(
        read(/\.xml$|\.plist$/.test(path) ? '<a/>' : /\.ya?ml$/.test(path) ? 'a: 1' : '{}', { path })?.kind,
        kind,
      );
    });
  }

  const others: readonly [name: string, path: string, text: string][] = [
    [
      'web manifest',
      'manifest.webmanifest.json',
      json({
        name: 'Shop',
        short_name: 'Shop',
        icons: [{ src: 'a.png', sizes: '48x48' }],
        display: 'standalone',
      }),
    ],
    [
      'Kubernetes ingress',
      'ingress.json',
      json({
        apiVersion: 'networking.k8s.io/v1',
        kind: 'Ingress',
        metadata: { name: 'x' },
        spec: { tls: [{ hosts: ['a.example.org'] }], rules: [{ host: 'a.example.org' }] },
      }),
    ],
    [
      'Kubernetes YAML',
      'ingress.yaml',
      'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: x\nspec:\n  rules:\n    - host: a.example.org\n',
    ],
    [
      'ARM template',
      'azuredeploy.json',
      json({
        $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
        contentVersion: '1.0.0.0',
        parameters: {},
        variables: {},
        resources: [{ type: 'x', apiVersion: '1' }],
      }),
    ],
    [
      'package.json',
      'package.json',
      json({
        name: 'x',
        version: '1.0.0',
        cordova: { platforms: ['android', 'ios'], plugins: {} },
        resources: {},
      }),
    ],
    ['tsconfig.json', 'tsconfig.json', '{\n  // comment\n  "compilerOptions": { "strict": true, },\n}'],
    [
      'browser extension manifest',
      'manifest.json',
      json({ manifest_version: 3, icons: {}, permissions: ['storage'], host_permissions: ['https://*/'] }),
    ],
    [
      'capacitor.config.json',
      'capacitor.config.json',
      json({ appId: 'org.example.app', plugins: { SplashScreen: {} }, android: {}, ios: {} }),
    ],
  ];
  for (const [name, path, text] of others) {
    it(`none of ours: ${name}`, () => {
      equal(read(text, { path }), undefined);
      equal(lint(text, undefined, { ...OPTIONS, path }).length, 0);
      equal(lint(text.slice(0, -10), undefined, { ...OPTIONS, path }).length, 0, 'cut off');
    });
  }

  it('a kind that is given decides', () => {
    equal(read('{}', { path: 'x.json', kind: 'pinning' })?.kind, 'pinning');
  });
});
