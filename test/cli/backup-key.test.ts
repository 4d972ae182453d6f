import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HELP } from '../../server/src/cli/help';
import { localDate } from '../../server/src/core/date';
import { hasOpenssl, openssl } from '../support/certificates';
import { DIST, folder, pinwarden } from '../support/cli';

/** The pin of a private key as Node reads it. */
function pinOf(pem: string, passphrase?: string): string {
  const key = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(spki).digest('base64')}`;
}

interface Report {
  readonly version: number;
  readonly pin: string;
  readonly key: string;
  readonly hosts: readonly string[];
  readonly encrypted: boolean;
  readonly keyFile: string;
  readonly requestFile?: string;
}

describe('cli: backup-key', function () {
  this.timeout(60_000);

  it('makes a key and a request, and says pin, paths and next steps', async () => {
    const { path: root } = folder();
    const args = ['backup-key', '--out', 'keys', '--host', 'API.example.org', '--host', 'bücher.example'];
    const { status, stdout, stderr } = await pinwarden(args, { cwd: root });
    equal(status, 0, stderr);
    equal(stderr, '');
    const stem = path.join(root, 'keys', `api.example.org-backup-${localDate()}`);
    const key = readFileSync(`${stem}.key`, 'utf8');
    const [pin] = stdout.split('\n');
    equal(pin, pinOf(key));
    for (const part of [`${stem}.key`, `${stem}.csr`, 'xn--bcher-kva.example'])
      ok(stdout.includes(part), stdout);
    match(stdout, /\n1\. .*\n2\. .*\n3\. /s);
    ok(!stdout.includes(key.split('\n')[1] ?? ''), 'the key is not printed');
    if (!hasOpenssl) return;
    match(
      openssl(['req', '-in', `${stem}.csr`, '-verify', '-noout', '-text']).toString(),
      /DNS:api\.example\.org, DNS:xn--bcher-kva\.example/,
    );
  });

  const inputs: readonly (readonly [input: string, password: string])[] = [
    ['secret', 'secret'],
    ['secret\nsecond line\n', 'secret'],
    ['sécret 🐎 \r\n', 'sécret 🐎 '],
  ];
  for (const [input, password] of inputs) {
    it(`encrypts with the first line of ${JSON.stringify(input)}`, async () => {
      const { path: root } = folder();
      const args = ['backup-key', '--out', root, '--password-stdin', '--format', 'json'];
      const { status, stdout, stderr } = await pinwarden(args, { input });
      equal(status, 0, stderr);
      ok(!stdout.includes(password) && !stderr.includes(password));
      const report: Report = JSON.parse(stdout);
      const key = readFileSync(report.keyFile, 'utf8');
      match(key, /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
      equal(report.pin, pinOf(key, password));
      deepEqual(
        { ...report, pin: '', keyFile: path.basename(report.keyFile) },
        {
          version: 1,
          pin: '',
          key: 'EC P-256',
          hosts: [],
          encrypted: true,
          keyFile: `backup-${localDate()}.key`,
        },
      );
      deepEqual(readdirSync(root), [path.basename(report.keyFile)]);
    });
  }

  it('says a line that makes a request from the key later', async function () {
    if (!hasOpenssl) return this.skip();
    const { path: root } = folder();
    const { stdout } = await pinwarden(['backup-key', '--out', root]);
    const [, line = ''] = /^ *openssl (.+)$/m.exec(stdout) ?? [];
    execFileSync('openssl', line.replaceAll('HOST', 'a.example').split(' '), { cwd: root });
    const request = openssl(['req', '-in', path.join(root, 'a.example.csr'), '-noout', '-text']).toString();
    match(request, /DNS:a\.example\n/);
  });

  it('reads a password from a pipe that stays open', async () => {
    const { path: root } = folder();
    const cli = path.join(DIST, 'cli.js');
    const child = spawn(process.execPath, [cli, 'backup-key', '--out', root, '--password-stdin']);
    child.stdin.on('error', () => {});
    child.stdin.write('secret\n');
    const [status] = await once(child, 'exit');
    equal(status, 0);
    equal(readdirSync(root).length, 1);
  });

  it('makes every kind of RSA key that it names', async () => {
    const { path: root } = folder();
    for (const bits of [2048, 3072]) {
      const args = ['backup-key', '--out', path.join(root, String(bits)), '--type', `rsa-${bits}`];
      const { stdout } = await pinwarden([...args, '--host', 'a.example', '--format', 'json']);
      const { keyFile, key, pin }: Report = JSON.parse(stdout);
      const made = createPrivateKey(readFileSync(keyFile, 'utf8'));
      equal(made.asymmetricKeyDetails?.modulusLength, bits);
      equal(key, `RSA ${bits}`);
      equal(pin, pinOf(readFileSync(keyFile, 'utf8')));
    }
  });

  it('never overwrites, and says which file is in the way', async () => {
    for (const ending of ['key', 'csr']) {
      const { path: root } = folder();
      const name = `a.example-backup-${localDate()}.${ending}`;
      writeFileSync(path.join(root, name), 'precious');
      const outcome = await pinwarden(['backup-key', '--out', root, '--host', 'a.example']);
      equal(outcome.status, 2);
      equal(outcome.stdout, '');
      match(outcome.stderr, /^pinwarden: [^\n]+\n$/);
      ok(outcome.stderr.includes(path.join(root, name)), outcome.stderr);
      deepEqual(readdirSync(root), [name]);
      equal(readFileSync(path.join(root, name), 'utf8'), 'precious');
    }
  });

  it('gives up where no folder can be made, and leaves none behind', async () => {
    const { path: root, write } = folder();
    write('file', '');
    for (const out of [
      '/proc/pinwarden/a',
      path.join(root, 'file/a'),
      path.join(root, `b/${'c'.repeat(300)}`),
    ]) {
      const { status, stderr } = await pinwarden(['backup-key', '--out', out], { limitMs: 10_000 });
      equal(status, 2, out);
      match(stderr, /no key was saved/);
    }
    deepEqual(readdirSync(root), ['file']);
  });

  it('warns of a repository and goes on', async () => {
    const { path: root } = folder();
    mkdirSync(path.join(root, '.git'));
    const { status, stderr } = await pinwarden(['backup-key', '--out', path.join(root, 'keys')]);
    equal(status, 0);
    match(stderr, /^pinwarden: [^\n]+\n$/);
    ok(stderr.includes(root));
    equal(readdirSync(path.join(root, 'keys')).length, 1);
    // The help promises this, and no more.
    match(HELP, /--out DIR[^-]*repository[^-]*saved[^-]*warning/);
  });

  const refused: readonly (readonly [args: string[], input: string, names: RegExp])[] = [
    [[], '', /--out/],
    [['--out', ''], '', /--out/],
    [['--out', 'keys', '--type', 'ec-p384'], '', /"ec-p384"/],
    [['--out', 'keys', '--host', 'https://a.example'], '', /"https:\/\/a\.example"/],
    [['--out', 'keys', '--host', '../x'], '', /"\.\.\/x"/],
    [['--out', 'keys', '--host', ''], '', /--host: ""/],
    [['--out', 'keys', 'a.example'], '', /'a\.example'/],
    [['--out', 'keys', '--password', 'secret'], '', /--password/],
    [['--out', 'keys', '--password-stdin'], '', /standard input/],
    [['--out', 'keys', '--password-stdin'], '\nsecret', /standard input/],
    [['--out', 'keys', '--password-stdin'], 'x'.repeat(5000), /standard input/],
    [['--out', 'file'], '', /file/],
    [['--out', 'file/below'], '', /below/],
  ];
  for (const [args, input, names] of refused) {
    it(`refuses ${JSON.stringify(args)} with ${JSON.stringify(input.slice(0, 10))} and writes nothing`, async () => {
      const { path: root } = folder({ file: '' });
      const { status, stdout, stderr } = await pinwarden(['backup-key', ...args], { cwd: root, input });
      equal(status, 2);
      equal(stdout, '');
      match(stderr, /^pinwarden: [^\n]+\n$/);
      match(stderr, names);
      ok(!existsSync(path.join(root, 'keys')));
    });
  }
});
