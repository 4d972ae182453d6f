import { doesNotMatch, equal, match, ok } from 'node:assert/strict';
import { type Hover, type HoverKnown, hoverAt } from '../../server/src/features/hover';
import { code, plain, prose, quoting } from '../../server/src/features/markdown';
import { check } from '../../server/src/lint';
import { cursor } from './cursor';
import { OPTIONS } from './marked';

const AMAZON = 'sha256/++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=';
const OTHER = 'sha256/O4ZJLkAjU8yKE7p6Y2TcQ6wX74ljL8cx8X3mJNQQLuY=';
const EXT = 'extensibility.json';
const ACTION = 'build-action.json';

interface Shown extends Hover {
  /** The text that the hover stands at. */
  readonly at: string;
}

function hover(marked: string, path?: string, known?: HoverKnown): Shown | undefined {
  const { model, offset } = cursor(marked, path);
  const found = hoverAt(model, offset, known);
  return found && { ...found, at: model.text.slice(found.span.start, found.span.end) };
}

function said(marked: string, path?: string, known?: HoverKnown): string {
  const found = hover(marked, path, known);
  ok(found, `something is said in ${marked}`);
  return found.markdown;
}

const pinned = (host: string, ...pins: readonly string[]) =>
  `{ "hosts": [ { "host": "${host}", "hashes": [${pins.map((pin) => `"${pin}"`).join(', ')}] } ] }`;

