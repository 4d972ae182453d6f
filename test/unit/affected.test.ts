import { deepEqual, doesNotThrow, equal, match, ok } from 'node:assert/strict';
import fc from 'fast-check';
import { type Seen, seenIn, type Unread } from '../../server/src/affected/evidence';
import { type Answers, type Triage, triage } from '../../server/src/affected/triage';
import { parseXml } from '../../server/src/core/xml';
import { parseYaml } from '../../server/src/core/yaml';
import { read } from '../../server/src/model/read';
import { suffixes } from '../../server/src/model/suffixes';
import { AMAZON_ROOTS } from '../../server/src/pins/samples';
import { affectedJson } from '../../server/src/report/affected-json';
import { affectedMarkdown } from '../../server/src/report/affected-markdown';
import { affectedText } from '../../server/src/report/affected-text';
import { englishIn, inOtherWords } from './in-other-words';

type Files = Readonly<Record<string, string>>;

const PIN = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const AMAZON = [...AMAZON_ROOTS.keys()];

function pinning(host: string, pins: readonly string[] = [PIN]): string {
  return JSON.stringify({ hosts: [{ host, hashes: pins.map((pin) => `sha256/${pin}`) }] });
}

function nsc(host: string): string {
  return `<network-security-config><domain-config><domain includeSubdomains="true">${host}</domain><pin-set><pin digest="SHA-256">${PIN}</pin></pin-set></domain-config></network-security-config>`;
}

function buildAction(host: string): string {
  const inject = `<domain-config><domain includeSubdomains="true">${host}</domain><pin-set><pin digest="SHA-256">${PIN}</pin></pin-set></domain-config>`;
  const xml = [{ resFile: 'xml/network_security_config.xml', target: 'network-security-config', inject }];
  return JSON.stringify({ platforms: { android: { xml } } });
}

function plist(host: string): string {
  return `<plist><dict><key>TSKConfiguration</key><dict><key>TSKPinnedDomains</key><dict><key>${host}</key><dict><key>TSKPublicKeyHashes</key><array><string>${PIN}</string></array></dict></dict></dict></dict></plist>`;
}

const OWN = pinning('api.example.org');
const MANAGED = pinning('acme.outsystemsenterprise.com');
const BYPASS = '{"preferences":{"global":[{"name":"BypassOSDomainsValidation","value":"true"}]}}';
const INSTALLS = '{"plugin":{"url":"https://github.com/OutSystems/cordova-outsystems-sslpinning.git#7.0.1"}}';

function modelled(files: Files, managedDomains: readonly string[] = []): Seen[] {
  return Object.entries(files).flatMap(([path, text]) => {
    const model = read(text, { path, suffixes, parseXml, parseYaml });
    return model ? [seenIn({ path, model, managedDomains })] : [];
  });
}

function judge(files: Files, answers: Answers = {}, listed: readonly string[] = []): Triage {
  return triage(modelled(files, listed), answers);
}

const SELF: Answers = { infrastructure: 'self-managed' };
const CLOUD: Answers = { infrastructure: 'cloud' };
const ABSENT: Answers = { plugin: 'absent' };

const EVERY_SIGN: Files = {
  'extensibility.json': `{"buildConfigurations": {
  "cordova": {"source": {"npm": "https://user:s3cret@github.com/OutSystems/cordova-outsystems-sslpinning.git"}},
  "resources": {"android": [{"source": "$extensibilitySettings.PinningConfiguration", "target": "pinning"}]},
  "buildAction": {"config": $resources.ssl-pinning-build-action.json}},
 "preferences": {"android": [{"name": "sslpinning-connection-keep-alive", "value": 300},
  {"name": "BypassOSDomainsValidation", "value": "true"}]}}`,
  'pinning/pinning.json': MANAGED,
};

