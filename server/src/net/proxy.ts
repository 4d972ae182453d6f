import { URL } from 'node:url';
import { canonicalHost, formatAddress } from './host';
import type { HttpProxy } from './types';

/** A proxy that is safe to dial. */
export interface Gateway {
  /** Lower-case ASCII name or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Whether the proxy itself is spoken to over TLS. */
  readonly isSecure: boolean;
  /** Host and port for people. */
  readonly label: string;
  /** Value of `Proxy-Authorization`; never for people. */
  readonly authorization: string | undefined;
}

/** Reads the address of a proxy; undefined when it is none of HTTP, or carries what cannot go into a header. */
export function readProxy({ url, authorization }: HttpProxy): Gateway | undefined {
  const parsed = parse(url);
  const host = parsed && canonicalHost(parsed.hostname);
  if (!parsed || host === undefined || !/^https?:$/.test(parsed.protocol)) return undefined;
  if (authorization !== undefined && !/^[\x20-\x7e]{1,8000}$/.test(authorization)) return undefined;
  const isSecure = parsed.protocol === 'https:';
  const port = Number(parsed.port || (isSecure ? 443 : 80));
  if (port === 0) return undefined;
  const label = formatAddress(host, port);
  return { host, port, isSecure, label, authorization: authorization ?? basic(parsed) };
}

function parse(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}

/** RFC 7617. */
function basic({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined;
  return `Basic ${Buffer.from(`${decode(username)}:${decode(password)}`).toString('base64')}`;
}

/** A percent sign that belongs to the password stays as it is. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