describe('hover', () => {
  it('tells whose key a pin is', () => {
    const amazon = hover(pinned('a.example.org', OTHER, AMAZON.replace('BgDH', 'Bg|DH')));
    equal(amazon?.at, AMAZON);
    match(amazon?.markdown ?? '', /Amazon Root CA 1\*\* \(RSA 2048, until 2038-01-17\)/);
    match(
      said(pinned('a.example.org', OTHER.replace('Z', '|Z'), AMAZON)),
      /Not the key of a publicly known root/,
    );
    match(
      said(pinned('a.example.org', 'sha256/|47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=')),
      /hash of no input/,
    );
    match(
      said(pinned('a.example.org', 'sha256/|AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')),
      /Nobody's key/,
    );
    match(said(pinned('a.example.org', 'sha|256/x')), /No pin/);
    const entrust = 'sha256/|du6FkDdMcVQ3u8prumAo6t3i3G27uMP2EOhR8R0at/U=';
    match(said(pinned('a.example.org', entrust)), /Entrust.*G2\*\*.*Careful: Chrome/);
    const ending = { today: '2037-12-01' };
    match(
      said(pinned('a.example.org', AMAZON.replace('/', '/|')), undefined, ending),
      /Careful: .*2038-01-17/,
    );
  });

  it('tells how far a host is pinned', () => {
    match(
      said(pinned('a.|example.org', AMAZON)),
      /`a\.example\.org`.*Android pins its subdomains.*1 key.*no backup/s,
    );
    const nsc = (attribute: string) =>
      `<network-security-config><domain-config><domain${attribute}>a.example|.org</domain><pin-set expiration="2027-01-01"><pin digest="SHA-256">${AMAZON.slice(7)}</pin></pin-set></domain-config></network-security-config>`;
    const path = 'network_security_config.xml';
    match(
      said(nsc(' includeSubdomains="true"'), path),
      /and its subdomains.*Not enforced after `2027-01-01`/s,
    );
    match(said(nsc(''), path), /exactly this name/);
  });

  it('tells what a key is for, unless the schema does', () => {
    match(said('{ "ho|sts": [] }'), /pinned hosts/);
    equal(hover('{ "ho|sts": [] }', 'pinning.json', { schema: true }), undefined);
    const network = '{ "appConfigurations": { "ios": { "network": { "trusted|CA": "user" } } } }';
    match(said(network, EXT), /authorities.*`system`, `user`, `both`/s);
    match(said('{ "platforms": { "ios": { "pl|ist": [] } } }', ACTION), /Info\.plist/);
    const entry =
      '{ "platforms": { "ios": { "plist": [ { "entries": [ { "TSKConfiguration": { "TSKSw|izzleNetworkDelegates": true } } ] } ] } } }';
    match(said(entry, ACTION), /whole app/);
    const plist =
      '<plist><dict><key>TSKConfiguration</key><dict><key>TSKSwizzle|NetworkDelegates</key><true/></dict></dict></plist>';
    match(said(plist, 'Info.plist'), /whole app/);
    match(said('platforms:\n  ios:\n    pl|ist: []\n', 'build-action.yaml'), /Info\.plist/);
  });

  it('tells what a preference does at its name and at its value', () => {
    const legacy = '{ "preferences": { "ios": [ { "name": "StatusBarStyle", "value": "default" } ] } }';
    for (const at of ['Bar', 'efault']) {
      match(said(legacy.replace(at, `|${at}`), EXT), /Does nothing.*from MABS 12/s);
    }
    match(
      said('{ "appConfigurations": { "cordova": { "preferences": { "Allow|Screenshot": true } } } }', EXT),
      /boolean/,
    );
    equal(
      hover('{ "preferences": { "ios": [ { "name": "No|thing", "value": 1 } ] } }', EXT)?.markdown.includes(
        'undefined',
      ),
      false,
    );
  });

  it('tells what a reference and a variable stand for', () => {
    const source = '{ "buildConfigurations": { "buildAction": { "config": "$resources.a|.json" } } }';
    match(said(source, EXT), /A resource of the app: `a\.json`\.$/);
    match(said(source, EXT, { resources: ['resources/a.json'] }), /`resources\/a\.json`/);
    match(said(source, EXT, { resources: ['b.json'] }), /No file/);
    const action =
      '{ "variables": { "X": { "type": "string", "default": "d" } }, "platforms": { "ios": { "displayName": "a $|X" } } }';
    match(said(action, ACTION), /`X`.*`string`.*`d`/);
  });

  it('tells what elements and attributes are for, also inside a string', () => {
    const xml =
      "<network-security-config><domain-config><pin-set exp|iration='2030-01-01'/></domain-config></network-security-config>";
    equal(hover(xml, 'network_security_config.xml')?.at, 'expiration');
    const action = `{ "platforms": { "android": { "xml": [ { "resFile": "xml/network_security_config.xml", "target": "a", "inject": "<domain-config>\\n<pi|n-set/></domain-config>" } ] } } }`;
    equal(hover(action, ACTION)?.at, 'pin-set');
  });

  it("explains a build's code that stands for many faults, only where its finding is shown", () => {
    const { model } = cursor('{ "hosts": [ { "host|": 1, "hashes": [] } ], "extra": 2 }');
    const findings = check(model, OPTIONS);
    const extra = hoverAt(model, model.text.indexOf('extra'), { findings });
    match(extra?.markdown ?? '', /\*\*OS-MABS-RES-40003\*\*: /);
    equal(hoverAt(model, model.text.indexOf('host"'), { findings })?.markdown.includes('OS-MABS'), false);
    const list = cursor(`{ "hosts": [ { "host": "a.example.org", "hashes": [\n  "${AMAZON}|"\n] } ] }`);
    const [missing] = check(list.model, OPTIONS);
    equal(missing?.code, 'OS-MABS-RES-40003');
    const known = { findings: check(list.model, OPTIONS) };
    equal(hoverAt(list.model, list.offset, known)?.markdown.includes('OS-MABS'), false);
    match(hoverAt(list.model, list.model.text.indexOf('[\n'), known)?.markdown ?? '', /RES-40003/);
  });

  it('does not say what the findings and the schema beside it say', () => {
    const cases: readonly (readonly [marked: string, path: string, topic: RegExp])[] = [
      [pinned('a.example.org', `sha256/|${'A'.repeat(43)}=`, AMAZON), 'pinning.json', /Nobody's key/],
      [pinned('a.example.org', 'sha|256/x', AMAZON), 'pinning.json', /No pin/],
      [
        pinned('a.example.org', 'sha256/|47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', AMAZON),
        'pinning.json',
        /hash of no input/,
      ],
      ['{ "hosts": [ { "host": "a.|example.org" } ] }', 'pinning.json', /No usable pin/],
      [
        '{ "preferences": { "android": [ { "name": "android-build|ToolsVersion", "value": "1" } ] } }',
        EXT,
        /The build stops/,
      ],
      ['{ "buildConfigurations": { "buildAction": { "config": "$resources.a|" } } }', EXT, /No file/],
    ];
    const workspace = { resources: ['b.json'], pinningFolder: undefined, name: 'x' };
    for (const [marked, path, topic] of cases) {
      const { model, offset } = cursor(marked, path);
      const findings = check(model, { ...OPTIONS, workspace });
      const { resources } = workspace;
      match(hoverAt(model, offset, { resources })?.markdown ?? '', topic);
      doesNotMatch(hoverAt(model, offset, { resources, findings })?.markdown ?? '', topic, marked);
    }
    const host = pinned('a.|example.org', AMAZON, OTHER);
    match(said(host), /Android pins its subdomains/);
    doesNotMatch(said(host, 'pinning.json', { schema: true }), /subdomains/);
  });

  it('says nothing where there is nothing to say', () => {
    equal(hover('{ | "hosts": [] }'), undefined);
    equal(hover('{ "other|": 1, "hosts": [] }'), undefined);
  });
});

describe('Markdown of what a document says', () => {
  const hostile = [
    '[x](command:evil)',
    '`](https://evil.example)`',
    '``` <img src=x>',
    '**b** _i_ # h\n\n| a |',
    '<script>',
    '\u202egnp.exe',
    'a\u0000b\ud800',
    'https://evil.example',
    '&lt;b&gt;',
  ];

  for (const text of hostile) {
    it(`holds no markup: ${JSON.stringify(text)}`, () => {
      const inline = code(text);
      ok(!/[\p{Cc}\p{Cf}\p{Cs}]/u.test(inline));
      const [fence = ''] = /^`+/.exec(inline) ?? [];
      ok(
        inline.endsWith(fence) &&
          !new RegExp(`(?<!\`)${fence}(?!\`)`).test(inline.slice(fence.length, -fence.length)),
      );
    });
  }

  it('quotes between backticks as code, and has no markup beside it', () => {
    const table: readonly (readonly [sentence: string, markdown: string])[] = [
      ['', ''],
      ['plain', 'plain'],
      ['see `a.example`, now', 'see `a.example`\\, now'],
      ['`a` and `b`', '`a` and `b`'],
    ];
    for (const [sentence, markdown] of table) equal(quoting(sentence), markdown);
    for (const text of hostile)
      equal(quoting(`\`a\` ${text.replaceAll('`', '')}`), `\`a\`${prose(` ${text.replaceAll('`', '')}`)}`);
    equal(quoting('`a`](https://evil.example)`'), '`a`\\]\\(https\\:\\/\\/evil\\.example\\)`  `');
  });

  it('shows a hostile host name as code', () => {
    const markdown = said(pinned('`[x](command:a)<img>|', AMAZON));
    ok(markdown.startsWith('`` `[x](command:a)'));
  });

  it('is short, and can be read as plain text', () => {
    ok(code('x'.repeat(10_000)).length < 200);
    equal(
      plain('**Pin** of `a` and `` `b` `` or `*`\\.\n\n[`Documentation`](https://a.example)'),
      'Pin of a and `b` or *.\n\nDocumentation (https://a.example)',
    );
  });
});
