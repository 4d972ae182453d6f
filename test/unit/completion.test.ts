import { deepEqual, equal, ok } from 'node:assert/strict';
import { type Completion, completionsAt, type Known } from '../../server/src/features/completion';
import { PREFERENCES } from '../../server/src/model/preferences';
import { applied, type Cursor, cursor } from './cursor';

const EXT = 'extensibility.json';
const ACTION = 'build-action.json';
const NSC = 'network_security_config.xml';

/** What is offered at the cursor, by label. */
function labels(marked: string, path?: string, known?: Known): string[] {
  const { model, offset } = cursor(marked, path);
  return sound({ model, offset }, completionsAt(model, offset, known)).map(({ label }) => label);
}

/** The text after a completion was chosen. */
function chosen(marked: string, label: string, path?: string, known?: Known): string {
  const at = cursor(marked, path);
  const found = sound(at, completionsAt(at.model, at.offset, known)).find((one) => one.label === label);
  ok(found, `${label} is offered in ${marked}`);
  return applied(at, found);
}

/** What editors ask of every completion: it replaces text on one line around the cursor, which it begins like. */
function sound({ model, offset }: Cursor, completions: Completion[]): Completion[] {
  for (const { replace, label, filter } of completions) {
    ok(replace.start <= offset && offset <= replace.end, `${label} is at the cursor`);
    const typed = model.text.slice(replace.start, replace.end);
    ok(!typed.includes('\n'), `${label} stays on its line`);
    if (/^["$]/.test(typed))
      equal(filter[0], typed[0], `${label} is not filtered out at its first character`);
  }
  equal(new Set(completions.map(({ label }) => label)).size, completions.length, 'nothing is offered twice');
  return completions;
}

describe('completion of keys', () => {
  const cases: readonly (readonly [marked: string, path: string, labels: readonly string[]])[] = [
    ['{|}', 'pinning.json', ['hosts']],
    ['{ "hosts": [ { "|" } ] }', 'pinning.json', ['host', 'hashes']],
    ['{ "hosts": [ { "host": "a.example.org", | } ] }', 'pinning.json', ['hashes']],
    ['{ "hosts": [ { "ho|": "a.example.org", "hashes": [] } ] }', 'pinning.json', ['host']],
    ['{ "hosts": [ { "host": "a.example.org",\n  "|', 'pinning.json', ['hashes']],
    ['{ "hosts": [ { "host": "a.example.org",\n  | ] }', 'pinning.json', ['hashes']],
    ['{ "preferences": { "global": [], "|" } }', EXT, ['android', 'ios']],
    [
      '{ "appConfigurations": { "android": { "systemBars": { "|" } } } }',
      EXT,
      ['style', 'statusBarBackgroundColor'],
    ],
    ['{ "buildConfigurations": { "resources": { "ios": [ { "|" } ] } } }', EXT, ['source', 'target']],
    ['{ "platforms": { "|" } }', ACTION, ['android', 'ios']],
    [
      '{ "platforms": { "ios": { "plist": [ { "|" } ] } } }',
      ACTION,
      ['file', 'replace', 'entries', 'condition'],
    ],
    [
      '{ "platforms": { "ios": { "targets": { "App": { "builds": { "Debug": { "xcconfig": [{ "file": "a", "|" }] } } } } } } }',
      ACTION,
      ['set', 'condition'],
    ],
    [
      'platforms:\n  ios:\n    plist:\n      - fi|\n',
      'build-action.yaml',
      ['file', 'replace', 'entries', 'condition'],
    ],
    ['platforms:\n  |android:\n    appName: a\n', 'build-action.yaml', ['android', 'ios']],
  ];
  for (const [marked, path, expected] of cases) {
    it(marked, () => deepEqual(labels(marked, path), expected));
  }

  it('lists the operations of a platform, and groups only where they may stand', () => {
    ok(labels('{ "platforms": { "android": { "|" } } }', ACTION).includes('manifest'));
    ok(labels('{ "platforms": { "ios": { "|" } } }', ACTION).includes('targets'));
    ok(!labels('{ "platforms": { "ios": { "builds": { "Debug": { "|" } } } } }', ACTION).includes('targets'));
  });

  it('knows the pins that a build action puts into a property list', () => {
    const plist = (inner: string) =>
      `{ "platforms": { "ios": { "plist": [ { "entries": [ { "TSKConfiguration": ${inner} } ] } ] } } }`;
    ok(labels(plist('{ "|" }'), ACTION).includes('TSKPinnedDomains'));
    const host = labels(plist('{ "TSKPinnedDomains": { "a.example.org": { "|" } } }'), ACTION);
    ok(host.includes('TSKPublicKeyHashes') && host.includes('TSKIncludeSubdomains'));
  });

  it('writes a key with room for its value', () => {
    equal(chosen('{|}', 'hosts'), '{"hosts": [‸]}');
    equal(chosen('{ "hosts": [ { "|" } ] }', 'hashes'), '{ "hosts": [ { "hashes": ["‸"] } ] }');
    equal(chosen('{ "hosts": [ { "|" } ] }', 'host'), '{ "hosts": [ { "host": "‸" } ] }');
    equal(chosen('{ "|" }', 'appConfigurations', EXT), '{ "appConfigurations": {‸} }');
  });

  it('writes a comma where a member follows', () => {
    equal(
      chosen('{ "hosts": [ { |"host": "a" } ] }'.replace('|"host"', '"|"\n"host"'), 'hashes'),
      '{ "hosts": [ { "hashes": ["‸"],\n"host": "a" } ] }',
    );
  });

  it('changes nothing but the key where a value stands already', () => {
    equal(chosen('{ "hosts": [ { "h|": [] } ] }', 'hashes'), '{ "hosts": [ { "hashes": [] } ] }');
  });

  it('replaces only what stands before the cursor where a quote is missing', () => {
    equal(chosen('{ "hosts": [ { "ha| ] }\n', 'hashes'), '{ "hosts": [ { "hashes": ["‸"] ] }\n');
  });

  it('writes YAML as YAML', () => {
    equal(
      chosen('platforms:\n  ios:\n    pli|\n', 'plist', 'build-action.yaml'),
      'platforms:\n  ios:\n    plist: ‸\n',
    );
  });

  it('says what a key is for and whether it is required', () => {
    const { model, offset } = cursor('{ "hosts": [ { "|" } ] }');
    const [host] = completionsAt(model, offset);
    equal(host?.detail, 'required');
    ok(host?.documentation?.includes('host name'));
  });

  it('leaves keys and values to the schema where the editor has one', () => {
    deepEqual(labels('{ "hosts": [ { "|" } ] }', 'pinning.json', { schema: true }), []);
    deepEqual(labels('{ "appConfigurations": { "orientation": "|" } }', EXT, { schema: true }), [
      '$resources.',
      '$images.',
      '$extensibilitySettings.',
    ]);
  });
});

describe('completion of values', () => {
  it('offers the values of an enumeration', () => {
    deepEqual(labels('{ "appConfigurations": { "orientation": | } }', EXT), ['portrait', 'landscape', 'all']);
    equal(
      chosen('{ "appConfigurations": { "orientation": "|" } }', 'landscape', EXT),
      '{ "appConfigurations": { "orientation": "landscape" } }',
    );
    equal(
      chosen('{ "appConfigurations": { "ios": { "targetDevice": | } } }', 'tablet', EXT),
      '{ "appConfigurations": { "ios": { "targetDevice": "tablet" } } }',
    );
  });

  it('offers truth values and items', () => {
    deepEqual(labels('{ "buildConfigurations": { "spmPreview": | } }', EXT), ['true', 'false']);
    equal(chosen('{ "hosts": [|] }', '{ host, hashes }'), '{ "hosts": [{ "host": "‸", "hashes": ["‸"] }] }');
    equal(
      chosen('{ "preferences": { "ios": [ | { "name": "x", "value": 1 } ] } }', '{ name, value }', EXT),
      '{ "preferences": { "ios": [ { "name": "‸", "value": ‸ }, { "name": "x", "value": 1 } ] } }',
    );
  });

  it('offers no pin and no host: both are shown before they are inserted', () => {
    deepEqual(labels('{ "hosts": [ { "host": "|", "hashes": [] } ] }'), []);
    deepEqual(labels('{ "hosts": [ { "host": "a", "hashes": ["|"] } ] }'), []);
  });
});

describe('completion of preferences', () => {
  const legacy = (platform: string, item: string) => `{ "preferences": { "${platform}": [ ${item} ] } }`;

  it('offers the names that the section may hold', () => {
    const android = labels(legacy('android', '{ "name": "|" }'), EXT);
    ok(android.includes('FilterTouchesWhenObscured') && android.includes('AndroidEdgeToEdge'));
    ok(!android.includes('DisableInspectorNotification'), 'nothing for iOS');
    const both = labels(legacy('global', '{ "name": "|" }'), EXT);
    ok(both.includes('DisableInspectorNotification'));
    for (const { name, status } of PREFERENCES) {
      equal(both.includes(name), status !== 'forbidden' && status !== 'expired', name);
    }
  });

  it('leaves out what is set already', () => {
    const again = '{ "name": "DisplayName", "value": "a" }, { "name": "Dis|" }';
    ok(!labels(legacy('global', again), EXT).includes('DisplayName'));
    ok(labels(legacy('global', '{ "name": "Dis|playName" }'), EXT).includes('DisplayName'));
  });

  it('offers them as keys of the universal schema', () => {
    const app = '{ "appConfigurations": { "cordova": { "preferences": { "ios": { "|" } } } } }';
    ok(labels(app, EXT).includes('DisableInspectorNotification'));
    ok(!labels(app, EXT).includes('AndroidEdgeToEdge'));
    equal(
      chosen(app, 'DisableInspectorNotification', EXT),
      app.replace('"|"', '"DisableInspectorNotification": ‸'),
    );
  });

  it('says type, platform, default and versions, and strikes out what does nothing any more', () => {
    const { model, offset } = cursor(legacy('android', '{ "name": "|" }'), EXT);
    const found = completionsAt(model, offset);
    const edge = found.find(({ label }) => label === 'AndroidEdgeToEdge');
    equal(edge?.detail, 'boolean · Android · default false · from MABS 12.0');
    equal(found.find(({ label }) => label === 'AndroidXEnabled')?.deprecated, true);
  });

  it('offers the values of a preference in either schema', () => {
    deepEqual(labels(legacy('ios', '{ "name": "DeepLinksHandlerType", "value": "|" }'), EXT).slice(0, 4), [
      'default',
      'event',
      'function',
      'legacy',
    ]);
    equal(
      chosen(legacy('ios', '{ "name": "AllowScreenshot", "value": | }'), 'true', EXT),
      legacy('ios', '{ "name": "AllowScreenshot", "value": true }'),
    );
    equal(
      chosen(legacy('ios', '{ "name": "AllowScreenshot", "value": "|" }'), 'true', EXT),
      legacy('ios', '{ "name": "AllowScreenshot", "value": "true" }'),
    );
    equal(
      chosen(
        '{ "appConfigurations": { "cordova": { "preferences": { "AllowScreenshot": | } } } }',
        'false',
        EXT,
      ),
      '{ "appConfigurations": { "cordova": { "preferences": { "AllowScreenshot": false } } } }',
    );
  });
});

describe('completion of references', () => {
  const text = (own: string) =>
    `{ "buildConfigurations": { "resources": { "android": [ { "source": "$resources.a.png", "target": "x" }, { "source": ${own} } ] } } }`;
  const KINDS = ['$resources.', '$images.', '$extensibilitySettings.'];

  it('offers what stands elsewhere in the document and in the declared folders', () => {
    deepEqual(labels(text('"$|"'), EXT, { resources: ['resources/b.json', 'a.png'] }), [
      '$resources.a.png',
      '$resources.b.json',
      ...KINDS,
    ]);
  });

  it('replaces the whole reference', () => {
    equal(chosen(text('"$resources.|zz"'), '$resources.a.png', EXT), text('"$resources.a.png"'));
    equal(chosen(text('"|"'), '$resources.a.png', EXT), text('"$resources.a.png"'));
  });

  it('does not offer the reference that is being written', () => {
    deepEqual(labels(text('"$images.me|"'), EXT), ['$resources.a.png', ...KINDS]);
  });

  it('keeps quiet in other text', () => {
    deepEqual(labels(text('"www/a.|png"'), EXT), []);
  });

  it('escapes what another document or a listing puts into names', () => {
    equal(
      chosen(text('"$|"'), '$resources.a"}$1\\.json', EXT, { resources: ['a"}$1\\.json'] }),
      text('"$resources.a\\"}$1\\\\.json"'),
    );
  });

  it('offers the variables of a build action behind a dollar sign', () => {
    const action = (value: string) =>
      `{ "variables": { "HOST": { "type": "string" } }, "platforms": { "ios": { "displayName": "${value}" } } }`;
    deepEqual(labels(action('a $|'), ACTION), ['$HOST']);
    equal(chosen(action('a $H|'), '$HOST', ACTION), action('a $HOST'));
    deepEqual(labels(action('a |'), ACTION), []);
  });
});

describe('completion of XML', () => {
  const nsc = (inner: string) => `<network-security-config>\n  ${inner}\n</network-security-config>`;

  const cases: readonly (readonly [marked: string, labels: readonly string[]])[] = [
    [nsc('<|'), ['base-config', 'domain-config', 'debug-overrides']],
    [nsc('<domain-config><pi|</domain-config>'), ['domain', 'trust-anchors', 'pin-set', 'domain-config']],
    [nsc('<domain-config><pin-set><|</pin-set></domain-config>'), ['pin']],
    [nsc('<domain-config><domain |>a.example.org</domain></domain-config>'), ['includeSubdomains']],
    [nsc('<domain-config |cleartextTrafficPermitted="false"></domain-config>'), ['hstsEnforced']],
    [nsc('<domain-config cleartextTrafficPermitted="|"></domain-config>'), ['true', 'false']],
    [nsc('<domain-config><domain includeSubdomains="true">a.example.org</|</domain-config>'), ['domain']],
    [nsc('<!-- <| -->'), []],
    [nsc('<domain-config><domain>a|</domain></domain-config>'), []],
    [
      '<|',
      ['network-security-config', 'domain-config', 'base-config', 'debug-overrides', 'pin-set', 'domain'],
    ],
  ];
  for (const [marked, expected] of cases) {
    it(marked, () => deepEqual(labels(marked, NSC), expected));
  }

  it('writes an element with what it requires', () => {
    equal(
      chosen(nsc('<domain-config><|</domain-config>'), 'domain', NSC),
      nsc('<domain-config><domain includeSubdomains="‸false">‸</domain></domain-config>'),
    );
    equal(
      chosen(nsc('<base-config><trust-anchors><cert|</trust-anchors></base-config>'), 'certificates', NSC),
      nsc('<base-config><trust-anchors><certificates src="‸system"/></trust-anchors></base-config>'),
    );
  });

  it('spells XML inside a string of a build action with its escapes', () => {
    const action = (xml: string) =>
      `{ "platforms": { "android": { "xml": [ { "resFile": "xml/network_security_config.xml", "target": "network-security-config", "inject": "${xml}" } ] } } }`;
    const before = '<domain-config>\\n  <domain includeSubdomains=\\"true\\">a.example.org</domain>\\n  ';
    equal(
      chosen(action(`${before}<|</domain-config>`), 'pin-set', ACTION),
      action(`${before}<pin-set>‸</pin-set></domain-config>`),
    );
    equal(
      chosen(action(`${before}<pin-set><pin |></pin></pin-set></domain-config>`), 'digest', ACTION),
      action(`${before}<pin-set><pin digest=\\"‸SHA-256\\"></pin></pin-set></domain-config>`),
    );
  });
});
