import type { Ending } from './lifetime';
import type { Refusal, RefusalCode } from './types';

/** A refusal before it is put into words. */
export interface Failure {
  readonly code: RefusalCode;
  /** The error code of Node, or `HTTP` and a proxy's status, behind it. */
  readonly cause?: string;
}

/** What the words of a refusal are about. */
export interface Subject {
  /** The host as people know it, already printable, with its port unless that is 443. */
  readonly label: string;
  readonly timeoutMs: number;
  /** Host and port of the proxy in between, without user and password. */
  readonly proxy?: string;
}

/** Puts a failure into words. */
export function refuse(failure: Failure, subject: Subject): Refusal {
  const { proxy, label } = subject;
  const isUnasked = failure.code.startsWith('proxy-') || failure.code === 'private-address';
  const through = proxy === undefined || isUnasked ? label : `${label}, asked through the proxy ${proxy},`;
  return { ...failure, message: CLAUSES[failure.code]({ ...subject, label: through }) };
}

/** The name of a lifetime's end as a failure. */
export function endFailure(ending: Ending): Failure {
  return { code: ending === 'timeout' ? 'timeout' : 'cancelled' };
}

/** Any text as printable ASCII of bounded length, for messages. */
export function printable(text: string, maxLength = 80): string {
  const cut = text.length > maxLength ? `${text.slice(0, maxLength)}...` : text;
  return cut.replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** Classifies an error of Node's name lookup. */
export function lookupFailure(error: unknown): Failure {
  const { code } = readError(error);
  const absent = code === 'ENOTFOUND' || code === 'ENODATA' || code === 'EAI_NODATA';
  return { code: absent ? 'not-found' : 'lookup-failed', ...cause(code) };
}

/** Classifies an error of a socket or of a TLS handshake; OpenSSL 3.0, 3.5 and BoringSSL differ in prefixes. */
export function socketFailure(error: unknown): Failure {
  const { code, syscall } = readError(error);
  if (code === undefined) return { code: 'failed' };
  // Node reports an orderly close within the handshake as ECONNRESET too, but without a system call.
  if (code === 'ECONNRESET') return { code: syscall === undefined ? 'closed' : 'reset', cause: code };
  const known = ERROR_CODES.find(([pattern]) => pattern.test(code));
  return { code: known?.[1] ?? 'failed', cause: code };
}

const ERROR_CODES: readonly (readonly [RegExp, RefusalCode])[] = [
  [/^ECONNREFUSED$/, 'refused'],
  [/^(ENETUNREACH|EHOSTUNREACH|EADDRNOTAVAIL|EHOSTDOWN|ENETDOWN|EACCES|EPERM|EAFNOSUPPORT)$/, 'unreachable'],
  [/^ETIMEDOUT$/, 'timeout'],
  [/^(EPIPE|ECONNABORTED)$/, 'reset'],
  [/UNRECOGNIZED_NAME$/, 'unrecognized-name'],
  [/(ALERT_PROTOCOL_VERSION|UNSUPPORTED_PROTOCOL|VERSION_TOO_LOW)$/, 'protocol-version'],
  [
    /(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|BAD_RECORD_TYPE|INVALID_RECORD_TYPE)$/,
    'not-tls',
  ],
  [/EXCESSIVE_MESSAGE_SIZE$/, 'too-large'],
  [/^(ERR_SSL_|EPROTO)/, 'handshake'],
];

const CLAUSES: Readonly<Record<RefusalCode, (subject: Subject) => string>> = {
  'invalid-host': ({ label }) =>
    `"${label}" is not a host name or IP address: give the bare name, like api.example.org`,
  'invalid-port': ({ label }) => `the port of ${label} is not a number from 1 to 65535`,
  'not-found': ({ label }) => `${label} is not known to the name server: check the spelling and the network`,
  'lookup-failed': ({ label }) =>
    `the name server gave no answer for ${label}: check the network and try again`,
  'private-address': ({ label }) =>
    `${label} is not on the public internet: private addresses are dialled only when allowed explicitly`,
  refused: ({ label }) => `nothing listens at ${label}: check the host and the port`,
  unreachable: ({ label }) =>
    `${label} cannot be reached from here: check the network, the VPN or the firewall`,
  timeout: ({ label, timeoutMs }) =>
    `${label} gave no TLS answer within ${Number((timeoutMs / 1000).toFixed(1))} s: try again or allow more time`,
  cancelled: ({ label }) => `the check of ${label} was cancelled`,
  closed: ({ label }) =>
    `${label} closed the connection during the TLS handshake: check the port and the host name`,
  reset: ({ label }) =>
    `the connection to ${label} was reset: a firewall may stand between, try another network`,
  'not-tls': ({ label }) =>
    `${label} does not speak TLS at that port: give the HTTPS port (plain HTTP and STARTTLS are not supported)`,
  'protocol-version': ({ label }) =>
    `${label} speaks only TLS versions older than 1.2: it has to be updated first`,
  handshake: ({ label }) =>
    `${label} refused the TLS handshake: it may expect another host name, key type or a client certificate`,
  'unrecognized-name': ({ label }) =>
    `the server at ${label} does not know that host name: check the name it serves`,
  'too-large': ({ label }) => `${label} sends more than 100 KB of certificates: shorten its chain`,
  'no-certificate': ({ label }) => `${label} finished the TLS handshake without showing a certificate`,
  'proxy-setting': ({ label }) =>
    `${label} was not asked, because the proxy set for it is not an http:// or https:// address: correct the setting`,
  'proxy-unreachable': ({ label, proxy }) =>
    `${label} was not asked, because its proxy ${proxy} cannot be reached or trusted: check the proxy setting`,
  'proxy-login': ({ label, proxy }) =>
    `${label} was not asked, because the proxy ${proxy} wants a valid user and password: put them into its address`,
  'proxy-denied': ({ label, proxy }) =>
    `${label} was not asked, because the proxy ${proxy} does not allow it: ask whoever runs the proxy`,
  'proxy-failed': ({ label, proxy }) =>
    `the proxy ${proxy} opened no connection to ${label}: check the host name and the proxy`,
  failed: ({ label }) => `${label} could not be asked for its certificates: try again`,
};

function readError(error: unknown): { readonly code?: string; readonly syscall?: string } {
  if (typeof error !== 'object' || error === null) return {};
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? { syscall: error.syscall } : {};
  return { ...code, ...syscall };
}

function cause(code: string | undefined): { readonly cause?: string } {
  return code === undefined ? {} : { cause: code };
}
