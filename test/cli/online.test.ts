import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { HELP } from '../../server/src/cli/help';
import { hasOpenssl, type Issued, type Lab, openLab, opensslNote, opensslPin } from '../support/certificates';
import { type Folder, folder, pinning, pinwarden, somePin } from '../support/cli';
import { serveProxy, type TestProxy } from '../support/proxies';
import { serveDual, serveTls, type TestServer } from '../support/tls-servers';

const SHOP = 'shop.example.org';
const [OTHER, BACKUP] = [somePin('o'), somePin('b')];

/** Names lead to servers on loopback through a proxy, as in many companies; nothing is looked up or leaves the machine. */
describe(`cli: check --online${opensslNote}`, function () {
  this.timeout(30_000);
  let lab: Lab;
  let files: Folder;
  let proxy: TestProxy;
  let leaf: Issued;
  const servers: TestServer[] = [];
  before(async function () {
    if (!hasOpenssl) this.skip();
    lab = openLab();
    files = folder();
    leaf = lab.issue({ commonName: SHOP, names: [`DNS:${SHOP}`], issuer: lab.intermediate });
    const ending = lab.issue({
      commonName: 'ending',
      names: ['DNS:ending.example.org'],
      issuer: lab.intermediate,
      days: [-60, 12],
    });
    const rsa = lab.issue({
      commonName: 'dual',
      key: 'rsa-2048',
      names: ['DNS:dual.example.org'],
      issuer: lab.intermediate,
    });
    const ec = lab.issue({ commonName: 'dual', names: ['DNS:dual.example.org'], issuer: lab.intermediate });
    const routes: Record<string, number> = {};
    const serve = async (host: string, server: Promise<TestServer>) => {
      const started = await server;
      servers.push(started);
      routes[`${host}:443`] = started.port;
    };
    await serve(SHOP, serveTls({ leaf, rest: [lab.intermediate] }));
    await serve('ending.example.org', serveTls({ leaf: ending, rest: [lab.intermediate] }));
    await serve(
      'dual.example.org',
      serveDual({ leaf: ec, rest: [lab.intermediate] }, { leaf: rsa, rest: [lab.intermediate] }),
    );
    proxy = await serveProxy({ routes });
    pins = {
      leaf: opensslPin(leaf.certificate),
      ending: opensslPin(ending.certificate),
      rsa: opensslPin(rsa.certificate),
      ec: opensslPin(ec.certificate),
      intermediate: opensslPin(lab.intermediate.certificate),
      root: opensslPin(lab.root.certificate),
    };
  });
  after(async () => {
    for (const server of [...servers, ...(proxy ? [proxy] : [])]) await server.close();
  });
  let pins: Record<'leaf' | 'ending' | 'rsa' | 'ec' | 'intermediate' | 'root', string>;
  const check = (text: string, args: readonly string[] = [], env: Record<string, string> = {}) => {
    files.write('pinning.json', text);
    return pinwarden(['check', 'pinning.json', '--no-config', ...args], {
      cwd: files.path,
      env: {
        HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`,
        NODE_EXTRA_CA_CERTS: lab.root.certificateFile,
        ...env,
      },
    });
  };
  const live = (stdout: string): string[] => {
    const {
      files: [file],
    } = JSON.parse(stdout);
    return file.findings
      .map(({ rule }: { rule: string }) => rule)
      .filter((rule: string) => rule.startsWith('live-'));
  };

  it('asks nobody without --online', async () => {
    const before = proxy.accepted();
    const { status, stdout } = await check(pinning([SHOP, OTHER, BACKUP]), ['--format', 'json']);
    assert.equal(status, 0, stdout);
    assert.deepEqual(live(stdout), []);
    assert.equal(proxy.accepted(), before);
  });

  const cases: readonly (readonly [string, () => string, readonly string[], number])[] = [
    ['a pin of the leaf and a backup', () => pinning([SHOP, pins.leaf, BACKUP]), ['live-untrusted-chain'], 0],
    [
      'no pin of the chain',
      () => pinning([SHOP, OTHER, BACKUP]),
      ['live-pin-mismatch', 'live-untrusted-chain'],
      1,
    ],
    ['no backup', () => pinning([SHOP, pins.leaf, pins.root]), ['live-no-backup', 'live-untrusted-chain'], 0],
    [
      'a leaf that ends',
      () => pinning(['ending.example.org', pins.ending, BACKUP]),
      ['live-certificate-expiring', 'live-single-certificate', 'live-untrusted-chain'],
      0,
    ],
    [
      'one of two kinds of key',
      () => pinning(['dual.example.org', pins.ec, BACKUP]),
      ['live-pin-mismatch', 'live-untrusted-chain'],
      1,
    ],
    [
      'both kinds of key',
      () => pinning(['dual.example.org', pins.ec, pins.rsa, BACKUP]),
      ['live-untrusted-chain'],
      0,
    ],
    ['a host that is not there', () => pinning(['gone.example.org', OTHER, BACKUP]), ['live-unreachable'], 0],
  ];
  for (const [title, text, rules, exit] of cases) {
    it(`judges ${title}`, async () => {
      const { status, stdout, stderr } = await check(text(), ['--online', '--format', 'json']);
      assert.deepEqual(live(stdout).toSorted(), rules, stderr);
      assert.equal(status, exit);
    });
  }

  it('says which pin matches which certificate', async () => {
    const text = pinning([SHOP, pins.leaf, pins.intermediate, BACKUP, `sha256/${'A'.repeat(43)}=`]);
    const { stdout } = await check(text, ['--online', '--format', 'json']);
    const { hosts } = JSON.parse(stdout);
    assert.equal(hosts.length, 1);
    assert.equal(hosts[0].host, SHOP);
    assert.match(hosts[0].at, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/);
    assert.deepEqual(
      hosts[0].pins.map(({ matches, backup }: { matches: string; backup: boolean }) => [matches, backup]),
      [
        ['leaf', false],
        ['intermediate', false],
        ['none', true],
        ['none', false],
      ],
    );
    const [chain] = hosts[0].chains;
    assert.equal(chain.trust, 'local');
    assert.deepEqual(
      chain.certificates.map(({ role, pin }: { role: string; pin: string }) => [role, pin]),
      [
        ['leaf', pins.leaf],
        ['intermediate', pins.intermediate],
        ['root', pins.root],
      ],
    );
  });

  it('asks each host once for each kind of key, over all files', async () => {
    const { path: cwd, write } = folder();
    write('a/pinning.json', pinning([SHOP, pins.leaf, BACKUP]));
    write('b/pinning.json', pinning([SHOP, pins.leaf, BACKUP], [SHOP.toUpperCase(), pins.leaf, BACKUP]));
    const before = proxy.requests.length;
    const { stdout } = await pinwarden(['check', '--online', '--format', 'json'], {
      cwd,
      env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` },
    });
    const asked = proxy.requests.slice(before);
    assert.equal(JSON.parse(stdout).hosts.length, 1);
    assert.ok(asked.every((head) => head.startsWith(`CONNECT ${SHOP}:443 `)));
    // The server has no RSA certificate, which takes one more handshake to learn.
    assert.equal(asked.length, 2);
  });

  it('asks at the port that help and README name', async () => {
    const before = proxy.requests.length;
    await check(pinning([SHOP, pins.leaf, BACKUP]), ['--online']);
    const ports = proxy.requests.slice(before).map((head) => /^CONNECT \S+:(\d+) /.exec(head)?.[1]);
    assert.deepEqual([...new Set(ports)], ['443']);
    assert.match(HELP, /--online [^\n]*port 443/);
    assert.match(readFileSync('README.md', 'utf8'), /^`pinwarden check --online` [^\n]*port 443/m);
  });

  it('keeps in a baseline what only the hosts can tell when they are not asked', async () => {
    const text = pinning([SHOP, OTHER, BACKUP]);
    await check(text, ['--online', '--write-baseline', 'baseline.json']);
    const { stderr } = await check(text, ['--baseline', 'baseline.json']);
    assert.equal(stderr, '');
    await check(text, ['--write-baseline', 'baseline.json']);
    const again = await check(text, ['--online', '--baseline', 'baseline.json']);
    assert.equal(again.status, 0, again.stdout);
    const clean = await check(pinning([SHOP, pins.leaf, BACKUP]), [
      '--online',
      '--baseline',
      'baseline.json',
    ]);
    assert.match(clean.stderr, /baseline/);
  });

  it('refuses private addresses unless they are allowed', async () => {
    const text = pinning(['127.0.0.1', OTHER, BACKUP]);
    const direct = { HTTPS_PROXY: '', NO_PROXY: '*' };
    const { stdout } = await check(text, ['--online', '--format', 'json'], direct);
    assert.equal(JSON.parse(stdout).hosts[0].error.code, 'private-address');
    const allowed = await check(
      text,
      ['--online', '--allow-private', '--format', 'json', '--timeout', '2'],
      direct,
    );
    assert.notEqual(JSON.parse(allowed.stdout).hosts[0].error?.code, 'private-address');
  });

  it('shows how each host stands, for people', async () => {
    const { stdout } = await check(pinning([SHOP, pins.leaf, BACKUP]), ['--online']);
    assert.match(
      stdout,
      /^shop\.example\.org {2}matches leaf · backup ok · not publicly trusted · leaf ends in \d+ days$/m,
    );
  });

  it('says on standard error that no host could be asked, and nothing where one could', async () => {
    const gone = ['gone.example.org', OTHER, BACKUP] as const;
    const alsoGone = ['also-gone.example.org', OTHER, BACKUP] as const;
    for (const format of ['text', 'json', 'sarif']) {
      const none = await check(pinning([...gone], [...alsoGone]), ['--online', '--format', format]);
      assert.equal(none.status, 0);
      assert.match(
        none.stderr,
        /^pinwarden: no host could be asked[^\n]*gone\.example\.org[^\n]*1 other host[^\n]*\n$/,
      );
    }
    const one = await check(pinning([...gone], [SHOP, pins.leaf, BACKUP]), ['--online']);
    assert.equal(one.stderr, '');
    assert.equal((await check('{"hosts":[]}', ['--online'])).stderr, '');
  });

  it('fails over a host without a chain where the configuration of the nightly recipe says so', async () => {
    const [, recipe = ''] = /```json\n([\s\S]*?)```/.exec(readFileSync('docs/ci.md', 'utf8')) ?? [];
    files.write('nightly.json', recipe);
    files.write('pinning.json', pinning(['gone.example.org', OTHER, BACKUP]));
    const { status, stdout } = await pinwarden(
      ['check', 'pinning.json', '--config', 'nightly.json', '--online'],
      { cwd: files.path, env: { HTTPS_PROXY: `http://127.0.0.1:${proxy.port}` } },
    );
    assert.equal(status, 1);
    assert.match(stdout, /^error live-unreachable$/m);
  });

  it('calls an info the same in a finding and in the counts', async () => {
    const { stdout } = await check(pinning(['gone.example.org', OTHER, BACKUP]), ['--online']);
    assert.match(stdout, /^info live-unreachable$/m);
    const told = stdout.replace(/\n +\| /g, ' ');
    assert.equal(
      /“gone\.example\.org”.* Seen /.exec(told)?.[0].split(': ').length,
      2,
      'one reason, what to do',
    );
    assert.match(stdout, /^0 errors, 0 warnings, 1 info in 1 file$/m);
  });

  it('writes the pin report as a page, with its days inside', async () => {
    const { stdout, status } = await check(pinning([SHOP, pins.leaf, BACKUP]), [
      '--online',
      '--format',
      'html',
      '--adoption-days',
      '20',
    ]);
    assert.equal(status, 0);
    assert.match(stdout, /^<!DOCTYPE html>/);
    assert.match(stdout, /shop\.example\.org/);
    const [, encoded = ''] = /data:text\/calendar;charset=utf-8;base64,([A-Za-z0-9+/=]+)/.exec(stdout) ?? [];
    assert.match(Buffer.from(encoded, 'base64').toString(), /BEGIN:VEVENT\r\n/);
  });

  const wrong: readonly (readonly string[])[] = [
    ['--all-addresses'],
    ['--timeout', '5'],
    ['--online', '--timeout', '0'],
    ['--online', '--concurrency', '0'],
    ['--online', '--concurrency', 'many'],
    ['--online', '--max-hosts', '0'],
    ['--max-hosts', '5'],
    ['--adoption-days', '-1'],
  ];
  for (const args of wrong) {
    it(`refuses ${args.join(' ')}`, async () => {
      const { status, stderr } = await check('{}', args);
      assert.equal(status, 2);
      assert.match(stderr, /^pinwarden: .*--\S+ .*\n$/);
    });
  }

  it('asks nobody where files pin more hosts than a run asks', async () => {
    const asked = servers.map((server) => server.accepted());
    const text = pinning([SHOP, pins.leaf, BACKUP], ['dual.example.org', pins.ec]);
    const { status, stdout, stderr } = await check(text, ['--online', '--max-hosts', '1']);
    assert.equal(status, 2);
    assert.match(stdout, /missing-backup-pin/, 'what is found without them');
    assert.match(stderr, /^pinwarden: .*2 hosts.*--max-hosts.*\n$/);
    assert.deepEqual(
      servers.map((server) => server.accepted()),
      asked,
    );
  });

  it('leaves nothing but what it was asked for behind', async () => {
    await check(pinning([SHOP, pins.leaf, BACKUP]), ['--online']);
    for (const server of servers) assert.equal(server.received(), 0, 'no application data');
    assert.ok(path.isAbsolute(files.path));
  });
});
