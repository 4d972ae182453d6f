import assert from 'node:assert/strict';
import path from 'node:path';
import { hasOpenssl, type Lab, openLab, opensslNote, opensslPin } from '../support/certificates';
import { type Folder, folder, type Outcome, pinwarden, together } from '../support/cli';
import { serveProxy } from '../support/proxies';
import {
  closedPort,
  serveFlood,
  serveSilence,
  serveText,
  serveTls,
  type TestServer,
} from '../support/tls-servers';

describe(`cli: pin of hosts${opensslNote}`, function () {
  this.timeout(20_000);
  let lab: Lab;
  let files: Folder;
  const servers: TestServer[] = [];
  before(function () {
    if (!hasOpenssl) this.skip();
    lab = openLab();
    files = folder();
  });
  after(async () => {
    for (const server of servers) await server.close();
  });

  const use = async (server: Promise<TestServer>) => {
    const started = await server;
    servers.push(started);
    return `127.0.0.1:${started.port}`;
  };
  const site = (names: readonly string[], days?: readonly [number, number]) =>
    lab.issue({ commonName: 'site', names, issuer: lab.intermediate, ...(days ? { days } : {}) });
  const shown = (names: readonly string[], days?: readonly [number, number]) =>
    serveTls({ leaf: site(names, days), rest: [lab.intermediate] });
  const trusting = () => ({ NODE_EXTRA_CA_CERTS: lab.root.certificateFile });
  const pin = (args: readonly string[], env: Record<string, string> = {}) =>
    pinwarden(['pin', ...args], { cwd: files.path, env });

  it('marks a chain that only this machine trusts, and gives its pins', async () => {
    const target = await use(shown(['IP:127.0.0.1']));
    const [plain, allowed, json] = await Promise.all([
      pin([target], trusting()),
      pin([target, '--allow-untrusted'], trusting()),
      pin([target, '--format', 'json'], trusting()),
    ]);
    assert.equal(plain.status, 1, plain.stderr);
    assert.equal(allowed.status, 0, allowed.stderr);
    assert.equal(plain.stdout, allowed.stdout);
    assert.match(plain.stdout, /^ {2}! [^:]*\n {4}\S/m);
    const strange = await pin([target]);
    assert.equal(strange.status, 1, strange.stderr);
    for (const line of `${plain.stdout}\n${strange.stdout}`.split('\n'))
      assert.ok(line.split(': ').length <= 2, `one reason a line: ${line}`);
    const expected = [site(['IP:127.0.0.1']), lab.intermediate, lab.root].map(({ certificate }) =>
      opensslPin(certificate),
    );
    assert.deepEqual(plain.stdout.match(/sha256\/\S+/g), expected);

    const report = JSON.parse(json.stdout);
    assert.equal(json.status, 1);
    assert.deepEqual(Object.keys(report), ['version', 'results']);
    const [{ chains, ...result }] = report.results;
    assert.deepEqual(result, { target });
    const [{ certificates, reason, ...chain }] = chains;
    assert.equal(chains.length, 1);
    assert.equal(typeof reason, 'string');
    assert.deepEqual(chain, {
      address: target,
      keyType: 'EC P-256',
      protocol: 'TLSv1.3',
      trust: 'local',
      nameMatches: true,
    });
    assert.deepEqual(
      certificates.map(({ role, pin: shownPin, served }: Record<string, unknown>) => [
        role,
        shownPin,
        served,
      ]),
      [
        ['leaf', expected[0], true],
        ['intermediate', expected[1], true],
        ['root', expected[2], false],
      ],
    );
    for (const certificate of certificates) {
      assert.deepEqual(Object.keys(certificate), [
        'role',
        'subject',
        'issuer',
        'notBefore',
        'notAfter',
        'key',
        'pin',
        'fingerprint',
        'served',
      ]);
    }
  });

  it('knows the roots of this machine wherever they are named', async () => {
    const target = await use(shown(['IP:127.0.0.1']));
    files.write('roots/one.pem', lab.root.certificate);
    files.write('roots/garbage.pem', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n');
    files.write('bundle.pem', `# comment\n${lab.stranger.certificate}\n${lab.root.certificate}`);
    const at = (name: string) => path.join(files.path, name);
    const cases: readonly (readonly [Record<string, string>, string])[] = [
      [{}, 'none'],
      [{ NODE_EXTRA_CA_CERTS: at('bundle.pem') }, 'local'],
      [{ SSL_CERT_FILE: at('bundle.pem') }, 'local'],
      [{ SSL_CERT_DIR: at('roots') }, 'local'],
      [{ SSL_CERT_DIR: [at('absent'), at('roots')].join(path.delimiter) }, 'local'],
      [{ SSL_CERT_FILE: at('absent.pem'), SSL_CERT_DIR: at('roots/garbage.pem') }, 'none'],
      [{ SSL_CERT_FILE: at('roots') }, 'none'],
    ];
    const run = together(cases, ([env]) => pin([target, '--format', 'json'], env));
    for (const [index, [env, trust]] of cases.entries()) {
      const { stdout, stderr } = await run(index);
      assert.ok(stdout, stderr);
      assert.equal(JSON.parse(stdout).results[0].chains[0].trust, trust, JSON.stringify(env));
    }
  });

  it('goes through the proxy that the environment names, and not where NO_PROXY leaves it out', async () => {
    const target = await use(shown(['IP:127.0.0.1']));
    const [, port] = target.split(':');
    const proxy = await serveProxy({
      routes: { [target]: Number(port) },
      authorization: 'Basic bWU6czNjcmV0',
    });
    servers.push(proxy);
    const url = `http://me:s3cret@127.0.0.1:${proxy.port}`;
    const through = await pin([target], { ...trusting(), HTTPS_PROXY: url });
    assert.equal(proxy.requests.length, 1);
    assert.equal(through.stdout.match(/sha256\//g)?.length, 3, through.stderr);
    assert.match(through.stderr, new RegExp(`127\\.0\\.0\\.1:${proxy.port}`));
    const direct = await pin([target], { ...trusting(), HTTPS_PROXY: url, NO_PROXY: '127.0.0.1' });
    assert.equal(proxy.requests.length, 1);
    assert.deepEqual([direct.stdout, direct.stderr], [through.stdout, '']);
    const locked = await pin([target], { HTTPS_PROXY: url.replace('s3cret', 'wr0ng') });
    assert.equal(locked.status, 1);
    oneClause(locked, target);
    assert.doesNotMatch(through.stderr + locked.stderr, /s3cret|wr0ng/);
  });

  it('marks what nobody vouches for', async () => {
    const self = lab.issue({ commonName: 'self', names: ['IP:127.0.0.1'] });
    const cases: readonly (readonly [title: string, target: string, trust: string, name: boolean])[] = [
      ['an unknown root', await use(shown(['IP:127.0.0.1'])), 'none', true],
      ['self-signed', await use(serveTls({ leaf: self })), 'none', true],
    ];
    for (const [title, target, trust, name] of cases) {
      const outcome = await pin([target, '--format', 'json']);
      const [chain] = JSON.parse(outcome.stdout).results[0].chains;
      assert.deepEqual([chain.trust, chain.nameMatches, typeof chain.reason], [trust, name, 'string'], title);
      assert.equal(outcome.status, 1, title);
    }
  });

  it('marks an expired certificate and a wrong name, even where the root is trusted', async () => {
    const expired = await use(shown(['IP:127.0.0.1'], [-60, -2]));
    const other = await use(shown(['DNS:other.test']));
    const [gone, wrong, named] = await Promise.all([
      pin([expired], trusting()),
      pin([other], trusting()),
      pin([other, '--servername', 'other.test', '--format', 'json'], trusting()),
    ]);
    for (const outcome of [gone, wrong]) {
      assert.equal(outcome.status, 1);
      assert.match(outcome.stdout, /^ {2}! /m);
    }
    assert.match(gone.stdout, /ended on \d{4}-\d\d-\d\d/);
    assert.equal(JSON.parse(named.stdout).results[0].chains[0].nameMatches, true);
  });

  it('gives up on a silent server in time, and does the others', async () => {
    const silent = await use(serveSilence());
    const target = await use(shown(['IP:127.0.0.1']));
    const closed = `127.0.0.1:${await closedPort()}`;
    const http = await use(serveText('HTTP/1.1 400 Bad Request\r\n\r\n', 'hello'));
    const flood = await use(serveFlood({ leaf: site(['IP:127.0.0.1']), rest: [lab.intermediate] }));
    files.write('good.pem', lab.root.certificate);
    const started = Date.now();
    const args = [silent, closed, http, 'absent.pem', flood, target, 'good.pem'];
    const outcome = await pin(
      ['--timeout', '1', '--allow-untrusted', '--format', 'json', ...args],
      trusting(),
    );
    assert.ok(Date.now() - started < 15_000);
    assert.equal(outcome.status, 2, 'a file that is not there');
    const { results } = JSON.parse(outcome.stdout);
    assert.deepEqual(
      results.map(({ error, chains, certificates }: Record<string, unknown>) =>
        error ? Object.keys(error) : chains ? 'chains' : certificates && 'certificates',
      ),
      [
        ['code', 'message'],
        ['code', 'message'],
        ['code', 'message'],
        ['code', 'message'],
        'chains',
        'chains',
        'certificates',
      ],
    );
    assert.equal(results[1].error.code, 'ECONNREFUSED');
    const text = await pin([closed, target], trusting());
    assert.equal(text.status, 1);
    oneClause(text, closed);
  });

  it('asks hosts together, equal ones once, and answers in their order', async () => {
    const target = await use(shown(['IP:127.0.0.1']));
    const silent = await Promise.all([1, 2, 3, 4].map(() => use(serveSilence())));
    const server = await shown(['IP:127.0.0.1']);
    const other = await use(Promise.resolve(server));
    await pin([other], trusting());
    const once = server.accepted();
    const targets = [other, ...silent, target, other, `https://${other}/`];
    const started = Date.now();
    const outcome = await pin(['--timeout', '2', '--format', 'json', ...targets], trusting());
    assert.ok(Date.now() - started < 15_000, 'four silent hosts take as long as one');
    const { results } = JSON.parse(outcome.stdout);
    assert.deepEqual(
      results.map((result: { target: string }) => result.target),
      targets,
    );
    assert.deepEqual(
      results.map(({ chains }: { chains?: { address: string }[] }) => chains?.[0]?.address),
      [other, ...silent.map(() => undefined), target, other, other],
    );
    assert.equal(outcome.stderr, '');
    assert.equal(server.accepted(), 2 * once);
  });

  it('refuses what is no host in one clause, without a name lookup', async () => {
    const targets = [
      'a\nb',
      '\u001b[31mred',
      'a b',
      '*.example.org',
      '-x.test',
      'h:0',
      'h:99999',
      '[::1',
      'x'.repeat(300),
    ];
    const outcomes = await Promise.all(targets.map((target) => pin(['--timeout', '1', '--', target])));
    for (const [index, outcome] of outcomes.entries()) {
      assert.equal(outcome.status, 1, targets[index]);
      assert.equal(outcome.stdout, '', targets[index]);
      assert.match(outcome.stderr, /^pinwarden: [^\p{Cc}\p{Cf}]+\n$/u);
    }
  });

  it('takes what looks like a file or another address for no host', async () => {
    const targets = [
      'absent.pem',
      'absent.cer',
      './absent',
      'http://example.org/',
      'https://',
      'ftp://x',
      '',
    ];
    const outcomes = await Promise.all(targets.map((target) => pin([target])));
    for (const [index, outcome] of outcomes.entries()) {
      assert.equal(outcome.status, 2, targets[index]);
      assert.match(outcome.stderr, /^pinwarden: [^\n]+\n$/);
    }
  });

  it('refuses options that it cannot understand', async () => {
    const cases = [
      '--timeout 0',
      '--timeout -1',
      '--timeout 601',
      '--timeout 1e2',
      '--timeout x',
      '--format sarif',
      '--fix',
    ];
    const outcomes = await Promise.all(cases.map((args) => pin(['127.0.0.1:1', ...args.split(' ')])));
    for (const [index, { status, stderr }] of outcomes.entries()) {
      assert.equal(status, 2, cases[index]);
      assert.match(stderr, /^pinwarden: [^\n]+; see pinwarden --help\n$/);
    }
  });
});

function oneClause({ stderr }: Outcome, target: string): void {
  assert.match(stderr, /^pinwarden: [^\n]+\n$/);
  assert.ok(stderr.startsWith(`pinwarden: ${target}: `), stderr);
}
