import { deepEqual, equal, ok } from 'node:assert/strict';
import { applyEdits } from '../../server/src/core/edits';
import type { Finding } from '../../server/src/core/finding';
import { insertPins } from '../../server/src/features/insert-pin';
import { lint } from '../../server/src/lint';
import { OPERATION_GRAMMAR, PLATFORMS } from '../../server/src/model/build-action-grammar';
import { conditionFault } from '../../server/src/model/condition';
import { OPERATIONS } from '../../server/src/model/kind';
import { read } from '../../server/src/model/read';
import { readElementPath } from '../../server/src/model/xpath';
import { OPTIONS } from './marked';

const A = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const B = 'FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';
const C = 'y4nboktLdDuLHUHkxk6hd+vs2GYyOj46EVC7Q/fTANQ=';

const ACTION = 'build-action-invalid error';

function findings(text: string, path: string): Finding[] {
  return lint(text, undefined, { ...OPTIONS, path });
}

/** What is found, as `rule severity: marked text`. */
function told(text: string, path = 'build-action.json'): string[] {
  return findings(text, path).map(
    ({ rule, severity, span }) => `${rule} ${severity}: ${text.slice(span.start, span.end)}`,
  );
}

/** A build action with these operations for each platform, written as JSON. */
function action(platforms: object, variables?: object): string {
  return JSON.stringify({ ...(variables ? { variables } : {}), platforms });
}

function android(operations: object, variables?: object): string {
  return action({ android: operations }, variables);
}

function ios(operations: object): string {
  return action({ ios: operations });
}

describe('the grammar of build actions', () => {
  it('knows the operations that make a file a build action', () => {
    for (const platform of PLATFORMS) {
      deepEqual(Object.keys(OPERATION_GRAMMAR[platform]).toSorted(), [...OPERATIONS[platform]].toSorted());
    }
  });

  it('has every key of a way among the keys of the step', () => {
    for (const platform of PLATFORMS) {
      for (const [name, { step, ways }] of Object.entries(OPERATION_GRAMMAR[platform])) {
        for (const key of ways.flat(2)) ok(step && key in step.members, `${platform} ${name} ${key}`);
      }
    }
  });
});

