import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import * as tls from 'node:tls';
import { strToU8, zipSync } from 'fflate';
import { PACKAGE_FINDINGS } from '../../server/src/inspect/finding-ids';
import {
  hasOpenssl,
  type Issued,
  type Lab,
  type Order,
  openLab,
  openssl,
  opensslNote,
  opensslPin,
} from '../support/certificates';
import { type Folder, folder, type Outcome, pinning, pinwarden, somePin, together } from '../support/cli';

const PASSWORD = 'pässwörd 1';

/** True where openssl can write packages as old systems want them. */
const hasLegacy = spawnSync('openssl', ['list', '-provider', 'legacy', '-cipher-algorithms']).status === 0;

/** One of Node's roots that does not end within a year. */
function publicRoot(): string {
  const year = Date.now() + 365 * 86_400_000;
  const lasting = (pem: string) => Date.parse(new X509Certificate(pem).validTo) > year;
  return tls.rootCertificates.find(lasting) ?? '';
}

describe(`cli: inspect${opensslNote}`, function () {
  this.timeout(60_000);
  let lab: Lab;
  let files: Folder;
  before(function () {
    if (!hasOpenssl) this.skip();
    lab = openLab();
    files = folder();
  });

  const leaf = (order: Partial<Order> = {}) =>
    lab.issue({
      commonName: 'api.example.org',
      names: ['DNS:api.example.org', 'DNS:*.example.com'],
      key: 'rsa-2048',
      issuer: lab.intermediate,
      ...order,
    });
  const chain = () => [lab.intermediate, lab.root];
  const pem = (order?: Partial<Order>) => {
    const one = leaf(order);
    return one.key + [one, ...chain()].map(({ certificate }) => certificate).join('');
  };
  const pfx = (one: Issued, ...more: readonly string[]) => {
    const rest = files.write(
      'rest.pem',
      chain()
        .map(({ certificate }) => certificate)
        .join(''),
    );
    const inputs = ['-in', one.certificateFile, '-inkey', one.keyFile, '-certfile', rest];
    return openssl(['pkcs12', '-export', ...inputs, '-passout', `pass:${PASSWORD}`, ...more]);
  };
  const zip = (entries: Readonly<Record<string, string>>) =>
    zipSync(Object.fromEntries(Object.entries(entries).map(([name, text]) => [name, strToU8(text)])));

  type Case = readonly [
    title: string,
    name: string,
    content: () => string | Uint8Array,
    args: readonly string[],
    /** Ids beside `package-not-public`, which no chain of the lab goes without. */
    expected: readonly string[],
  ];
  const host = ['--host', 'api.example.org'];
  const cases: readonly Case[] = [
    ['a PEM bundle', 'whole.pem', () => pem(), host, []],
    ['a bundle in Windows line ends', 'crlf.pem', () => pem().replace(/\n/g, '\r\n'), host, []],
    ['a PFX of today', 'modern.pfx', () => pfx(leaf()), host, ['package-encryption']],
    [
      'a ZIP',
      'whole.zip',
      () => {
        const one = leaf();
        return zip({
          'ca.crt': lab.intermediate.certificate,
          'root.crt': lab.root.certificate,
          'api.crt': one.certificate,
          'api.key': one.key,
        });
      },
      host,
      [],
    ],
    [
      'a ZIP with more in it',
      'more.zip',
      () => zip({ 'bundle.pem': pem(), 'readme.txt': 'Hello' }),
      host,
      ['package-stray-file'],
    ],
    [
      'a P7B',
      'whole.p7b',
      () => {
        const all = [leaf(), ...chain()].map(({ certificate }) => certificate).join('');
        return openssl(['crl2pkcs7', '-nocrl', '-outform', 'DER', '-certfile', files.write('all.pem', all)]);
      },
      host,
      ['package-format', 'package-key-missing'],
    ],
    [
      'another key',
      'other.pem',
      () => pem().replace(leaf().key, lab.stranger.key),
      host,
      ['package-key-mismatch'],
    ],
    [
      'the wrong order',
      'order.pem',
      () => {
        const one = leaf();
        return [lab.root, lab.intermediate, one].map(({ certificate }) => certificate).join('') + one.key;
      },
      host,
      ['package-chain-order'],
    ],
    ['one that ended', 'old.pem', () => pem({ days: [-90, -1] }), host, ['package-expired']],
    [
      'one that lives too long',
      'long.pem',
      () => pem({ days: [-1, 390] }),
      host,
      ['package-lifetime-too-long'],
    ],
    ['a short key', 'short.pem', () => pem({ key: 'rsa-1024' }), host, ['package-weak-key']],
    ['SHA-1', 'sha1.pem', () => pem({ digest: 'sha1' }), host, ['package-weak-signature']],
    ['a common name alone', 'cn.pem', () => pem({ names: [] }), host, ['package-host-missing']],
    [
      'a wildcard',
      'wild.pem',
      () => pem(),
      ['--host', 'a.example.com', '--host', 'example.com', '--host', 'a.b.example.com'],
      ['package-host-missing', 'package-host-missing'],
    ],
  ];
  const json = (args: readonly string[], input?: string): Promise<Outcome> =>
    pinwarden(['inspect', '--format', 'json', ...args], {
      cwd: files.path,
      ...(input === undefined ? {} : { input }),
    });
  const ids = ({ stdout }: Outcome): string[] =>
    JSON.parse(stdout).findings.map(({ id }: { id: string }) => id);

  describe('for an environment', () => {
    const run = together(cases, async ([, name, content, args]) => {
      files.write(name, content());
      return json([name, ...args, '--password-stdin'], `${PASSWORD}\n`);
    });
    for (const [index, [title, , , , expected]] of cases.entries()) {
      it(title, async () => {
        const outcome = await run(index);
        assert.equal(outcome.status, 1, outcome.stderr);
        assert.deepEqual(ids(outcome).sort(), [...expected, 'package-not-public'].sort());
      });
    }
  });

  it('names the issuer that is missing', async () => {
    const one = leaf();
    files.write('alone.pem', one.key + one.certificate);
    const outcome = await json(['alone.pem', ...host]);
    assert.equal(outcome.status, 1);
    assert.deepEqual(ids(outcome), ['package-chain-incomplete']);
    assert.deepEqual(JSON.parse(outcome.stdout).chain, { end: 'missing', missing: 'CN=Lab CA' });
  });

  it('reads a PFX as old systems want it', async function () {
    if (!hasLegacy) this.skip();
    files.write('legacy.pfx', pfx(leaf(), '-legacy'));
    const outcome = await json(['legacy.pfx', '--password-stdin'], `${PASSWORD}\n`);
    assert.deepEqual(ids(outcome), ['package-not-public', 'package-encryption']);
  });

  it('says nothing of certificates where there is a key alone', async () => {
    files.write('lone.key', leaf().key);
    const outcome = await json(['lone.key']);
    assert.deepEqual(ids(outcome), ['package-certificate-missing']);
    assert.equal(outcome.status, 1);
  });

  describe('with a password', () => {
    before(() => void files.write('locked.pfx', pfx(leaf())));
    const refused: readonly (readonly [
      title: string,
      args: readonly string[],
      input: string,
      code: string,
    ])[] = [
      ['missing', [], '', 'password-needed'],
      ['wrong', ['--password-stdin'], 'no\n', 'wrong-password'],
      ['empty', ['--password-stdin'], '\n', 'wrong-password'],
    ];
    for (const [title, args, input, code] of refused) {
      it(`${title}: status 2 and one clause`, async () => {
        const outcome = await json(['locked.pfx', ...args], input);
        assert.equal(outcome.status, 2);
        assert.equal(JSON.parse(outcome.stdout).error.code, code);
        assert.match(outcome.stderr, /^pinwarden: locked\.pfx: [^\n]{5,160}\n$/);
      });
    }

    it('a key that stays closed is not called missing', async () => {
      const one = leaf();
      const closed = openssl(['pkey', '-in', one.keyFile, '-aes256', '-passout', `pass:${PASSWORD}`]);
      files.write('closed.pem', `${closed}${one.certificate}`);
      assert.deepEqual(ids(await json(['closed.pem'])), ['package-unread', 'package-chain-incomplete']);
      const opened = await json(['closed.pem', '--password-stdin'], PASSWORD);
      assert.deepEqual(ids(opened), ['package-chain-incomplete']);
      assert.ok(!opened.stdout.includes(PASSWORD) && !opened.stdout.includes('PRIVATE KEY'));
    });
  });

  it('takes a client certificate from a private authority', async () => {
    files.write('client.pfx', pfx(leaf({ usage: 'clientAuth' })));
    const outcome = await json(['client.pfx', '--for', 'client', '--password-stdin'], PASSWORD);
    assert.equal(outcome.status, 0, outcome.stdout);
    assert.deepEqual(ids(outcome), ['package-encryption']);
  });

  describe('for the trusted roots', () => {
    const roots: readonly (readonly [title: string, content: () => string, status: number, ids: string[]])[] =
      [
        ['a public root', publicRoot, 0, ['package-already-trusted']],
        ['a private root', () => lab.root.certificate, 0, []],
        ['a leaf', () => leaf().certificate, 1, ['package-not-a-root']],
      ];
    for (const [title, content, status, expected] of roots) {
      it(title, async () => {
        files.write('root.cer', content());
        const outcome = await json(['root.cer', '--for', 'trusted-root']);
        assert.deepEqual(ids(outcome), expected);
        assert.equal(outcome.status, status);
      });
    }
  });

  it('looks for apps that pin the host in the current folder, not in ignored ones', async () => {
    const own = folder({
      'app/pinning.json': pinning(['api.example.org', opensslPin(leaf().certificate), somePin('2')]),
      'old/pinning.json': pinning(['api.example.org', somePin('1'), somePin('2')]),
      'gone/pinning.json': pinning(['api.example.org', somePin('1'), somePin('2')]),
      'other.json': pinning(['api.example.net', somePin('1'), somePin('2')]),
      '.gitignore': 'gone/\n',
      'package.pem': pem(),
    });
    const outcome = await pinwarden(['inspect', 'package.pem', '--format', 'json'], { cwd: own.path });
    const { pinned, findings } = JSON.parse(outcome.stdout);
    assert.deepEqual(pinned, [
      {
        path: 'app/pinning.json',
        host: 'api.example.org',
        platform: 'both',
        enforced: true,
        matches: 'leaf',
      },
      {
        path: 'old/pinning.json',
        host: 'api.example.org',
        platform: 'both',
        enforced: true,
        matches: 'none',
      },
    ]);
    assert.equal(findings.filter(({ id }: { id: string }) => id === 'package-pins-missing').length, 1);
  });

  describe('a command line that cannot be meant', () => {
    const wrong: readonly (readonly string[])[] = [
      [],
      ['a.pem', 'b.pem'],
      ['a.pem', '--for', 'everything'],
      ['a.pem', '--host', 'https://api.example.org/'],
      ['a.pem', '--host', ''],
      ['a.pem', '--for', 'client', '--host', 'api.example.org'],
      ['a.pem', '--format', 'xml'],
      ['absent.pem'],
      ['.'],
    ];
    for (const args of wrong) {
      it(`${args.join(' ') || 'nothing'}: status 2 and one line`, async () => {
        const outcome = await pinwarden(['inspect', ...args], { cwd: files.path });
        assert.equal(outcome.status, 2);
        assert.equal(outcome.stdout, '');
        assert.match(outcome.stderr, /^pinwarden: [^\n]{5,200}\n$/);
      });
    }
  });

  it('shows no control character of a name', async () => {
    const evil = 'evil\u001b[31m\u0007\u009b\u202e name';
    const one = lab.issue({ commonName: evil });
    files.write('evil.zip', zip({ 'a\u001b[31m\u202e.pem': one.key + one.certificate, 'b\u0007.txt': 'x' }));
    for (const format of ['text', 'json']) {
      const { stdout } = await pinwarden(['inspect', '--format', format, 'evil.zip'], { cwd: files.path });
      assert.ok(stdout.includes('evil') && stdout.includes('package-stray-file'));
      assert.doesNotMatch(stdout, /[^\P{Cc}\n]|\p{Cf}/u, format);
    }
  });

  describe('the documentation', () => {
    const page = readFileSync(path.resolve('server/src/inspect/README.md'), 'utf8');

    it('lists every finding with its severity', () => {
      const rows = Array.from(
        page.matchAll(/^\| `(package-[a-z-]+)` \| (\w+) \| (.+) \|$/gm),
        ([, ...cells]) => cells,
      );
      assert.deepEqual(
        rows,
        Object.entries(PACKAGE_FINDINGS).map(([id, [severity, meaning]]) => [id, severity, meaning]),
      );
    });

    it('lists the members of the JSON', async () => {
      files.write('members.zip', zip({ 'a.pem': pem(), 'b.txt': '' }));
      const report = JSON.parse((await json(['members.zip', '--host', 'x.example.org'])).stdout);
      const documented = (name: string) =>
        Array.from(
          (new RegExp(`## ${name}\\n([\\s\\S]*?)(?:\\n## |$)`).exec(page)?.[1] ?? '').matchAll(
            /^\| `(\w+)`/gm,
          ),
          ([, member]) => member,
        );
      const optional = (list: readonly (string | undefined)[], given: object) =>
        list.filter((member) => member !== undefined && member in given);
      const members: readonly (readonly [string, object])[] = [
        ['The JSON', report],
        ['A certificate', report.certificates[0]],
        ['A finding', report.findings.find(({ entry }: { entry?: string }) => entry)],
      ];
      for (const [name, given] of members) {
        assert.ok(documented(name).length > 3, name);
        assert.deepEqual(optional(documented(name), given).sort(), Object.keys(given).sort(), name);
      }
    });

    it('shows what the command prints', async () => {
      const [, shown = ''] = /```console\n\$ pinwarden inspect api.*\n([\s\S]*?)```/.exec(page) ?? [];
      const issuer = lab.issue({
        commonName: 'Example TLS CA 1',
        key: 'rsa-2048',
        authority: true,
        issuer: lab.root,
      });
      const one = leaf({ issuer, names: ['DNS:api.example.org', 'DNS:*.example.org'] });
      const own = folder({
        'api.zip': zip({ 'api.crt': one.certificate, 'api.key': one.key, 'readme.txt': '' }),
        'app/pinning.json': pinning('api.example.org'),
      });
      const { stdout } = await pinwarden(['inspect', 'api.zip', '--host', 'api.example.org'], {
        cwd: own.path,
      });
      const masked = (text: string) =>
        text
          .replace(/sha256\/\S+/g, 'PIN')
          .replace(/\d{4}-\d\d-\d\d/g, 'DATE')
          .replace(/\d+ days/g, 'DAYS')
          .trim();
      assert.equal(masked(shown), masked(stdout));
    });
  });
});
