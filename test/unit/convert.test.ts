import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { CONVERT_TARGETS, type ConvertTarget, convert, targetsFor } from '../../server/src/convert';
import { parseXml } from '../../server/src/core/xml';
import { parseYaml } from '../../server/src/core/yaml';
import { lint } from '../../server/src/lint';
import type { Kind } from '../../server/src/model/kind';
import type { Model } from '../../server/src/model/model';
import { read } from '../../server/src/model/read';
import { suffixes } from '../../server/src/model/suffixes';
import { meantKey } from '../../server/src/pins/pin';
import { pinning, somePin } from '../support/cli';
import { DOCUMENTS } from './generated';
import { englishIn, inOtherWords } from './in-other-words';

/** What pins are written into. */
const PIN_TARGETS = CONVERT_TARGETS.filter((to) => to !== 'extensibility');

const PARTS = { suffixes, parseXml, parseYaml };

function model(text: string, kind?: Kind): Model {
  const found = read(text, { ...PARTS, ...(kind ? { kind } : {}) });
  if (!found) throw new Error(`none of ours: ${text}`);
  return found;
}

function converted(from: Model, to: ConvertTarget) {
  const found = convert(from, to);
  if (!found.ok) throw new Error(found.message);
  return found;
}

/** What of the words about a conversion is English, where another language is spoken. */
function english(from: string, to: ConvertTarget): readonly string[] {
  const found = convert(model(from), to);
  const said = found.ok ? found.notes : [found.message, ...(found.notes ?? [])];
  return said.flatMap((text) => englishIn(text, from, ['Android', 'iOS']));
}

/** What a text pins: `platform host[+ for its subdomains] key key…`, sorted. */
function pins(text: string): string[] {
  return model(text)
    .pinSets.filter(({ pinned }) => pinned)
    .flatMap((set) =>
      set.hosts.map((host) => {
        const keys = set.pins.flatMap(({ reading }) => (reading.ok ? [reading.key.slice(0, 4)] : []));
        return `${set.platform} ${host.name}${host.subdomains ? '+' : ''} ${keys.join(' ')}`;
      }),
    )
    .sort();
}

const CORPUS = '../shared/corpus';
const unless = existsSync(CORPUS) ? '' : ', skipped: no corpus';
const SAMPLE = '../shared/corpus/pin-capacitor-plugin-build-action.json';
const RUNS = { numRuns: 200, seed: 20261122 };

const A = somePin('a').slice(7);
const B = somePin('b').slice(7);
const C = somePin('c').slice(7);
const [a, b, c] = [A, B, C].map((key) => key.slice(0, 4));

const nsc = (inner: string) => `<network-security-config>${inner}</network-security-config>`;
const domain = (
  host: string,
  keys: readonly string[],
  { sub = 'true', end = '' }: { readonly sub?: string; readonly end?: string } = {},
) =>
  `<domain-config><domain includeSubdomains="${sub}">${host}</domain><pin-set${end}>${keys.map((key) => `<pin digest="SHA-256">${key}</pin>`).join('')}</pin-set></domain-config>`;
const plist = (inner: string) => `<plist version="1.0"><dict>${inner}</dict></plist>`;
const tsk = (domains: string) =>
  plist(
    `<key>TSKConfiguration</key><dict><key>TSKSwizzleNetworkDelegates</key><true/><key>TSKPinnedDomains</key><dict>${domains}</dict></dict>`,
  );
const policy = (host: string, keys: readonly string[], more = '') =>
  `<key>${host}</key><dict>${more}<key>TSKPublicKeyHashes</key><array>${keys.map((key) => `<string>${key}</string>`).join('')}</array></dict>`;
const apple = (host: string, lists: string) =>
  plist(
    `<key>NSAppTransportSecurity</key><dict><key>NSPinnedDomains</key><dict><key>${host}</key><dict>${lists}</dict></dict></dict>`,
  );
const identities = (name: string, keys: readonly string[]) =>
  `<key>${name}</key><array>${keys.map((key) => `<dict><key>SPKI-SHA256-BASE64</key><string>${key}</string></dict>`).join('')}</array>`;