describe('build-action-invalid', () => {
  const right: readonly (readonly [name: string, text: string])[] = [
    ['names', action({ android: { appName: 'x' }, ios: { displayName: 'x', productName: 'y' } })],
    ['a platform left empty', action({ android: { appName: 'x' }, ios: null })],
    [
      'groups',
      ios({
        productName: 'x',
        builds: { Debug: { displayName: 'x' }, Release: null },
        targets: { App: null, Clip: { builds: { Debug: { displayName: 'x' } } } },
      }),
    ],
    [
      'settings, with a condition',
      ios({ buildSettings: { ENABLE_BITCODE: false, condition: "eq('a', 'a')" } }),
    ],
    ['entitlements', ios({ entitlements: { entries: [{ 'com.apple.x': true }, { y: [] }] } })],
    ['frameworks by name', ios({ frameworks: ['AudioToolbox.framework', { name: 'x', link: true }] })],
    ['a variable for a list', android({ xml: '$STEPS' }, { STEPS: { type: 'array' } })],
    [
      'a variable for entries and a truth value',
      action(
        { ios: { plist: [{ replace: '$YES', entries: '$ENTRIES' }] } },
        { YES: { type: 'boolean' }, ENTRIES: { type: 'array', default: [] } },
      ),
    ],
    [
      'tar in both spellings',
      android({
        tar: [
          { src: 'a', dest: 'b', action: 'x' },
          { source: 'a', targetDir: 'b', command: 'c' },
        ],
      }),
    ],
    [
      'gradle without a target',
      android({
        gradle: [
          { file: 'a', insert: 'x' },
          { file: 'a', target: null, replace: {} },
        ],
      }),
    ],
  ];
  for (const [name, text] of right) it(`accepts ${name}`, () => deepEqual(told(text), []));

  const wrong: readonly (readonly [name: string, text: string, ...marked: string[]])[] = [
    ['no object', '[]', '[]'],
    ['no platforms', '{ "variables": {} }', '{'],
    ['platforms in a list', '{ "platforms": ["android"] }', '["android"]'],
    ['variables in a list', action({ android: { appName: 'x' } }, []), '[]'],
    ['a variable that is a text', action({ android: { appName: 'x' } }, { NAME: 'text' }), '"text"'],
    [
      'a type that no variable has',
      action({ android: { appName: 'x' } }, { NAME: { type: 'text' } }),
      '"text"',
    ],
    ['a platform in a list', action({ android: { appName: 'x' }, ios: [1] }), '[1]'],
    ['a step without a list', android({ xml: { file: 'a' } }), '{"file":"a"}'],
    ['nothing in place of a list', android({ manifest: null }), 'null'],
    ['a name in place of a step', android({ copy: ['a'] }), '"a"'],
    ['an object in place of a name', android({ appName: { a: 1 } }), '{"a":1}'],
    ['a list in place of an object', ios({ entitlements: [{ entries: [] }] }), '[{"entries":[]}]'],
    ['entries that are no list', ios({ plist: [{ entries: { a: 1 } }] }), '{"a":1}'],
    ['no file', android({ manifest: [{ target: 'manifest', attrs: {} }] }), '{'],
    ['no target', android({ xml: [{ file: 'a', inject: '<a/>' }] }), '{'],
    ['nothing to do', android({ xml: [{ file: 'a', target: 'b' }] }), '{'],
    ['no src', android({ copy: [{ dest: 'a' }] }), '{'],
    ['no targetDir on Android', android({ code: [{ source: 'a' }] }), '{'],
    ['no entries', ios({ plist: [{ replace: true }] }), '{'],
    [
      'a word that is none of the allowed',
      android({ tar: [{ src: 'a', dest: 'b', action: 'extract' }] }),
      'extract',
    ],
    ['a text for a truth value', ios({ plist: [{ replace: 'yes', entries: [] }] }), '"yes"'],
    ['a condition that is no text', android({ copy: [{ src: 'a', dest: 'b', condition: true }] }), 'true'],
    ['a condition', android({ copy: [{ src: 'a', dest: 'b', condition: 'a == b' }] }), 'a == b'],
    ['in a build of a target', ios({ targets: { App: { builds: { Debug: { plist: [{}] } } } } }), '{'],
  ];
  for (const [name, text, ...marked] of wrong) {
    it(`refuses ${name}`, () => {
      deepEqual(
        told(text),
        marked.map((part) => `${ACTION}: ${part}`),
      );
      for (const { code } of findings(text, 'build-action.json')) equal(code, 'OS-MABS-ACT-40000');
    });
  }

  const named = (message = '') => Array.from(message.matchAll(/`([^`]+)`/g), ([, name]) => name);

  it('names the keys that lead to the place, and what is missing there', () => {
    const text = ios({ targets: { App: { plist: [{ entries: [] }, { file: 'a' }] } } });
    deepEqual(named(findings(text, 'build-action.json')[0]?.message), [
      'platforms.ios.targets.App.plist[1]',
      'entries',
    ]);
    const step = findings(android({ xml: [{ target: 'a' }] }), 'build-action.json')[0];
    deepEqual(named(step?.message), [
      ...['platforms.android.xml[0]', 'file', 'resFile'],
      ...['attrs', 'merge', 'inject', 'replace', 'deleteAttributes', 'delete'],
    ]);
  });

  it('a key that nearly is a known one is named as such', () => {
    deepEqual(told(ios({ plist: [{ entries: [], replaces: true }] })), [
      'unknown-property warning: replaces',
    ]);
  });
});

describe('conditions of build actions', () => {
  const right = [
    "eq('hello', 'hello')",
    'eq("a","b")',
    'ne($A, "")',
    'ge(3,1)',
    'le( -1.5 , $B )',
    'gt($A, 3)',
    "lt('3', 4)",
    'eq($A, true)',
    'eq($A, Read)',
    " eq( '$A', 'x, (y)' ) ",
    'ne($URL ?? "", "")',
    'or(\n  eq($A, "Read"),\n  and(ne($A , "Write"), or(eq($B, "x"), eq($C, "y")))\n)',
    'not(eq($A, 1))',
  ];
  for (const text of right) it(`accepts ${text}`, () => equal(conditionFault(text), undefined));

  const wrong = [
    '',
    ' ',
    'true',
    '$ENABLED',
    '$A == 1',
    'eq',
    'eq()',
    'eq(1)',
    'eq(1, 2, 3)',
    'eq(1, )',
    'eq(, 1)',
    'eq(1, 2',
    'eq(1, 2))',
    'eq(1, 2) eq(1, 2)',
    "eq('a, 'b')",
    "eq('a', 'b",
    'equals(1, 2)',
    'EQ(1, 2)',
    "gt('a', 1)",
    'ge(true, 1)',
    'lt(1, many)',
    'eq(lower($A), 1)',
    'or(eq(1, 2), 3 4(',
    `${'or('.repeat(1000)}1${')'.repeat(1000)}`,
  ];
  for (const text of wrong) {
    it(`refuses ${text.slice(0, 40)}`, () => ok(conditionFault(text)));
  }
});

describe('XML fragments of build actions', () => {
  const of = (fragment: string, key = 'inject') =>
    android({ manifest: [{ file: 'AndroidManifest.xml', target: 'manifest', [key]: fragment }] });
  const right = [
    '<a/>',
    '\n  <a android:name="x">text &amp; more</a>\n',
    '<?xml version="1.0"?><!-- c --><a><b/></a>',
    '<a><![CDATA[ <x ]]></a>',
    `<string name="a">\${applicationId}</string>`,
  ];
  for (const fragment of right) it(`accepts ${fragment.trim()}`, () => deepEqual(told(of(fragment)), []));

  const wrong: readonly (readonly [fragment: string, marked: string])[] = [
    ['', ''],
    ['  ', '  '],
    ['text', 'text'],
    ['&lt;a/&gt;', '&lt;a/&gt;'],
    ['<a/><b/>', 'b'],
    ['<a>', 'a'],
    ['<a></b>', 'b'],
    ['<a b=c/>', 'b'],
    ['<a b/>', 'b'],
    ['<a>&nbsp;</a>', '&nbsp;'],
    ['<a b="1" b="2"/>', 'b'],
    ['<a', '<a'],
    ['x<a/>', 'x'],
  ];
  for (const [fragment, marked] of wrong) {
    it(`refuses ${fragment || 'nothing'}`, () => deepEqual(told(of(fragment)), [`${ACTION}: ${marked}`]));
    it(`refuses ${fragment || 'nothing'} to merge`, () =>
      deepEqual(told(of(fragment, 'merge')), [`${ACTION}: ${marked}`]));
  }

  it('leaves a fragment to its variable', () => {
    const step = { file: 'AndroidManifest.xml', target: 'manifest', inject: '$XML' };
    deepEqual(told(android({ manifest: [step] }, { XML: { type: 'string' } })), []);
  });

  it('leaves texts of other operations alone', () => {
    deepEqual(
      told(
        android({ res: [{ path: 'raw', file: 'a', text: '<a>' }], gradle: [{ file: 'a', replace: '<' }] }),
      ),
      [],
    );
  });
});

describe('variables of build actions', () => {
  const rows: readonly (readonly [value: string, ...found: string[]])[] = [
    ['$NAME'],
    ['a $NAME b $NAME'],
    ['$OTHER', '$OTHER'],
    ['$NAMED and $OTHER.x', '$NAMED', '$OTHER'],
    [`\${OTHER} $(OTHER) $[OTHER]`],
    ['$A costs 5$ or $ 5'],
    ['cost $100', '$100'],
    ['\\"\t$OTHER', '$OTHER'],
  ];
  for (const [value, ...found] of rows) {
    it(`in ${value}`, () => {
      const text = android({ appName: value }, { NAME: { type: 'string' } });
      deepEqual(
        told(text),
        found.map((name) => `undeclared-variable warning: ${name}`),
      );
    });
  }

  it('are looked for in fragments, conditions and entries, not in keys and defaults', () => {
    const text = action(
      {
        android: {
          manifest: [
            {
              file: 'AndroidManifest.xml',
              target: 'manifest',
              inject: '<a b="$ONE"/>',
              condition: 'eq($TWO, 1)',
            },
          ],
        },
        ios: { plist: [{ entries: [{ $KEY: ['$THREE'] }] }] },
      },
      { X: { type: 'string', default: '$DEFAULT' } },
    );
    deepEqual(
      told(text),
      ['$ONE', '$TWO', '$THREE'].map((name) => `undeclared-variable warning: ${name}`),
    );
  });

  it('that nearly are declared ones are named', () => {
    const [found] = findings(
      android({ appName: '$APPNAME' }, { APP_NAME: { type: 'string' } }),
      'build-action.json',
    );
    ok(found?.message.includes('`$APP_NAME` is declared'));
  });
});

describe('unknown operations', () => {
  it('are named wherever they stand', () => {
    const text = action({
      android: { appName: 'x', manifests: [] },
      ios: { gradle: [], targets: { App: { PList: [] } }, builds: { Debug: { versionCode: 1 } } },
      web: {},
      Android: {},
    });
    deepEqual(
      told(text),
      ['manifests', 'gradle', 'PList', 'versionCode', 'web', 'Android'].map(
        (name) => `unknown-operation warning: ${name}`,
      ),
    );
  });
});

/** A `domain-config` as a build action injects it. */
function config(
  hosts: readonly (readonly [name: string, subdomains: boolean])[],
  pins: readonly string[],
): string {
  const domains = hosts.map(([name, sub]) => `<domain includeSubdomains="${sub}">${name}</domain>`);
  const all = pins.map((pin) => `<pin digest="SHA-256">${pin}</pin>`);
  return `<domain-config>${domains.join('')}<pin-set>${all.join('')}</pin-set></domain-config>`;
}

function inject(fragment: string, rest: object = {}): object {
  return {
    resFile: 'xml/network_security_config.xml',
    target: 'network-security-config',
    inject: fragment,
    ...rest,
  };
}

type Policy = readonly [name: string, subdomains: boolean, ...pins: string[]];

function trustKit(...policies: readonly Policy[]): object {
  const domains = policies.map(([name, TSKIncludeSubdomains, ...TSKPublicKeyHashes]) => [
    name,
    { TSKIncludeSubdomains, TSKPublicKeyHashes },
  ]);
  return {
    TSKConfiguration: { TSKSwizzleNetworkDelegates: true, TSKPinnedDomains: Object.fromEntries(domains) },
  };
}

function apple(name: string, subdomains: boolean, ...pins: string[]): object {
  const NSPinnedCAIdentities = pins.map((pin) => ({ 'SPKI-SHA256-BASE64': pin }));
  const domain = { NSIncludesSubdomains: subdomains, NSPinnedCAIdentities };
  return { NSAppTransportSecurity: { NSPinnedDomains: { [name]: domain } } };
}

function both(xml: readonly object[], ...entries: readonly object[]): string {
  return action({ android: { xml }, ios: { plist: [{ replace: true, entries }] } });
}

describe('platforms-disagree', () => {
  const host = 'api.example.org';
  const disagree = (severity: string, name = host) => `platforms-disagree ${severity}: ${name}`;
  const rows: readonly (readonly [name: string, text: string, ...found: string[]])[] = [
    ['agreement', both([inject(config([[host, true]], [A, B]))], trustKit([host, true, B, A]))],
    ['agreement in upper case', both([inject(config([[host, true]], [A, B]))], apple(host, true, A, B))],
    ['Android alone', action({ android: { xml: [inject(config([[host, true]], [A, B]))] } })],
    ['iOS alone', action({ ios: { plist: [{ entries: [trustKit([host, true, A, B])] }] } })],
    [
      'subdomains on Android only',
      both([inject(config([[host, true]], [A, B]))], trustKit([host, false, A, B])),
      disagree('info'),
    ],
    [
      'subdomains on iOS only',
      both([inject(config([[host, false]], [A, B]))], trustKit([host, true, A, B])),
      disagree('info'),
    ],
    [
      'other pins',
      both([inject(config([[host, true]], [A, B]))], trustKit([host, true, A, C])),
      disagree('warning'),
    ],
    [
      'one pin more, and other subdomains',
      both([inject(config([[host, true]], [A, B, C]))], trustKit([host, false, A, B])),
      disagree('warning'),
    ],
    [
      'a host on Android only',
      both(
        [
          inject(
            config(
              [
                [host, true],
                ['www.example.com', true],
              ],
              [A, B],
            ),
          ),
        ],
        trustKit([host, true, A, B]),
      ),
      disagree('warning', 'www.example.com'),
    ],
    [
      'a host on iOS only',
      both(
        [inject(config([[host, true]], [A, B]))],
        trustKit([host, true, A, B], ['www.example.com', true, A, B]),
      ),
      disagree('warning', 'www.example.com'),
    ],
    [
      'a host that the parent covers on Android',
      both(
        [inject(config([['example.org', true]], [A, B]))],
        trustKit(['example.org', true, A, B], ['a.b.example.org', false, A, B]),
      ),
    ],
    [
      'a host that the parent covers with other pins',
      both(
        [inject(config([['example.org', true]], [A, B]))],
        trustKit(['example.org', true, A, B], ['a.b.example.org', false, A, C]),
      ),
      disagree('warning', 'a.b.example.org'),
    ],
    [
      "two labels below Apple's parent",
      both(
        [
          inject(
            config(
              [
                ['example.org', true],
                ['a.b.example.org', true],
              ],
              [A, B],
            ),
          ),
        ],
        apple('example.org', true, A, B),
      ),
      disagree('warning', 'a.b.example.org'),
    ],
    [
      'a domain-config without pins',
      both(
        [
          inject(config([[host, true]], [A, B])),
          inject('<domain-config><domain includeSubdomains="true">x.example.com</domain></domain-config>'),
        ],
        trustKit([host, true, A, B]),
      ),
    ],
    [
      'pins that a condition chooses',
      action({
        android: {
          xml: [
            inject(config([[host, true]], [A, B]), { condition: "eq('a', 'a')" }),
            inject(config([[host, true]], [A, C]), { condition: "ne('a', 'a')" }),
          ],
        },
        ios: {
          plist: [
            { condition: "eq('a', 'a')", entries: [trustKit([host, true, A, B])] },
            { condition: "ne('a', 'a')", entries: [trustKit([host, true, A, C])] },
          ],
        },
      }),
    ],
  ];
  for (const [name, text, ...found] of rows) it(name, () => deepEqual(told(text), found));

  it('marks the later place and leads to the first', () => {
    const text = both([inject(config([[host, true]], [A, B]))], trustKit([host, true, A, C]));
    const [found] = findings(text, 'build-action.json');
    equal(found?.span.start, text.lastIndexOf(host));
    equal(found?.related?.[0]?.span.start, text.indexOf(host));
    equal(found?.host, host);
  });

  it('says nothing of property lists and configurations by themselves', () => {
    deepEqual(
      told(
        `<network-security-config>${config([['a.example.org', true]], [A, B])}</network-security-config>`,
        'network_security_config.xml',
      ),
      [],
    );
  });
});

describe('pin-target-mismatch', () => {
  const pins = config([['api.example.org', true]], [A, B]);
  const set = `<pin-set><pin digest="SHA-256">${A}</pin><pin digest="SHA-256">${B}</pin></pin-set>`;
  const whole = `<network-security-config>${pins}</network-security-config>`;
  const named = {
    file: 'AndroidManifest.xml',
    target: 'manifest/application',
    attrs: { 'android:networkSecurityConfig': '@xml/pins' },
  };
  const step = (rest: object) => android({ xml: [{ ...inject(pins), ...rest }] });
  const edit = (rest: object) => android({ xml: [{ resFile: 'xml/network_security_config.xml', ...rest }] });

  const right: readonly (readonly [name: string, text: string])[] = [
    ['the documented place', step({})],
    ['the same from the root', step({ target: '/network-security-config' })],
    ['the same anywhere', step({ target: '//network-security-config' })],
    [
      'the same as a file',
      android({
        xml: [
          {
            file: 'app/src/main/res/xml/network_security_config.xml',
            target: 'network-security-config',
            inject: pins,
          },
        ],
      }),
    ],
    [
      'a file that the manifest names',
      android({ manifest: [named], xml: [{ ...inject(pins), resFile: 'xml/pins.xml' }] }),
    ],
    [
      'a file that a fragment names',
      android({
        manifest: [
          {
            file: 'AndroidManifest.xml',
            target: 'manifest',
            merge: '<manifest><application android:networkSecurityConfig="@xml/pins"/></manifest>',
          },
        ],
        xml: [{ ...inject(pins), resFile: 'xml/pins.xml' }],
      }),
    ],
    ['a nested configuration', step({ target: 'network-security-config/domain-config' })],
    ['the whole, merged', edit({ target: 'network-security-config', merge: whole })],
    ['the whole, replaced', edit({ target: '/network-security-config', replace: whole })],
    [
      'a set of pins, injected',
      edit({ target: "network-security-config/domain-config[domain='a/b']", inject: set }),
    ],
    [
      'a target that a variable completes',
      android({ xml: [{ ...inject(pins), target: '$TARGET' }] }, { TARGET: { type: 'string' } }),
    ],
    ['an expression', step({ target: "*[local-name()='network-security-config']" })],
    [
      'a file that a step creates',
      android({ res: [{ path: 'xml', file: 'network_security_config.xml', text: whole }] }),
    ],
    [
      'what holds no pins',
      android({ xml: [{ resFile: 'xml/other.xml', target: 'a', inject: '<base-config/>' }] }),
    ],
  ];
  for (const [name, text] of right) {
    it(`accepts ${name}`, () =>
      deepEqual(
        told(text).filter((line) => line.startsWith('pin-target')),
        [],
      ));
  }

  const wrong: readonly (readonly [name: string, text: string, ...marked: string[]])[] = [
    ['another file', step({ resFile: 'xml/pins.xml' }), 'xml/pins.xml'],
    [
      'another folder',
      step({ resFile: 'values/network_security_config.xml' }),
      'values/network_security_config.xml',
    ],
    [
      'res twice',
      step({ resFile: 'res/xml/network_security_config.xml' }),
      'res/xml/network_security_config.xml',
    ],
    [
      'the manifest',
      android({ manifest: [{ file: 'AndroidManifest.xml', target: 'manifest', inject: pins }] }),
      'AndroidManifest.xml',
    ],
    [
      'another name in the manifest',
      android({ manifest: [named], xml: [{ ...inject(pins), resFile: 'xml/pin.xml' }] }),
      'xml/pin.xml',
    ],
    [
      'a file that a step creates and nobody names',
      android({ res: [{ path: 'xml', file: 'pins.xml', text: whole }] }),
      'pins.xml',
    ],
    ['another target', step({ target: 'manifest/application' }), 'manifest/application'],
    [
      'a target that matches nothing',
      step({ target: 'resources/network-security-config' }),
      'resources/network-security-config',
    ],
    ['upper case', step({ target: 'Network-Security-Config' }), 'Network-Security-Config'],
    ['a domain-config that is not at the top', step({ target: 'domain-config' }), 'domain-config'],
    ['a configuration in a set', step({ target: '//pin-set' }), '//pin-set'],
    [
      'a set in the configuration',
      edit({ target: 'network-security-config', inject: set }),
      'network-security-config',
    ],
    [
      'the whole in itself',
      edit({ target: 'network-security-config', inject: whole }),
      'network-security-config',
    ],
    [
      'a merge of another root',
      edit({ target: 'network-security-config', merge: pins }),
      'network-security-config',
    ],
    [
      'a replacement of another root',
      edit({ target: 'network-security-config', replace: pins }),
      'network-security-config',
    ],
    ['iOS', ios({ xml: [{ file: 'a.xml', target: 'network-security-config', inject: pins }] }), 'xml'],
    ['hosts at the top', ios({ plist: [{ entries: [{ TSKPinnedDomains: {} }] }] }), 'TSKPinnedDomains'],
    ['Apple’s hosts at the top', ios({ plist: [{ entries: [{ NSPinnedDomains: {} }] }] }), 'NSPinnedDomains'],
    [
      'another property list',
      ios({
        plist: [{ file: 'GoogleService-Info.plist', entries: [trustKit(['a.example.org', true, A, B])] }],
      }),
      'GoogleService-Info.plist',
    ],
  ];
  for (const [name, text, ...marked] of wrong) {
    it(`refuses ${name}`, () =>
      deepEqual(
        told(text).filter((line) => line.startsWith('pin-target')),
        marked.map((part) => `pin-target-mismatch warning: ${part}`),
      ));
  }

  it('hosts directly under TSKConfiguration are lost, and the app crashes', () => {
    const text = ios({
      plist: [{ entries: [{ TSKConfiguration: { 'a.example.org': { TSKPublicKeyHashes: [A, B] } } }] }],
    });
    deepEqual(told(text), ['missing-property error: {', 'pin-target-mismatch warning: TSKPublicKeyHashes']);
  });

  it('reads plain paths only', () => {
    deepEqual(readElementPath("/a/b[@c='[d]']"), { anywhere: false, names: ['a', 'b'] });
    deepEqual(readElementPath('//a:b'), { anywhere: true, names: ['a:b'] });
    for (const text of ['', '/', '.', '*', 'a//b', 'a|b', 'a/text()'])
      equal(readElementPath(text), undefined, text);
  });
});

describe('pins of iOS in a build action', () => {
  it('both switches', () => {
    const text = ios({
      plist: [
        {
          entries: [
            {
              TSKConfiguration: {
                TSKSwizzleNetworkDelegates: false,
                TSKPinnedDomains: {
                  'a.example.org': { TSKEnforcePinning: 'NO', TSKPublicKeyHashes: [A, B] },
                },
              },
            },
          ],
        },
      ],
    });
    deepEqual(told(text), ['pinning-not-enforced warning: false', 'pinning-not-enforced warning: "NO"']);
  });

  it('adds an identity as an object', () => {
    const text = ios({ plist: [{ entries: [apple('a.example.org', true, A)] }] });
    const model = read(text, { ...OPTIONS, path: 'build-action.json' });
    const [set] = model?.pinSets ?? [];
    ok(model && set);
    const after = JSON.parse(applyEdits(text, insertPins(model, set, [B])));
    deepEqual(after, JSON.parse(ios({ plist: [{ entries: [apple('a.example.org', true, A, B)] }] })));
  });

  it('adds an identity to a block of YAML', () => {
    const lines = [
      'platforms:',
      '  ios:',
      '    plist:',
      '      - entries:',
      '          - NSAppTransportSecurity:',
      '              NSPinnedDomains:',
      '                a.example.org:',
      '                  NSPinnedCAIdentities:',
      `                    - SPKI-SHA256-BASE64: ${A}`,
    ];
    const text = lines.join('\n');
    const model = read(text, { ...OPTIONS, path: 'build-action.yaml' });
    const [set] = model?.pinSets ?? [];
    ok(model && set);
    const after = `${text}\n                    - SPKI-SHA256-BASE64: ${B}`;
    equal(applyEdits(text, insertPins(model, set, [B])), after);
  });
});

describe('variables in the place of hosts and pins', () => {
  const variables = Object.fromEntries(
    ['HOST', 'PIN_1', 'PIN_2', 'PINS', 'POLICY'].map((name) => [name, { type: 'string' }]),
  );
  const pair = (xml: object, entry: object) =>
    action({ android: { xml: [xml] }, ios: { plist: [{ replace: true, entries: [entry] }] } }, variables);
  const policy = (value: unknown) => ({ TSKConfiguration: { TSKPinnedDomains: { 'a.example.org': value } } });
  const rows: readonly (readonly [name: string, text: string, ...found: string[]])[] = [
    [
      'are the same on both platforms',
      pair(
        inject(config([['$HOST', true]], ['$PIN_1', '$PIN_2'])),
        trustKit(['$HOST', true, '$PIN_2', '$PIN_1']),
      ),
    ],
    [
      'count as one pin each',
      pair(
        inject(config([['a.example.org', true]], [A, '$PIN_1'])),
        trustKit(['a.example.org', true, '$PIN_1', A]),
      ),
    ],
    [
      'differ between the platforms',
      pair(
        inject(config([['a.example.org', true]], [A, '$PIN_1'])),
        trustKit(['a.example.org', true, A, '$PIN_2']),
      ),
      'platforms-disagree warning: a.example.org',
    ],
    [
      'leave open which hosts are missing',
      pair(inject(config([['a.example.org', true]], [A, B])), trustKit(['$HOST', true, A, B])),
    ],
    [
      'stand for a whole list',
      pair(inject(config([['a.example.org', false]], [A, B])), policy({ TSKPublicKeyHashes: '$PINS' })),
    ],
    ['stand for a whole policy', pair(inject(config([['a.example.org', false]], [A, B])), policy('$POLICY'))],
    [
      'stand alone',
      ios({ plist: [{ entries: [trustKit(['a.example.org', false, '$' + '{PIN}'])] }] }),
      `missing-backup-pin error: ["$` + '{PIN}"]',
    ],
  ];
  for (const [name, text, ...found] of rows) it(name, () => deepEqual(told(text), found));

  it('also in Info.plist, where Xcode completes them', () => {
    const pins = '<array><string>$(PIN_1)</string><string>$(PIN_2)</string></array>';
    const text = `<plist><dict><key>TSKConfiguration</key><dict><key>TSKPinnedDomains</key><dict><key>$(HOST)</key><dict><key>TSKPublicKeyHashes</key>${pins}</dict></dict></dict></dict></plist>`;
    deepEqual(told(text, 'Info.plist'), []);
  });
});

