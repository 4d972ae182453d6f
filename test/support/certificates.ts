import { execFileSync, spawnSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The kinds of key that the lab makes. */
export type KeyKind = 'rsa-512' | 'rsa-1024' | 'rsa-2048' | 'ec-p256' | 'ec-p384' | 'ed25519';

/** What a certificate is to be; everything but the common name has a default. */
export interface Order {
  readonly commonName: string;
  /** Key kind, `ec-p256` when absent. */
  readonly key?: KeyKind;
  /** Subject alternative names as OpenSSL writes them: `DNS:a.test`, `IP:127.0.0.1`; none when absent. */
  readonly names?: readonly string[];
  /** Days from today of the first and the last moment, -1 and 90 when absent. */
  readonly days?: readonly [number, number];
  /** Who signs it; itself when absent. */
  readonly issuer?: Issued;
  /** True for a certificate authority. */
  readonly authority?: boolean;
  /** Extended key usage, `serverAuth` when absent; not for authorities. */
  readonly usage?: string;
  /** Lines of OpenSSL's configuration in place of basic constraints and (extended) key usage. */
  readonly extensions?: readonly string[];
  /** Digest of the signature, `sha256` when absent. */
  readonly digest?: string;
  /** Takes over the key of another certificate instead of a new one. */
  readonly keyOf?: Issued;
}

/** A certificate with its private key. */
export interface Issued {
  /** PEM. */
  readonly certificate: string;
  readonly der: Uint8Array;
  /** PEM, PKCS#8. */
  readonly key: string;
  /** Paths of the same as files. */
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** A small PKI: a root, an intermediate under it, a second root that nobody trusts, and a way to make more. */
export interface Lab {
  /** A temporary folder, removed when the process ends. */
  readonly folder: string;
  readonly root: Issued;
  readonly intermediate: Issued;
  readonly stranger: Issued;
  /** Makes a certificate, or gives the one made before for an equal order. */
  readonly issue: (order: Order) => Issued;
}

/** True where the `openssl` command is present; tests that need it are otherwise skipped and say so. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0;

/** Appended to the title of a suite that needs the `openssl` command. */
export const opensslNote = hasOpenssl ? '' : ' (skipped: no openssl)';

/** Runs the `openssl` command and gives its standard output; throws with its standard error when it fails. */
export function openssl(args: readonly string[], input?: string | Uint8Array): Buffer {
  return execFileSync('openssl', args, { input, stdio: ['pipe', 'pipe', 'pipe'], maxBuffer: 1 << 26 });
}

/** The pin of a PEM certificate as the documented pipe of `openssl` commands computes it. */
export function opensslPin(certificate: string): string {
  const pin = pins.get(certificate) ?? runPipe(certificate);
  pins.set(certificate, pin);
  return pin;
}

const pins = new Map<string, string>();

function runPipe(certificate: string): string {
  const key = openssl(['x509', '-noout', '-pubkey'], certificate);
  const spki = openssl(['pkey', '-pubin', '-outform', 'der'], key);
  const digest = openssl(['dgst', '-sha256', '-binary'], spki);
  return `sha256/${openssl(['base64'], digest).toString().trim()}`;
}

/** The lab, made once per process and shared by all test files, which are bundled apart. */
export function openLab(): Lab {
  const shared = globalThis as { [LAB]?: Lab };
  shared[LAB] ??= makeLab();
  return shared[LAB];
}

const LAB = Symbol.for('pinwarden.test.lab');

function makeLab(): Lab {
  const folder = mkdtempSync(join(tmpdir(), 'pinwarden-lab-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const made = new Map<string, Issued>();
  const issue = (order: Order): Issued => {
    const id = JSON.stringify({
      ...order,
      issuer: order.issuer?.certificateFile,
      keyOf: order.keyOf?.certificateFile,
    });
    const known = made.get(id) ?? sign(join(folder, String(made.size + 1)), order);
    made.set(id, known);
    return known;
  };
  const root = issue({ commonName: 'Lab Root', key: 'rsa-2048', authority: true, days: [-900, 900] });
  const intermediate = issue({ commonName: 'Lab CA', authority: true, days: [-800, 800], issuer: root });
  const stranger = issue({ commonName: 'Strange Root', authority: true });
  return { folder, root, intermediate, stranger, issue };
}

const KEYS: Readonly<Record<KeyKind, readonly string[]>> = {
  'rsa-512': ['RSA', '-pkeyopt', 'rsa_keygen_bits:512'],
  'rsa-1024': ['RSA', '-pkeyopt', 'rsa_keygen_bits:1024'],
  'rsa-2048': ['RSA', '-pkeyopt', 'rsa_keygen_bits:2048'],
  'ec-p256': ['EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-pkeyopt', 'ec_param_enc:named_curve'],
  'ec-p384': ['EC', '-pkeyopt', 'ec_paramgen_curve:P-384', '-pkeyopt', 'ec_param_enc:named_curve'],
  ed25519: ['ED25519'],
};

/** Signs with `openssl ca`, the one command of OpenSSL and LibreSSL alike that takes both dates. */
function sign(base: string, order: Order): Issued {
  const keyFile = order.keyOf?.keyFile ?? `${base}.key`;
  const certificateFile = `${base}.pem`;
  const config = `${base}.cnf`;
  if (!order.keyOf) openssl(['genpkey', '-algorithm', ...KEYS[order.key ?? 'ec-p256'], '-out', keyFile]);
  writeFileSync(config, configOf(base, order));
  writeFileSync(`${base}.db`, '');
  writeFileSync(`${base}.serial`, `${Date.now().toString(16).padStart(15, '0')}${counter()}`);
  const subject = `/CN=${order.commonName}`;
  openssl([
    'req',
    '-new',
    '-batch',
    '-config',
    config,
    '-key',
    keyFile,
    '-subj',
    subject,
    '-out',
    `${base}.csr`,
  ]);
  const by = order.issuer
    ? ['-cert', order.issuer.certificateFile, '-keyfile', order.issuer.keyFile]
    : ['-selfsign', '-keyfile', keyFile];
  const [from, to] = order.days ?? [-1, 90];
  const dates = ['-startdate', utcTime(from), '-enddate', utcTime(to)];
  const files = ['-in', `${base}.csr`, '-out', certificateFile, '-outdir', join(base, '..'), '-notext'];
  openssl(['ca', '-batch', '-config', config, '-md', order.digest ?? 'sha256', ...by, ...dates, ...files]);
  const certificate = readFileSync(certificateFile, 'utf8');
  const der = new X509Certificate(certificate).raw;
  return { certificate, der, key: readFileSync(keyFile, 'utf8'), certificateFile, keyFile };
}

let serials = 0;

function counter(): string {
  serials += 1;
  return serials.toString(16).padStart(5, '0');
}

function configOf(base: string, order: Order): string {
  const usual = order.authority
    ? ['basicConstraints=critical,CA:true', 'keyUsage=critical,keyCertSign,cRLSign']
    : ['basicConstraints=critical,CA:false', `extendedKeyUsage=${order.usage ?? 'serverAuth'}`];
  const extensions = [...(order.extensions ?? usual)];
  if (order.names?.length) extensions.push(`subjectAltName=${order.names.join(',')}`);
  return `
[req]
distinguished_name = name
[name]
[ca]
default_ca = lab
[lab]
database = ${base}.db
serial = ${base}.serial
unique_subject = no
email_in_dn = no
policy = any
x509_extensions = extensions
[any]
commonName = supplied
[extensions]
subjectKeyIdentifier=hash
${order.issuer ? 'authorityKeyIdentifier=keyid' : ''}
${extensions.join('\n')}
`;
}

/** ASN.1 UTCTime so many days from today, which both OpenSSL and LibreSSL take. */
function utcTime(days: number): string {
  const iso = new Date(Date.now() + days * 86_400_000).toISOString();
  return `${iso.slice(2, 19).replace(/\D/g, '')}Z`;
}
