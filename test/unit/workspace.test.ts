import { deepEqual, equal, ok } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Workspace } from '../../server/src/core/rule';
import { explorer } from '../../server/src/disk/surroundings';
import { lint } from '../../server/src/lint';
import { OPTIONS } from './marked';

/** A folder with these files, removed when the tests end. */
function folder(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(path.join(tmpdir(), 'pinwarden-workspace-'));
  after(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
    writeFileSync(path.join(root, name), content);
  }
  return root;
}

const WORKSPACE: Workspace = { resources: undefined, pinningFolder: undefined, name: 'extensibility.json' };

function found(text: string, workspace: Partial<Workspace> | undefined, name = 'extensibility.json') {
  const options = {
    ...OPTIONS,
    path: name,
    ...(workspace ? { workspace: { ...WORKSPACE, ...workspace } } : {}),
  };
  const rules = ['unresolved-resource', 'multiple-pinning-files', 'pinning-file-missing'];
  return lint(text, undefined, options)
    .filter(({ rule }) => rules.includes(rule))
    .map(({ rule, span }) => `${rule}: ${text.slice(span.start, span.end)}`);
}

describe('the authorities of a network security configuration', () => {
  const config = (src: string, before = '') =>
    `<network-security-config>${before}<base-config><trust-anchors><certificates src="${src}"/></trust-anchors></base-config></network-security-config>`;
  const told = (
    text: string,
    resources: readonly string[] | undefined,
    file = 'network_security_config.xml',
  ) =>
    lint(text, undefined, { ...OPTIONS, path: file, workspace: { ...WORKSPACE, resources } }).filter(
      ({ rule }) => rule === 'nsc-invalid-attribute',
    );

  it('are compared with the declared folders, where there are any', () => {
    const resources = ['resources/authorities.pem', 'resources/deep/other_ca.tar.gz', 'x'];
    const table: readonly (readonly [src: string, findings: number])[] = [
      ['@raw/authorities', 0],
      ['@raw/other_ca', 0],
      ['@raw/x', 0],
      ['@raw/gone', 1],
      ['@raw/pem', 1],
      ['@raw/__proto__', 1],
      ['@android:raw/gone', 0],
      ['@xml/gone', 0],
      ['user', 0],
    ];
    for (const [src, findings] of table) {
      equal(told(config(src), resources).length, findings, src);
      equal(told(config(src), undefined).length, 0, src);
    }
    const [absent] = told(config('@raw/authoritys'), resources);
    equal(absent?.severity, 'warning');
    equal(absent?.fixes?.[0]?.edits[0]?.text, '@raw/authorities');
  });

  it('may be copied under another name by the build action itself', () => {
    const action = (res: unknown) =>
      JSON.stringify({
        platforms: {
          android: {
            res,
            xml: [
              {
                resFile: 'xml/network_security_config.xml',
                target: 'network-security-config',
                inject:
                  '<base-config><trust-anchors><certificates src="@raw/gone"/></trust-anchors></base-config>',
              },
            ],
          },
        },
      });
    const copied = [{ path: 'raw', file: 'gone.pem', source: 'acme.pem' }];
    equal(told(action(copied), [], 'build-action.json').length, 0);
    equal(told(action([]), [], 'build-action.json').length, 1);
  });
});

