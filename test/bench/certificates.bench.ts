import { execFileSync, spawnSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { certificatePin, readCertificate, readMaterial } from '../../server/src/pins/certificates';
import { compare } from './compare';

/** Pins of certificates in one process and as a whole process, and opening a package; the peers are Node and openssl. */
async function run(): Promise<void> {
  const ders = rootCertificates.map((pem) => new X509Certificate(pem).raw);
  const peer = () =>
    ders.map((der) => {
      const spki = new X509Certificate(der).publicKey.export({ type: 'spki', format: 'der' });
      return createHash('sha256').update(spki).digest('base64');
    });
  const peerName = 'X509Certificate and its exported key';
  const name = (what: string) => `${what} of ${ders.length} certificates`;
  await compare(name('the pins alone'), { ours: () => ders.map(certificatePin), peer, peerName, aim: 0.05 });
  await compare(name('pins, names and dates'), {
    ours: () => ders.map((der) => readCertificate(der)),
    peer,
    peerName,
    aim: 1,
  });
  if (spawnSync('openssl', ['version']).status === 0) await againstOpenssl();
}

async function againstOpenssl(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'pinwarden-bench-'));
  const file = (name: string) => path.join(folder, name);
  writeFileSync(file('root.pem'), rootCertificates[0] ?? '');
  const pipe =
    'openssl x509 -pubkey -noout -in root.pem | openssl pkey -pubin -outform der | openssl dgst -sha256 -binary | openssl base64';
  await compare('pin of a PEM file, whole process', {
    ours: () => spawnSync(process.execPath, ['dist/cli.js', 'pin', file('root.pem')], { stdio: 'ignore' }),
    peer: () => spawnSync('sh', ['-c', pipe], { cwd: folder, stdio: 'ignore' }),
    peerName: 'the documented pipe of openssl',
    aim: 1,
    rounds: 11,
  });
  const make = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=bench',
    '-keyout',
    file('k'),
    '-out',
    file('c'),
  ];
  execFileSync('openssl', make, { stdio: 'ignore' });
  const pack = [
    'pkcs12',
    '-export',
    '-inkey',
    file('k'),
    '-in',
    file('c'),
    '-passout',
    'pass:secret',
    '-out',
    file('p'),
  ];
  execFileSync('openssl', pack, { stdio: 'ignore' });
  const bytes = readFileSync(file('p'));
  const ask = ['pkcs12', '-in', file('p'), '-passin', 'pass:secret', '-nodes'];
  await compare('opening a PFX', {
    ours: () => readMaterial(bytes, { password: 'secret' }),
    peer: () => spawnSync('openssl', ask, { stdio: 'ignore' }),
    peerName: 'openssl pkcs12, whole process',
    aim: 5,
    rounds: 21,
  });
  rmSync(folder, { recursive: true });
}

void run();