/** What else there is to say; more rows than a page shows. */
const MORE: readonly (readonly [name: string, files: Files, answers: Answers])[] = [
  ['every sign', EVERY_SIGN, {}],
  [
    'a personal environment, against both answers',
    { 'pinning.json': pinning('personal.outsystemscloud.com'), 'extensibility.json': INSTALLS },
    { ...SELF, ...ABSENT },
  ],
  ['two hosts of its own', { 'a/pinning.json': OWN, 'b/pinning.json': pinning('b.example.net') }, {}],
  ['many hosts', Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}/pinning.json`, OWN])), {}],
];

describe('triage', () => {
  const cases: readonly (readonly [
    name: string,
    files: Files,
    answers: Answers,
    verdict: Triage['verdict'],
    affected: boolean | null,
  ])[] = [
    ['nothing at all', {}, {}, 'unknown', null],
    ['nothing, in the cloud', {}, CLOUD, 'unknown', null],
    ['nothing, on own servers', {}, SELF, 'self-managed', false],
    ['nothing, and the plugin is not referenced', {}, ABSENT, 'no-plugin', false],
    ['nothing, and the plugin is referenced', {}, { plugin: 'referenced' }, 'unknown', null],
    ['both say no: the first case of the announcement', {}, { ...ABSENT, ...SELF }, 'no-plugin', false],
    ['files that are none of ours', { 'package.json': '{}' }, {}, 'unknown', null],
    ['an own domain', { 'pinning.json': OWN }, {}, 'own-domain', false],
    ['an own domain, in the cloud', { 'pinning.json': OWN }, CLOUD, 'own-domain', false],
    ['an own domain, on own servers', { 'pinning.json': OWN }, SELF, 'self-managed', false],
    ['a default domain', { 'pinning.json': MANAGED }, {}, 'default-domain', true],
    ['a default domain, in the cloud', { 'pinning.json': MANAGED }, CLOUD, 'default-domain', true],
    ['a default domain goes before the answer', { 'pinning.json': MANAGED }, SELF, 'default-domain', true],
    ['one of two', { 'a/pinning.json': OWN, 'b/pinning.json': MANAGED }, {}, 'default-domain', true],
    ['a file that nothing reads', { 'pinning.json': MANAGED }, ABSENT, 'no-plugin', false],
    [
      'a plugin that is installed after all',
      { 'pinning.json': MANAGED, 'extensibility.json': INSTALLS },
      ABSENT,
      'default-domain',
      true,
    ],
    [
      'the same with an own domain',
      { 'pinning.json': OWN, 'extensibility.json': INSTALLS },
      ABSENT,
      'own-domain',
      false,
    ],
    ['pins that need no plugin', { 'a.xml': nsc('acme.outsystems.app') }, ABSENT, 'default-domain', true],
    ['own pins that need no plugin', { 'a.xml': nsc('api.example.org') }, ABSENT, 'no-plugin', false],
    ['pins that need TrustKit', { 'Info.plist': plist('acme.outsystems.app') }, ABSENT, 'no-plugin', false],
    ['pins in a property list', { 'Info.plist': plist('acme.outsystems.app') }, {}, 'default-domain', true],
    ['pins in a build action', { 'a.json': buildAction('acme.outsystems.dev') }, {}, 'default-domain', true],
    ['own pins in a build action', { 'a.json': buildAction('api.example.org') }, {}, 'own-domain', false],
    ['a host that the build puts in', { 'a.json': buildAction('$HOST') }, {}, 'unknown', null],
    [
      'a host of the build and a default one',
      { 'a.json': buildAction('$HOST'), 'pinning.json': MANAGED },
      {},
      'default-domain',
      true,
    ],
    [
      'a host without pins is nobody’s pin',
      {
        'a.xml':
          '<network-security-config><domain-config><domain>acme.outsystems.app</domain></domain-config></network-security-config>',
      },
      {},
      'unknown',
      null,
    ],
    [
      'a URL of a default domain',
      { 'pinning.json': pinning('https://ACME.outsystems.app:443/x') },
      {},
      'default-domain',
      true,
    ],
    [
      'a list of hosts',
      { 'pinning.json': pinning('a.example.org, b.outsystems.app, c.example.org') },
      {},
      'unknown',
      null,
    ],
    ['an address', { 'pinning.json': pinning('192.0.2.7') }, {}, 'unknown', null],
    ['a blank host', { 'pinning.json': pinning(' ') }, {}, 'unknown', null],
    [
      'a name that only ends alike',
      { 'pinning.json': pinning('notoutsystems.app') },
      {},
      'own-domain',
      false,
    ],
    [
      'Amazon’s roots',
      { 'pinning.json': pinning('acme.outsystems.app', AMAZON) },
      {},
      'default-domain',
      false,
    ],
    [
      'Amazon’s roots and another pin',
      { 'pinning.json': pinning('acme.outsystems.app', [...AMAZON, PIN]) },
      {},
      'default-domain',
      true,
    ],
    [
      'Amazon’s roots elsewhere',
      { 'pinning.json': pinning('acme.outsystemsenterprise.com', AMAZON) },
      {},
      'default-domain',
      true,
    ],
    ['the flag alone', { 'extensibility.json': BYPASS }, {}, 'unknown', null],
    ['the plugin alone', { 'extensibility.json': INSTALLS }, CLOUD, 'unknown', null],
    ['the plugin alone, on own servers', { 'extensibility.json': INSTALLS }, SELF, 'self-managed', false],
    ['a file cut short', { 'pinning.json': OWN.slice(0, -2) }, {}, 'unknown', null],
    [
      'a default domain in a file cut short',
      { 'pinning.json': MANAGED.slice(0, -2) },
      {},
      'default-domain',
      true,
    ],
    ['an empty file', { 'pinning.json': '' }, {}, 'unknown', null],
  ];
  for (const [name, files, answers, verdict, affected] of cases) {
    it(`${name}: ${verdict}`, () => {
      const found = judge(files, answers);
      deepEqual([found.verdict, found.affected], [verdict, affected]);
      ok(found.headline && found.reason && found.steps.length > 0);
    });
  }

  it('leaves no English on its page in another language', async () => {
    const listed = ['example.org'];
    const rest = await inOtherWords(() =>
      [[], listed].flatMap((domains) =>
        [...cases, ...MORE].flatMap(([name, files, answers]) => {
          const page = affectedMarkdown(judge(files, answers, domains));
          const source = JSON.stringify([files, domains]);
          return englishIn(page, source).map((word) => `${name}: ${word}`);
        }),
      ),
    );
    deepEqual(rest, []);
  });

  it('takes the domains that the settings of a file list', () => {
    const listed = judge({ 'pinning.json': OWN }, {}, ['Example.ORG']);
    deepEqual([listed.verdict, listed.affected], ['default-domain', true]);
    const [row] = listed.evidence;
    ok(row?.kind === 'host');
    deepEqual([row.owner, row.domain], ['listed', 'example.org']);
  });

  it('says nothing for sure where something could not be read', () => {
    const unread: Unread[] = [{ path: 'secret', reason: 'permission denied' }];
    equal(triage(modelled({ 'pinning.json': OWN }), {}, unread).verdict, 'unknown');
    equal(triage(modelled({ 'pinning.json': MANAGED }), {}, unread).verdict, 'default-domain');
  });

  describe('asks only what is open', () => {
    const asked: readonly (readonly [
      name: string,
      files: Files,
      answers: Answers,
      ids: readonly string[],
    ])[] = [
      ['nothing known', {}, {}, ['infrastructure', 'plugin', 'pins']],
      ['a place is known', {}, CLOUD, ['plugin', 'pins']],
      ['all is answered', {}, { ...CLOUD, plugin: 'referenced' }, ['pins']],
      [
        'a configuration installs the plugin',
        { 'extensibility.json': INSTALLS },
        {},
        ['infrastructure', 'pins'],
      ],
      ['a default domain is the cloud', { 'pinning.json': MANAGED }, {}, ['plugin', 'pins']],
    ];
    for (const [name, files, answers, ids] of asked) {
      it(name, () =>
        deepEqual(
          judge(files, answers).questions.map(({ id }) => id),
          ids,
        ),
      );
    }
  });

  it('shows every sign with its place, affected hosts first', () => {
    const rows = judge(EVERY_SIGN).evidence.map(({ kind, path, line, column, text }) => [
      kind,
      `${path}:${line}:${column}`,
      text,
    ]);
    deepEqual(rows, [
      ['host', 'pinning/pinning.json:1:20', 'acme.outsystemsenterprise.com'],
      [
        'plugin-source',
        'extensibility.json:2:34',
        'https://…@github.com/OutSystems/cordova-outsystems-sslpinning.git',
      ],
      ['plugin-sign', 'extensibility.json:3:41', '$extensibilitySettings.PinningConfiguration'],
      ['plugin-sign', 'extensibility.json:4:29', '$resources.ssl-pinning-build-action.json'],
      ['plugin-sign', 'extensibility.json:5:40', 'sslpinning-connection-keep-alive'],
      ['bypass', 'extensibility.json:6:13', 'BypassOSDomainsValidation'],
    ]);
  });

  it('is total: any text of any kind has a verdict', () => {
    const names = [
      'pinning.json',
      'extensibility.json',
      'build-action.json',
      'buildAction.yaml',
      'network_security_config.xml',
      'Info.plist',
    ];
    const seeds = [
      OWN,
      MANAGED,
      BYPASS,
      INSTALLS,
      nsc('a.outsystems.app'),
      buildAction('$HOST'),
      plist('a.example.org'),
    ];
    const texts = fc.oneof(
      fc.string(),
      fc
        .tuple(fc.constantFrom(...seeds), fc.nat(400), fc.string())
        .map(([text, at, put]) => text.slice(0, at) + put + text.slice(at)),
    );
    fc.assert(
      fc.property(fc.constantFrom(...names), texts, (name, text) => {
        const { verdict, affected } = judge({ [name]: text });
        equal(affected === null, verdict === 'unknown');
        ok(verdict !== 'no-plugin' && verdict !== 'self-managed', 'no file alone says that');
      }),
      { numRuns: 500 },
    );
  });

  it('does not depend on the order of the files', () => {
    const files = modelled({
      'a/pinning.json': OWN,
      'b/pinning.json': MANAGED,
      'extensibility.json': INSTALLS,
    });
    const { verdict, evidence } = triage(files);
    const turned = triage(files.toReversed());
    equal(turned.verdict, verdict);
    equal(turned.evidence.length, evidence.length);
  });
});

describe('the report of a triage', () => {
  const HOSTILE = '\u001b[2J::error::<img src=x onerror=alert(1)>|[click](command:x)`\n# Not affected\u202e';
  const same = (text: string) => text;
  const layout = {
    paint: { bold: same, dim: same, red: same, yellow: same, cyan: same, green: same },
    width: 100,
  };
  const hostile = triage(
    [
      ...modelled({ [`${HOSTILE}/pinning.json`]: pinning(HOSTILE) }),
      ...modelled({ 'own/pinning.json': pinning('a.x](y)<b>') }, ['x](y)<b>']),
    ],
    {},
    [{ path: HOSTILE, reason: HOSTILE }],
  );

  it('says in its first line what it found', () => {
    match(affectedText(judge({ 'pinning.json': MANAGED }), layout), /^Affected: .*\(default-domain\)\n/);
    match(affectedMarkdown(judge({ 'pinning.json': OWN })), /^# Not affected: /);
  });

  it('lets no name of a file steer a terminal', () => {
    for (const text of [affectedText(hostile, layout), affectedJson(hostile)]) {
      ok(!/[\p{Cc}\p{Cf}]/u.test(text.replaceAll('\n', '')));
      ok(!/^(?:::|# )/m.test(text));
    }
    equal(JSON.parse(affectedJson(hostile)).evidence.length, 2);
  });

  it('lets no name of a file be markup', () => {
    const page = affectedMarkdown(hostile, () => '/x#L1,1');
    const outside = page.replace(/(`+)[^\n]*?[^`]\1(?!`)/g, '').replace(/\\[!-/:-@[-`{-~]/g, '');
    ok(!/<|command:|\p{Cf}/u.test(outside.replaceAll('(</x#L1,1>)', '')), outside);
    equal(page.match(/^# /gm)?.length, 1);
  });

  it('bounds what it shows', () => {
    const many = JSON.stringify({
      hosts: Array.from({ length: 30_000 }, (_, at) => ({ host: `h${at}.example.org`, hashes: [] })),
    });
    const found = judge({ 'pinning.json': many });
    ok(affectedText(found, layout).split('\n').length < 100);
    ok(affectedMarkdown(found).split('\n').length < 300);
  });

  it('is there for whatever a file holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (host, path) => {
        const found = judge({ [path]: pinning(host) });
        doesNotThrow(() => [
          affectedText(found, layout),
          affectedMarkdown(found),
          JSON.parse(affectedJson(found)),
        ]);
      }),
      { numRuns: 200 },
    );
  });
});
