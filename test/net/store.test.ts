import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { rootCertificates } from 'node:tls';
import { readCertificate } from '../../server/src/net/certificate';
import { openStore } from '../../server/src/net/store';
import { hasOpenssl, opensslNote } from '../support/certificates';

describe(`net: trusted certificates by name${opensslNote}`, function () {
  this.timeout(30_000);

  it('are found, every public root by its own', () => {
    const store = openStore([...rootCertificates]);
    for (const pem of rootCertificates) {
      const root = readCertificate(pem);
      assert.ok(root);
      assert.ok(
        store.named(root.subject).some(({ id }) => id === root.id),
        root.subject,
      );
    }
    assert.equal(store.all().length, new Set(store.all().map(({ id }) => id)).size);
    assert.ok(store.all().length > 100);
  });

  it('are found in every encoding of text, with signs of any kind', function () {
    if (!hasOpenssl) this.skip();
    const names = [
      '/CN=Plain Root 1',
      '/C=PT/O=Comma, Inc./CN=a+b',
      '/CN=Raíz Única',
      '/CN=認証局',
      '/O=認証局/CN=Root of both',
      '/CN= blanks around ',
      '/CN=back\\\\slash "quoted" <x>;#',
      '/C=JP',
    ];
    const pems = ['utf8only', 'pkix', 'default', 'MASK:0x0800', 'MASK:0x0004'].flatMap((mask) =>
      names.flatMap((name) => selfSigned(name, mask) ?? []),
    );
    assert.ok(pems.length > 30, String(pems.length));
    const store = openStore([...pems, 'no certificate', '-----BEGIN CERTIFICATE-----\n!\n-----END']);
    assert.equal(store.all().length, pems.length);
    for (const pem of pems) {
      const root = readCertificate(pem);
      assert.ok(root);
      assert.ok(
        store.named(root.subject).some(({ id }) => id === root.id),
        `${root.subject} in ${pem}`,
      );
    }
    assert.deepEqual(store.named('CN=nobody'), []);
    assert.deepEqual(store.named(''), []);
  });
});

/** A root whose name is encoded as openssl's string mask says; nothing for a name that the mask cannot hold. */
function selfSigned(subject: string, mask: string): string | undefined {
  const folder = mkdtempSync(path.join(tmpdir(), 'pinwarden-store-'));
  try {
    const config = path.join(folder, 'openssl.cnf');
    writeFileSync(config, `[req]\nstring_mask=${mask}\nutf8=yes\ndistinguished_name=dn\n[dn]\n`);
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', '-'];
    const made = ['req', '-x509', '-utf8', '-config', config, ...key, '-subj', subject, '-days', '9'];
    const output = execFileSync('openssl', made, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return /-----BEGIN CERTIFICATE-----[\s\S]*?-----END CERTIFICATE-----/.exec(output)?.[0];
  } catch {
    return undefined;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