const action = (android: string, ios: object, more: object = {}) =>
  JSON.stringify({
    platforms: {
      android: {
        xml: [
          {
            resFile: 'xml/network_security_config.xml',
            target: 'network-security-config',
            inject: android,
            ...more,
          },
        ],
      },
      ios: { plist: [{ replace: true, entries: [{ TSKConfiguration: { TSKPinnedDomains: ios } }] }] },
    },
  });
const x = 'api.example.org';
const y = 'login.example.com';

const PINNING = pinning([x, `sha256/${A}`, `sha256/${B}`]);
const NSC = nsc(domain(x, [A, B], { sub: 'false' }));
const TSK = tsk(policy(x, [A, B], '<key>TSKIncludeSubdomains</key><true/>'));
const ACTION = action(domain(x, [A, B]), { [x]: { TSKPublicKeyHashes: [A, B] } });

describe('convert', () => {
  describe('every pair', () => {
    const cases: readonly (readonly [from: string, to: ConvertTarget, pins: readonly string[]])[] = [
      [PINNING, 'build-action', [`android ${x}+ ${a} ${b}`, `ios ${x} ${a} ${b}`]],
      [PINNING, 'android-nsc', [`android ${x}+ ${a} ${b}`]],
      [PINNING, 'ios-plist', [`ios ${x} ${a} ${b}`]],
      [NSC, 'build-action', [`android ${x} ${a} ${b}`, `ios ${x} ${a} ${b}`]],
      [NSC, 'pinning', [`both ${x} ${a} ${b}`]],
      [NSC, 'ios-plist', [`ios ${x} ${a} ${b}`]],
      [TSK, 'build-action', [`android ${x}+ ${a} ${b}`, `ios ${x}+ ${a} ${b}`]],
      [TSK, 'pinning', [`both ${x} ${a} ${b}`]],
      [TSK, 'android-nsc', [`android ${x}+ ${a} ${b}`]],
      [ACTION, 'pinning', [`both ${x} ${a} ${b}`]],
      [ACTION, 'android-nsc', [`android ${x}+ ${a} ${b}`]],
      [ACTION, 'ios-plist', [`ios ${x} ${a} ${b}`]],
    ];
    for (const [from, to, expected] of cases) {
      it(`${model(from).kind} to ${to}`, () => {
        const { text, name } = converted(model(from), to);
        assert.equal(read(text, { ...PARTS, path: name })?.kind, to);
        assert.equal(read(text, PARTS)?.kind, to, 'known by its content');
        assert.deepEqual(pins(text), expected);
        assert.deepEqual(
          lint(text, undefined, PARTS).filter(({ severity }) => severity === 'error'),
          [],
        );
        assert.ok(text.endsWith('\n') && !text.endsWith('\n\n'));
      });
    }

    it('is offered, and nothing else is', () => {
      for (const from of [PINNING, NSC, TSK, ACTION])
        assert.deepEqual(
          targetsFor(model(from)),
          PIN_TARGETS.filter((to) => to !== model(from).kind),
        );
      const none = ['{"hosts":[]}', '{"preferences":{"global":[]}}', nsc(''), nsc(`<base-config/>`)];
      for (const text of none)
        assert.deepEqual(targetsFor(model(text, text[0] === '<' ? 'android-nsc' : 'pinning')), []);
    });
  });

  describe('says what is different', () => {
    const cases: readonly (readonly [
      what: string,
      from: string,
      to: ConvertTarget,
      expected: readonly string[],
      tells: readonly (string | RegExp)[],
    ])[] = [
      [
        'subdomains that the plugin adds',
        NSC,
        'pinning',
        [`both ${x} ${a} ${b}`],
        [x, /Android.*subdomains/],
      ],
      ['subdomains that the plugin leaves out', TSK, 'pinning', [`both ${x} ${a} ${b}`], [/iOS.*subdomains/]],
      [
        'what the plugin itself does',
        PINNING,
        'build-action',
        [`android ${x}+ ${a} ${b}`, `ios ${x} ${a} ${b}`],
        [/subdomains on Android/],
      ],
      [
        'an end',
        nsc(domain(x, [A, B], { end: ' expiration="2031-02-03"' })),
        'pinning',
        [`both ${x} ${a} ${b}`],
        ['2031-02-03'],
      ],
      [
        'an end that is no date',
        nsc(domain(x, [A, B], { end: ' expiration="soon"' })),
        'ios-plist',
        [`ios ${x}+ ${a} ${b}`],
        ['`soon`'],
      ],
      [
        'what was only reported',
        tsk(policy(x, [A, B], '<key>TSKEnforcePinning</key><false/>')),
        'android-nsc',
        [`android ${x} ${a} ${b}`],
        [/reported/],
      ],
      ['another platform', NSC, 'ios-plist', [`ios ${x} ${a} ${b}`], [/Android alone/]],
      [
        'a platform more',
        action(domain(x, [A, B]), {
          [x]: { TSKPublicKeyHashes: [A, B] },
          [y]: { TSKPublicKeyHashes: [A, B] },
        }),
        'pinning',
        [`both ${x} ${a} ${b}`, `both ${y} ${a} ${b}`],
        [y, /on both/],
      ],
      [
        'a host of the other platform',
        action(domain(x, [A, B]), { [y]: { TSKPublicKeyHashes: [A, B] } }),
        'android-nsc',
        [`android ${x}+ ${a} ${b}`],
        [y, /iOS alone/],
      ],
      [
        'other keys on the other platform',
        action(domain(x, [A, B]), { [x]: { TSKPublicKeyHashes: [A, C] } }),
        'pinning',
        [`both ${x} ${a} ${b} ${c}`],
        [/different keys/],
      ],
      [
        'other keys that stay away',
        action(domain(x, [A, B]), { [x]: { TSKPublicKeyHashes: [A, C] } }),
        'ios-plist',
        [`ios ${x} ${a} ${c}`],
        [/other keys/],
      ],
      [
        'a malformed pin',
        pinning([x, `sha256/${A}`, `sha256/${B}`, 'sha256/AAAA']),
        'build-action',
        [`android ${x}+ ${a} ${b}`, `ios ${x} ${a} ${b}`],
        ['`sha256/AAAA`', x],
      ],
      [
        'a pin in another spelling',
        pinning([x, A, `sha256//${B}`]),
        'android-nsc',
        [`android ${x}+ ${a} ${b}`],
        [`\`${A}\``, `sha256//${B}`],
      ],
      [
        'a hash of another kind',
        nsc(domain(x, [`sha1/${A}`, A, B])),
        'pinning',
        [`both ${x} ${a} ${b}`],
        [`sha1/${A}`],
      ],
      [
        'a pin twice',
        pinning([x, `sha256/${A}`, `sha256/${A}`, `sha256/${B}`]),
        'ios-plist',
        [`ios ${x} ${a} ${b}`],
        [A, /once/],
      ],
      [
        'what is no pin at all',
        JSON.stringify({ hosts: [{ host: x, hashes: [1, `sha256/${A}`, `sha256/${B}`] }] }),
        'ios-plist',
        [`ios ${x} ${a} ${b}`],
        [/no text/],
      ],
      [
        'a host twice',
        pinning([x, `sha256/${A}`, `sha256/${B}`], ['API.example.org', `sha256/${B}`, `sha256/${C}`]),
        'ios-plist',
        [`ios ${x} ${a} ${b} ${c}`],
        [x, /several/],
      ],
      [
        'a URL',
        pinning(['https://api.example.org/x', `sha256/${A}`, `sha256/${B}`]),
        'ios-plist',
        [`ios ${x} ${a} ${b}`],
        ['https://api.example.org/x'],
      ],
      [
        'no host name',
        pinning(['*.example.org', `sha256/${A}`, `sha256/${B}`], [x, `sha256/${A}`, `sha256/${B}`]),
        'android-nsc',
        [`android ${x}+ ${a} ${b}`],
        ['*.example.org'],
      ],
      [
        'a name that TrustKit refuses',
        nsc(domain('192.0.2.1', [A, B]) + domain(x, [A, B])),
        'build-action',
        [`android 192.0.2.1+ ${a} ${b}`, `android ${x}+ ${a} ${b}`, `ios ${x}+ ${a} ${b}`],
        ['192.0.2.1', /iOS/],
      ],
      [
        'too few keys',
        nsc(domain(y, [A]) + domain(x, [A, B])),
        'pinning',
        [`both ${x} ${a} ${b}`],
        [y, /backup/],
      ],
      ['no keys', nsc(domain(y, ['x']) + domain(x, [A, B])), 'pinning', [`both ${x} ${a} ${b}`], [y]],
      [
        'an entry without a host',
        JSON.stringify({ hosts: [{ hashes: [] }, { host: x, hashes: [`sha256/${A}`, `sha256/${B}`] }] }),
        'android-nsc',
        [`android ${x}+ ${a} ${b}`],
        [/entries/],
      ],
      [
        'a host without pins',
        nsc(
          `<domain-config><domain includeSubdomains="true">${y}</domain></domain-config>${domain(x, [A, B])}`,
        ),
        'pinning',
        [`both ${x} ${a} ${b}`],
        [y],
      ],
      [
        'an excluded host',
        tsk(
          policy('example.org', [A, B], '<key>TSKIncludeSubdomains</key><true/>') +
            `<key>${x}</key><dict><key>kSKExcludeSubdomainFromParentPolicy</key><true/></dict>`,
        ),
        'android-nsc',
        [`android example.org+ ${a} ${b}`],
        [x],
      ],
      [
        'settings of Android',
        nsc(
          `<base-config cleartextTrafficPermitted="true"/>${domain(x, [A, B]).replace('<domain-config>', '<domain-config cleartextTrafficPermitted="false"><trust-anchors/>')}<debug-overrides/>`,
        ),
        'build-action',
        [`android ${x}+ ${a} ${b}`, `ios ${x}+ ${a} ${b}`],
        ['<base-config>', '<trust-anchors>', '<debug-overrides>', 'cleartextTrafficPermitted="false"'],
      ],
      [
        'keys of a property list',
        tsk(policy(x, [A, B], '<key>TSKReportUris</key><array/>')).replace(
          '<dict>',
          '<dict><key>CFBundleName</key><string>x</string><key>NSAppTransportSecurity</key><dict><key>NSAllowsArbitraryLoads</key><true/></dict>',
        ),
        'android-nsc',
        [`android ${x} ${a} ${b}`],
        ['CFBundleName', 'NSAllowsArbitraryLoads', 'TSKReportUris', /default address/],
      ],
      [
        'connections that the app handed over',
        ACTION,
        'ios-plist',
        [`ios ${x} ${a} ${b}`],
        ['TSKSwizzleNetworkDelegates'],
      ],
      [
        "Apple's authorities",
        apple(x, identities('NSPinnedCAIdentities', [A, B])),
        'android-nsc',
        [`android ${x} ${a} ${b}`],
        [/authorities alone/],
      ],
      [
        "Apple's leaves",
        apple(x, identities('NSPinnedLeafIdentities', [A, B])),
        'android-nsc',
        [`android ${x} ${a} ${b}`],
        [/own key alone/],
      ],
      [
        "Apple's two lists",
        apple(
          x,
          `<key>NSIncludesSubdomains</key><true/>${identities('NSPinnedLeafIdentities', [A]) + identities('NSPinnedCAIdentities', [B])}`,
        ),
        'android-nsc',
        [`android ${x}+ ${b} ${a}`],
        [/match both/, /one level/],
      ],
      [
        'a condition',
        action(domain(x, [A, B]), {}, { condition: 'eq $ENV prod' }),
        'android-nsc',
        [`android ${x}+ ${a} ${b}`],
        ['eq $ENV prod'],
      ],
      [
        'variables',
        action(domain(x, [A, B, '$BACKUP']) + domain('$HOST', [A, B]), {}).replace(
          '{',
          '{"variables":{"BACKUP":{"type":"string"}},',
        ),
        'android-nsc',
        [`android ${x}+ ${a} ${b}`],
        ['$BACKUP', '$HOST', '`BACKUP`'],
      ],
      [
        'other steps',
        action(domain(x, [A, B]), {}).replace(
          '"xml":',
          '"manifest":[{"file":"AndroidManifest.xml","target":"manifest","attrs":{}}],"appNam":"x","xml":',
        ),
        'pinning',
        [`both ${x} ${a} ${b}`],
        ['platforms.android.manifest[0]', 'appNam'],
      ],
      [
        'pins that nothing reads',
        action(domain(x, [A, B]), {}).replace('xml/network_security_config.xml', 'xml/other.xml'),
        'android-nsc',
        [`android ${x}+ ${a} ${b}`],
        ['xml/other.xml'],
      ],
      [
        'pins of no host',
        action(`${domain(x, [A, B])}<pin-set><pin digest="SHA-256">${C}</pin></pin-set>`, {}),
        'android-nsc',
        [`android ${x}+ ${a} ${b}`],
        [C],
      ],
      [
        'other keys of a pinning file',
        PINNING.replace('{', '{"note":1,').replace('"host"', '"expires":2,"host"'),
        'ios-plist',
        [`ios ${x} ${a} ${b}`],
        ['`note`', '`expires`'],
      ],
      ['comments', `// why\n${PINNING}`, 'ios-plist', [`ios ${x} ${a} ${b}`], [/Comments/]],
      ['a broken text', PINNING.slice(0, -5), 'ios-plist', [`ios ${x} ${a} ${b}`], [/syntax/]],
    ];
    for (const [what, from, to, expected, tells] of cases) {
      it(what, () => {
        const { text, notes } = converted(model(from), to);
        assert.deepEqual(pins(text), expected);
        for (const told of tells)
          assert.ok(
            notes.some((one) => (typeof told === 'string' ? one.includes(told) : told.test(one))),
            `${told} in\n${notes.join('\n')}`,
          );
      });
    }

    it('in another language, with no English left', async () => {
      const left = await inOtherWords(() =>
        cases.flatMap(([what, from, to]) =>
          // Why nothing reads them is for a rule to say.
          what === 'pins that nothing reads' ? [] : english(from, to),
        ),
      );
      assert.deepEqual(left, []);
    });

    it('and no more than that', () => {
      for (const from of [NSC, PINNING]) assert.equal(converted(model(from), 'build-action').notes.length, 2);
      assert.ok(
        converted(
          model(
            pinning(...Array.from({ length: 500 }, (_, at) => [`*.h${at}.org`, `sha256/${at}`] as const), x),
          ),
          'ios-plist',
        ).notes.length <= 101,
      );
    });
  });

  it('keeps ends and what is only reported where the other kind knows them', () => {
    const end = '<key>TSKExpirationDate</key><string>2031-2-3</string>';
    const from = tsk(policy(x, [A, B], `${end}<key>TSKEnforcePinning</key><false/>`));
    const [android, ios] = model(converted(model(from), 'build-action').text).pinSets;
    assert.equal(android?.expires?.text, '2031-02-03');
    assert.equal(ios?.expires?.text, '2031-02-03');
    assert.equal(ios?.enforced, false);
    const twice = nsc(
      domain(x, [A, B], { end: ' expiration="2031-02-03"' }) +
        domain(x, [A, C], { end: ' expiration="2032-01-01"' }),
    );
    assert.equal(model(converted(model(twice), 'ios-plist').text).pinSets[0]?.expires?.text, '2032-01-01');
    const half = nsc(domain(x, [A, B], { end: ' expiration="2031-02-03"' }) + domain(x, [A, C]));
    assert.equal(model(converted(model(half), 'ios-plist').text).pinSets[0]?.expires, undefined);
  });

  describe('says in one clause why there is nothing to write', () => {
    const cases: readonly (readonly [from: string, to: ConvertTarget])[] = [
      [PINNING, 'pinning'],
      ['{"preferences":{"global":[]}}', 'pinning'],
      [nsc(domain(x, [A])), 'pinning'],
      [pinning(['*.example.org', `sha256/${A}`, `sha256/${B}`]), 'build-action'],
    ];
    for (const [from, to] of cases) {
      it(`from ${model(from).kind} to ${to}`, async () => {
        const found = convert(model(from), to);
        assert.ok(!found.ok && /^[^\n.]\S.*[^.]$/.test(found.message), JSON.stringify(found));
        assert.deepEqual(await inOtherWords(() => english(from, to)), []);
      });
    }
  });

  (existsSync(SAMPLE) ? it : it.skip)(`writes the build action that OutSystems documents${unless}`, () => {
    const sample = readFileSync(SAMPLE, 'utf8');
    const back = converted(model(sample), 'pinning');
    assert.deepEqual(
      JSON.parse(converted(model(back.text), 'build-action').text),
      canonical(JSON.parse(sample)),
    );
  });

  (existsSync(CORPUS) ? it : it.skip)(`brings no error into real files${unless}`, () => {
    let made = 0;
    for (const path of readdirSync(CORPUS)) {
      const text = readFileSync(`${CORPUS}/${path}`, 'utf8');
      const from = read(text, { ...PARTS, path });
      for (const to of from ? targetsFor(from) : []) {
        const found = converted(model(text, from?.kind), to);
        const before = errors(text, from?.kind);
        assert.deepEqual(
          [...errors(found.text, to)].filter((rule) => !before.has(rule)),
          [],
          `${path} to ${to}`,
        );
        made++;
      }
    }
    assert.ok(made >= 30, `${made}`);
  });

  describe('of generated documents', () => {
    const key = fc
      .uint8Array({ minLength: 32, maxLength: 32 })
      .map((bytes) => Buffer.from(bytes).toString('base64'));
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,8}$/);
    const host = fc.tuple(label, label).map(([sub, own]) => `${sub}.${own}.example.org`);
    const keys = fc.uniqueArray(key, { minLength: 2, maxLength: 4 });
    const sound = fc.uniqueArray(fc.tuple(host, keys), {
      minLength: 1,
      maxLength: 5,
      selector: ([name]) => name,
    });

    it('the way there and back pins the same', () => {
      fc.assert(
        fc.property(sound, fc.constantFrom('build-action', 'android-nsc', 'ios-plist'), (entries, to) => {
          const from = pinning(
            ...entries.map(([name, own]) => [name, ...own.map((one) => `sha256/${one}`)] as const),
          );
          assert.equal(converted(model(converted(model(from), to).text), 'pinning').text, from);
        }),
        RUNS,
      );
    });

    it('the way over every kind pins the same', () => {
      fc.assert(
        fc.property(sound, fc.shuffledSubarray([...PIN_TARGETS], { minLength: 4 }), (entries, way) => {
          const from = pinning(
            ...entries.map(([name, own]) => [name, ...own.map((one) => `sha256/${one}`)] as const),
          );
          let text = from;
          for (const to of way) if (model(text).kind !== to) text = converted(model(text), to).text;
          const back = model(text).kind === 'pinning' ? text : converted(model(text), 'pinning').text;
          assert.equal(back, from);
        }),
        RUNS,
      );
    });

    for (const [kind, path, documents] of DOCUMENTS) {
      it(`${kind}: brings no error, and loses neither host nor key without a word`, () => {
        fc.assert(
          fc.property(documents, fc.constantFrom(...PIN_TARGETS), (text, to) => {
            const from = read(text, { ...PARTS, kind, path });
            if (!from) return;
            const found = convert(from, to);
            if (!found.ok) return;
            const before = errors(text, kind);
            const brought = [...errors(found.text, to)].filter((rule) => !before.has(rule));
            const unveiled = before.has('malformed-pin') ? ['empty-input-pin', 'near-miss-pin'] : [];
            assert.deepEqual(
              brought.filter((rule) => !unveiled.includes(rule)),
              [],
              text,
            );
            assert.deepEqual(lostIn(from, model(found.text, to), found.notes.join('\n')), [], text);
          }),
          RUNS,
        );
      });
    }
  });
});