describe('workspace rules', () => {
  const source = (value: string) =>
    JSON.stringify({ buildConfigurations: { resources: { ios: [{ source: value, target: 'x' }] } } });

  it('compare references and literal sources with names', () => {
    const resources = ['resources/action.json', 'resources/files/Lib.a', 'logo.png'];
    const table: readonly [string, boolean][] = [
      ['$resources.action.json', true],
      ['$resources.Lib.a', true],
      ['$resources.other.json', false],
      ['$resources.tion.json', false],
      ['$images.Logo', true],
      ['$extensibilitySettings.X', true],
      ['resources/action.json', true],
      ['files/Lib.a', true],
      ['www/logo.png', true],
      ['app/resources/action.json', true],
      ['other.json', false],
      ['files/action.json', false],
      ['../secret.json', true],
      ['/etc/passwd', true],
      ['\\\\server\\share\\x', true],
      ['https://example.org/x.json', true],
      ['<file>', true],
    ];
    for (const [value, there] of table) {
      deepEqual(found(source(value), { resources }), there ? [] : [`unresolved-resource: ${value}`], value);
    }
  });

  it('read the legacy schema and unquoted references too', () => {
    const legacy = '{ "resources": { "android": { "x": { "src": "www/gone.json", "target": "a" } } } }';
    deepEqual(found(legacy, { resources: [] }), ['unresolved-resource: www/gone.json']);
    const unquoted = '{ "buildConfigurations": { "buildAction": { "config": $resources.gone.json } } }';
    deepEqual(found(unquoted, { resources: [] }), ['unresolved-resource: $resources.gone.json']);
  });

  it('are silent where nothing is declared or known', () => {
    const text =
      '{ "plugin": { "url": "https://x/cordova-outsystems-sslpinning.git" }, "resource": "$resources.x" }';
    deepEqual(found(text, undefined), []);
    deepEqual(found(text, {}), []);
    equal(found(text, { resources: [] }).length, 2);
  });

  it('miss the pins of the plugin in either schema', () => {
    const npm = (framework: string) =>
      JSON.stringify({
        buildConfigurations: {
          [framework]: { source: { npm: '@outsystems/capacitor-outsystems-sslpinning@1' } },
        },
      });
    for (const framework of ['cordova', 'capacitor'])
      equal(found(npm(framework), { resources: ['r/logo.png'] }).length, 1);
    for (const file of [
      'r/pinning.json',
      'r/pinning/a.json',
      'r/ssl-pinning-build-action.json',
      'buildAction.yaml',
      'r/PinningConfiguration.json',
    ])
      deepEqual(found(npm('capacitor'), { resources: [file] }), [], file);
    const setting = `{ "plugin": { "url": "x/cordova-outsystems-sslpinning" }, "resource": "$extensibilitySettings.PinningConfiguration" }`;
    deepEqual(found(setting, { resources: [] }), []);
    deepEqual(found('{ "plugin": { "url": "x/cordova-plugin-camera" } }', { resources: [] }), []);
  });

  it('count the JSON files of a pinning folder', () => {
    const text = JSON.stringify({ hosts: [] });
    const at = (pinningFolder: string[] | undefined, name = 'a.json') =>
      found(text, { pinningFolder, name }, `pinning/${name}`);
    deepEqual(at(undefined), []);
    deepEqual(at(['a.json']), []);
    deepEqual(at(['a.json', 'b.json']), ['multiple-pinning-files: hosts']);
    deepEqual(at(['0.json', 'a.json']), ['multiple-pinning-files: hosts']);
    deepEqual(at(['b.json', 'c.json']), []);
    equal(found('', { pinningFolder: ['a.json', 'b.json'], name: 'a.json' }, 'pinning/a.json').length, 1);
  });
});

describe('configurations around a file', () => {
  const names = async (root: string, file = 'x.json') =>
    (await explorer({ folders: [root] }).configurations(path.join(root, file))).map((found) =>
      path.relative(root, found.file).replaceAll('\\', '/'),
    );

  it('are found by their names below the folder of the settings, the nearest first', async () => {
    const outside = folder({ 'extensibility.json': '{}' });
    const root = folder({
      '.pinwarden.json': '{}',
      'app/deep/my-Extensibility.jsonc': '{}',
      'extensibility.json': '{ "plugin": { "url": "../secret.json" } }',
      'app/extensibility.yaml': '',
      'app/other.json': '{}',
      'node_modules/p/extensibility.json': '{}',
      '.git/extensibility.json': '{}',
      'own/.pinwarden.json': '{}',
      'own/extensibility.json': '{}',
      'large/extensibility.json': ' '.repeat(1_000_001),
      'extensibility.json.d/x': '',
    });
    writeFileSync(path.join(root, 'app/bad-extensibility.json'), Buffer.from([0xff, 0xfe, 0x80]));
    symlinkSync(path.join(outside, 'extensibility.json'), path.join(root, 'link-extensibility.json'));
    symlinkSync(outside, path.join(root, 'linked'));
    symlinkSync(root, path.join(root, 'app/loop'));
    deepEqual(await names(root), ['extensibility.json', 'app/deep/my-Extensibility.jsonc']);
    deepEqual(await names(root, 'own/x.json'), ['own/extensibility.json']);
  });

  it('are none without settings, and few of very many', async () => {
    deepEqual(await names(folder({ '.git/HEAD': '', 'extensibility.json': '{}' })), []);
    const many = Object.fromEntries(
      Array.from({ length: 300 }, (_, at) => [`${at}/extensibility.json`, '{}']),
    );
    equal((await names(folder({ '.pinwarden.json': '{}', ...many }))).length, 200);
  });
});

