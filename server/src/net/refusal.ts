import type { Ending } from './lifetime';
import type { Refusal, RefusalCode } from './types';

/** A refusal before it is known what it is about. */
export type Failure = Pick<Refusal, 'code' | 'cause'>;

/** What a refusal is about. */
export type Subject = Omit<Refusal, keyof Failure>;

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

function readError(error: unknown): { readonly code?: string; readonly syscall?: string } {
  if (typeof error !== 'object' || error === null) return {};
  const code = 'code' in error && typeof error.code === 'string' ? { code: error.code } : {};
  const syscall = 'syscall' in error && typeof error.syscall === 'string' ? { syscall: error.syscall } : {};
  return { ...code, ...syscall };
}

function cause(code: string | undefined): { readonly cause?: string } {
  return code === undefined ? {} : { cause: code };
}
