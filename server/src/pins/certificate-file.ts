import { byteString } from './asn1';
import { decodeBase64 } from './base64';
import { type Certificate, readCertificate } from './certificate';

/** The certificates of a file, in its order, or one clause in lower case why there are none. */
export type CertificateFile =
  | { readonly ok: true; readonly certificates: readonly Certificate[] }
  | { readonly ok: false; readonly message: string };

/** Larger files are refused: a bundle of every public root is a quarter of this. */
export const MAX_CERTIFICATE_FILE = 1_000_000;

/** A file holds at most this many certificates that are read. */
const MAX_CERTIFICATES = 500;

/** Reads a PEM file (bundles, text around it, any line endings) or a DER certificate; tells them by content. */
export function readCertificateFile(bytes: Uint8Array): CertificateFile {
  if (bytes.length === 0) return refuse('the file is empty');
  if (bytes.length > MAX_CERTIFICATE_FILE) return refuse('larger than 1 MB, which no certificate is');
  const text = byteString(bytes);
  return text.includes('-----BEGIN ') ? readPem(text) : readDer(bytes);
}

function readDer(bytes: Uint8Array): CertificateFile {
  const certificate = readCertificate(bytes);
  if (certificate) return { ok: true, certificates: [certificate] };
  const cut = bytes[0] === 0x30 && bytes[1] !== undefined && bytes[1] >= 0x81;
  return refuse(
    cut ? 'a damaged or cut-off certificate, or another structure in DER' : 'no certificate in PEM or DER',
  );
}

function readPem(text: string): CertificateFile {
  const certificates: Certificate[] = [];
  const others = new Set<string>();
  let count = 0;
  for (const { label, body } of pemBlocks(text)) {
    if (!/^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label)) {
      others.add(label.toLowerCase());
      continue;
    }
    if (++count > MAX_CERTIFICATES) return refuse(`more than ${MAX_CERTIFICATES} certificates`);
    const der = decodeBase64(body.replace(/\s+/g, ''))?.bytes;
    const certificate = der && readCertificate(der);
    if (!certificate) return refuse(`certificate ${count} is damaged or cut off`);
    certificates.push(certificate);
  }
  if (certificates.length > 0) return { ok: true, certificates };
  if (others.size > 0) return refuse(`holds no certificate, only ${[...others].slice(0, 3).join(', ')}`);
  return refuse('a PEM block without its end: the file is cut off');
}

/** The blocks of a PEM text in their order, up to the first one without an end; what stands around them is passed over. */
function* pemBlocks(text: string): Generator<{ readonly label: string; readonly body: string }> {
  const begin = /-----BEGIN ([A-Z0-9 ]{1,60})-----/g;
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const [, label = ''] = found;
    const close = `-----END ${label}-----`;
    const end = text.indexOf(close, begin.lastIndex);
    if (end < 0) return;
    yield { label, body: text.slice(begin.lastIndex, end) };
    begin.lastIndex = end + close.length;
  }
}

function refuse(message: string): CertificateFile {
  return { ok: false, message };
}