describe('explorer', () => {
  it('finds the nearest configuration, up to the repository or the folders that are worked in', async () => {
    const root = folder({
      '.pinwarden.json': '{ "product": "odc" }',
      'repository/.git/HEAD': '',
      'repository/app/.pinwarden.json': '{ "product": "o11" }',
      'repository/app/deep/er/x.json': '',
      'repository/other/x.json': '',
      'work/a/x.json': '',
    });
    const at = async (name: string, folders: readonly string[] = []) => {
      const { config, path: own } = await explorer({
        folders: folders.map((one) => path.join(root, one)),
      }).around(path.join(root, name));
      return [config && path.relative(root, config.file).replaceAll('\\', '/'), own];
    };
    deepEqual(await at('repository/app/deep/er/x.json'), [
      'repository/app/.pinwarden.json',
      'deep/er/x.json',
    ]);
    deepEqual(await at('repository/other/x.json'), [undefined, undefined]);
    deepEqual(await at('repository/other/x.json', ['repository/other']), [undefined, undefined]);
    deepEqual(await at('work/a/x.json'), ['.pinwarden.json', 'work/a/x.json']);
    deepEqual(await at('work/a/x.json', ['work']), [undefined, undefined]);
    deepEqual(await at('work/a/x.json', ['work', '.']), ['.pinwarden.json', 'work/a/x.json']);
  });

  it('lists the declared folders, and nothing that lies outside of them', async function () {
    const outside = folder({ 'secret.json': '', 'more/x.json': '' });
    const root = folder({
      '.pinwarden.json': JSON.stringify({ resources: ['res', 'gone', 'link', 'a/b'] }),
      'res/one.json': '',
      'res/deep/two.png': '',
      'res/node_modules/x.json': '',
      'a/b/three.json': '',
      'elsewhere/four.json': '',
      'extensibility.json': '',
    });
    try {
      symlinkSync(path.join(outside, 'more'), path.join(root, 'link'));
      symlinkSync(path.join(outside, 'secret.json'), path.join(root, 'res/secret.json'));
      symlinkSync(path.join(root, 'elsewhere/four.json'), path.join(root, 'res/four.json'));
      symlinkSync(path.join(root, 'res'), path.join(root, 'res/again'));
    } catch {
      this.skip();
    }
    const { workspace } = await explorer({ folders: [root] }).around(path.join(root, 'extensibility.json'));
    deepEqual(workspace.resources, ['a/b/three.json', 'res/deep/two.png', 'res/four.json', 'res/one.json']);
    equal(workspace.name, 'extensibility.json');
  });

  it('sees the files of a pinning folder without any configuration', async () => {
    const root = folder({
      'www/pinning/b.json': '',
      'www/pinning/a.JSON': '',
      'www/pinning/c.txt': '',
      'www/x.json': '',
    });
    const explore = explorer({ folders: [root], none: true });
    const { workspace } = await explore.around(path.join(root, 'www/pinning/b.json'));
    deepEqual(workspace, { resources: undefined, pinningFolder: ['a.JSON', 'b.json'], name: 'b.json' });
    equal((await explore.around(path.join(root, 'www/x.json'))).workspace.pinningFolder, undefined);
  });

  it('remembers until it is told to forget', async () => {
    const root = folder({ '.pinwarden.json': '{ "resources": ["r"] }', 'r/a.json': '', 'x.json': '' });
    const explore = explorer({ folders: [root] });
    const names = async () => (await explore.around(path.join(root, 'x.json'))).workspace.resources;
    deepEqual(await names(), ['r/a.json']);
    writeFileSync(path.join(root, 'r/b.json'), '');
    deepEqual(await names(), ['r/a.json']);
    explore.forget();
    deepEqual(await names(), ['r/a.json', 'r/b.json']);
    rmSync(path.join(root, '.pinwarden.json'));
    explore.forget();
    equal(await names(), undefined);
  });

  it('finds the same when it is told what the folders hold', async () => {
    const root = folder({
      '.pinwarden.json': '{}',
      'plain/pinning/b.json': '',
      'plain/pinning/a.JSON': '',
      'own/.pinwarden.json': '{}',
      'own/x.json': '',
      'repository/.git/HEAD': '',
      'repository/x.json': '',
    });
    const told = explorer({ folders: [root] });
    const alone = explorer({ folders: [root] });
    for (const name of ['', 'plain', 'plain/pinning', 'own', 'repository']) {
      const full = path.join(root, name);
      told.saw(full, readdirSync(full, { withFileTypes: true }));
    }
    for (const name of ['plain/pinning/b.json', 'plain/x.json', 'own/x.json', 'repository/x.json']) {
      const file = path.join(root, name);
      deepEqual(await told.around(file), await alone.around(file), name);
    }
    rmSync(path.join(root, 'plain/pinning/a.JSON'));
    const { workspace } = await told.around(path.join(root, 'plain/pinning/b.json'));
    deepEqual(workspace.pinningFolder, ['a.JSON', 'b.json'], 'the folder is not read once more');
  });

  it('says in a clause why a configuration cannot be read, and follows no link to one', async function () {
    const root = folder({ '.pinwarden.json': '\ufffd', 'x.json': '', 'in/x.json': '', 'real.json': '{}' });
    writeFileSync(path.join(root, '.pinwarden.json'), Buffer.from([0xff, 0xfe, 0]));
    const at = async (name: string) =>
      (await explorer({ folders: [root] }).around(path.join(root, name))).config;
    const config = await at('x.json');
    ok(config && 'error' in config);
    equal(config.error, 'not UTF-8 text');
    try {
      symlinkSync(path.join(root, 'real.json'), path.join(root, 'in/.pinwarden.json'));
    } catch {
      this.skip();
    }
    equal(path.dirname((await at('in/x.json'))?.file ?? ''), root);
  });
});
