import { readdirSync, readFileSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import * as tls from 'node:tls';

/**
 * The PEM certificates that this machine trusts beyond those that come with Node: NODE_EXTRA_CA_CERTS and, unless
 * `system` is false, the system's store with SSL_CERT_FILE and SSL_CERT_DIR.
 * Read on first use (hundreds of milliseconds where stores are large) and kept until the process ends.
 */
export function machineRoots({ system = true }: { readonly system?: boolean } = {}): readonly string[] {
  const key = system ? 'all' : 'extra';
  const roots = known.get(key) ?? [...new Set([...extraRoots(), ...(system ? systemRoots() : [])])];
  known.set(key, roots);
  return roots;
}

const known = new Map<'all' | 'extra', readonly string[]>();

function extraRoots(): readonly string[] {
  return fileRoots(process.env['NODE_EXTRA_CA_CERTS']);
}

/** Node lists the system's certificates from 22.15 on; before, and where it lists none, the usual files are read. */
function systemRoots(): readonly string[] {
  const { SSL_CERT_FILE: file, SSL_CERT_DIR: folders } = process.env;
  const named = [...fileRoots(file), ...(folders?.split(delimiter) ?? []).flatMap(folderRoots)];
  const listed = listedRoots();
  if (listed.length > 0 || file || folders) return [...listed, ...named];
  return BUNDLES.map(fileRoots).find((roots) => roots.length > 0) ?? [];
}

/** Where Debian, Fedora, SUSE, Alpine and macOS keep all their roots in one file. */
const BUNDLES = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/tls/certs/ca-bundle.crt',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
] as const;

function listedRoots(): readonly string[] {
  const list: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof list !== 'function') return [];
  try {
    const roots: unknown = list('system');
    return Array.isArray(roots) ? roots.filter((root) => typeof root === 'string') : [];
  } catch {
    return [];
  }
}

const MAX_FILE = 16 << 20;
const MAX_FILES = 2000;

function folderRoots(folder: string): readonly string[] {
  try {
    return readdirSync(folder)
      .slice(0, MAX_FILES)
      .flatMap((name) => fileRoots(join(folder, name)));
  } catch {
    return [];
  }
}

function fileRoots(file: string | undefined): readonly string[] {
  try {
    // A pipe or a device could keep the reader waiting.
    if (!file || !statSync(file).isFile() || statSync(file).size > MAX_FILE) return [];
    return readFileSync(file, 'latin1').match(PEM) ?? [];
  } catch {
    return [];
  }
}

const PEM = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;