describe('large build actions', () => {
  const many = 3000;
  const name = (i: number) => `h${i}.example.org`;
  const rows: readonly (readonly [name: string, text: string])[] = [
    ['many steps', android({ xml: Array.from({ length: many }, () => ({ resFile: 'a', target: 'b' })) })],
    [
      'many variables',
      android(
        { appName: Array.from({ length: many }, (_, i) => `$NAME_${i}`).join('') },
        Object.fromEntries(Array.from({ length: many }, (_, i) => [`OTHER_${i}`, { type: 'string' }])),
      ),
    ],
    [
      'many hosts',
      both(
        [
          inject(
            config(
              Array.from({ length: many }, (_, i) => [name(i), true] as const),
              [A, B],
            ),
          ),
        ],
        trustKit(...Array.from({ length: many }, (_, i): Policy => [name(i * 2), false, A, B])),
      ),
    ],
    [
      'a long condition',
      android({ copy: [{ src: 'a', dest: 'b', condition: `or(${'eq(1,2),'.repeat(many)}` }] }),
    ],
    [
      'a long target',
      android({
        xml: [inject(config([['a.example.org', true]], [A, B]), { target: '['.repeat(many * 20) })],
      }),
    ],
  ];
  for (const [what, text] of rows) {
    it(what, function () {
      this.timeout(20_000);
      const start = performance.now();
      told(text);
      ok(performance.now() - start < 10_000);
    });
  }
});