/** The hosts and pins of a model that neither another one has nor the notes name. */
function lostIn(from: Model, written: Model, notes: string): string[] {
  const keys = (name: string) =>
    written.pinSets.flatMap(({ hosts, pins: own }) =>
      hosts.some((host) => host.name === name) ? own.map(({ reading }) => meantKey(reading)) : [],
    );
  return from.pinSets.flatMap(({ hosts, pins: own }) =>
    hosts.flatMap(({ name, text }) => {
      const there = keys(name);
      if (there.length === 0 || notes.includes(`\`${name}\``))
        return notes.includes(text) || notes.includes(`\`${name}\``) ? [] : [text];
      const lost = own.filter(
        ({ reading, text: pin }) => !there.includes(meantKey(reading)) && !notes.includes(pin),
      );
      return lost.map(({ text: pin }) => `${text} ${pin}`);
    }),
  );
}

/** The rules that find an error in a text. */
function errors(text: string, kind: Kind | undefined): Set<string> {
  const found = lint(text, kind, PARTS).filter(({ severity }) => severity === 'error');
  return new Set(found.map(({ rule }) => rule));
}

/** What JSON says, with each pin's unused bits set to zero, as the sample's are not. */
function canonical(value: unknown): unknown {
  const text = JSON.stringify(value).replace(/[A-Za-z0-9+/]{43}=/g, (pin) =>
    Buffer.from(pin, 'base64').toString('base64'),
  );
  return JSON.parse(text);
}
