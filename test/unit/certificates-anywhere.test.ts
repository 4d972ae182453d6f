import { deepEqual, ok } from 'node:assert/strict';
import { createContext, runInContext } from 'node:vm';
import { build } from 'esbuild';
import { readMaterial } from '../../server/src/pins/certificates';
import type { MaterialFile } from '../../server/src/pins/material';
import { hasOpenssl, openssl, opensslNote } from '../support/certificates';
import { certify, labFile, makeKey, opensslFile } from '../support/keys';

type Reader = typeof readMaterial;

describe(`certificates in a browser${opensslNote}`, function () {
  this.timeout(60_000);
  before(function () {
    if (!hasOpenssl) this.skip();
  });

  it('are read the same with nothing but what every browser has', async () => {
    const reader = await browserReader();
    const { privateKey, spki } = makeKey('EC P-256');
    const key = labFile('anywhere.key', privateKey);
    const certificate = certify(spki);
    const file = labFile('anywhere.crt', certificate);
    const cases: readonly (readonly [title: string, bytes: Uint8Array])[] = [
      ['PEM', Buffer.from(certificate)],
      ['DER', openssl(['x509', '-outform', 'der'], certificate)],
      ['CSR', openssl(['req', '-new', '-key', key, '-subj', '/CN=a.test'])],
      ['P7B', openssl(['crl2pkcs7', '-nocrl', '-certfile', file])],
      [
        'PFX',
        opensslFile(['pkcs12', '-export', '-inkey', key, '-in', file, '-passout', 'pass:secret'], 'a.pfx'),
      ],
      ['scrypt', openssl(['pkcs8', '-topk8', '-scrypt', '-in', key, '-passout', 'pass:secret'])],
      ['noise', Buffer.from('noise')],
    ];
    for (const [title, bytes] of cases) {
      const options = { password: 'secret' };
      const there = await reader(bytes, options);
      deepEqual(plain(there), plain(await readMaterial(bytes, options)), title);
      ok(title === 'noise' || there.ok, title);
    }
  });
});

/** Without the bytes, whose class belongs to another realm. */
function plain(file: MaterialFile): unknown {
  return JSON.parse(JSON.stringify(file, (name, value) => (name === 'der' ? undefined : value)));
}

/** The module as a browser would load it, in a realm without Node. */
async function browserReader(): Promise<Reader> {
  const { outputFiles, metafile } = await build({
    entryPoints: ['server/src/pins/certificates.ts'],
    bundle: true,
    platform: 'browser',
    format: 'iife',
    globalName: 'certificates',
    target: 'es2022',
    write: false,
    metafile: true,
    logLevel: 'error',
  });
  const builtIns = Object.values(metafile.inputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external),
  );
  deepEqual(builtIns, [], 'no module of Node is wanted');
  const realm = createContext({ Uint8Array, TextEncoder, TextDecoder });
  runInContext('globalThis.self = globalThis', realm);
  runInContext(`${outputFiles[0]?.text ?? ''}; globalThis.read = certificates.readMaterial;`, realm);
  return (realm as { read: Reader }).read;
}