describe('JSON and YAML', () => {
  const value = {
    variables: { NAME: { type: 'text' } },
    platforms: {
      android: {
        appName: '$NAMED',
        manifests: [],
        xml: [
          inject(
            '<domain-config>\n  <domain includeSubdomains="true">a.example.org</domain>\n  <pin-set>\n    <pin digest="SHA-256">x</pin>\n  </pin-set>\n</domain-config>',
          ),
          inject('<a>\n</b>', { condition: "is('a', 'b')" }),
          { resFile: 'xml/other.xml', target: 'x', inject: config([['b.example.org', true]], [A, B]) },
        ],
      },
      ios: {
        plist: [
          { entries: [trustKit(['a.example.org', false, A]), { TSKPinnedDomains: {} }] },
          { replace: 'no' },
        ],
      },
    },
  };
  const yaml = `variables:
  NAME:
    type: text
platforms:
  android:
    appName: $NAMED
    manifests: []
    xml:
      - resFile: xml/network_security_config.xml
        target: network-security-config
        inject: |-
          <domain-config>
            <domain includeSubdomains="true">a.example.org</domain>
            <pin-set>
              <pin digest="SHA-256">x</pin>
            </pin-set>
          </domain-config>
      - resFile: xml/network_security_config.xml
        target: network-security-config
        inject: "<a>\\n</b>"
        condition: is('a', 'b')
      - resFile: 'xml/other.xml'
        target: x
        inject: >-
          ${config([['b.example.org', true]], [A, B])}
  ios:
    plist:
      - entries:
          - TSKConfiguration:
              TSKSwizzleNetworkDelegates: true
              TSKPinnedDomains:
                a.example.org:
                  TSKIncludeSubdomains: false
                  TSKPublicKeyHashes: [${A}]
          - TSKPinnedDomains: {}
      - replace: 'no'
`;
  const inYaml = told(yaml, 'build-action.yaml').map((line) => line.replaceAll(/["'\s]/g, ''));
  for (const indent of [undefined, 2, '\t']) {
    it(`have the same findings with the same texts (${JSON.stringify(indent)})`, () => {
      const inJson = told(JSON.stringify(value, undefined, indent)).map((line) =>
        line.replaceAll(/["'\s]/g, ''),
      );
      const plain = (lines: string[]) =>
        lines.map((line) => line.replace(/(missing-property|invalid)error:[{r]/, '$1error:')).toSorted();
      deepEqual(plain(inJson), plain(inYaml));
      ok(inYaml.length > 8);
    });
  }

  it('have exact places through escapes', () => {
    const fragment =
      '<domain-config>\t<domain includeSubdomains="true">\u00e9</domain>\r\n<pin-set><pin digest="SHA-256">QQ==</pin></pin-set></domain-config>';
    const json = android({ xml: [inject(fragment)] })
      .replace('\u00e9', '\\u0041\\u002eexample.org')
      .replaceAll('<', '\\u003c');
    ok(told(json).includes('malformed-pin error: QQ=='));
    ok(told(json).includes('non-canonical-host warning: \\u0041\\u002eexample.org'));
  });
});
