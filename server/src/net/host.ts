import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';
import { type Failure, printable } from './refusal';
import type { Target } from './types';

/** A target that is safe to look up, to dial and to send as a server name. */
export interface Destination {
  /** Lower-case ASCII name without trailing dot, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** The name to compare with the certificate, in the same form as `host`. */
  readonly name: string;
  /** What goes out as SNI: `name`, or empty for an IP address, which RFC 6066 section 3 keeps out. */
  readonly sni: string;
  /** The host for people, with its port unless that is 443. */
  readonly label: string;
}

/** Checks a target before anything goes out; a failure carries the label for its message. */
export function readTarget(
  target: Target,
):
  | { readonly ok: true; readonly destination: Destination }
  | { readonly ok: false; readonly failure: Failure; readonly label: string } {
  const host = canonicalHost(target.host);
  if (host === undefined) return invalid('invalid-host', target.host);
  const name = target.servername === undefined ? host : canonicalHost(target.servername);
  if (name === undefined) return invalid('invalid-host', target.servername);
  const port = target.port ?? 443;
  if (!Number.isInteger(port) || port < 1 || port > 65535) return invalid('invalid-port', host);
  const label = port === 443 ? host : formatAddress(host, port);
  return { ok: true, destination: { host, port, name, sni: isIP(name) ? '' : name, label } };
}

/** Host and port as people write them, IPv6 in brackets. */
export function formatAddress(host: string, port: number): string {
  return isIP(host) === 6 ? `[${host}]:${port}` : `${host}:${port}`;
}

/**
 * The form of a host that is dialled and compared: lower case, ASCII, no trailing dot, no brackets.
 * Undefined for anything that is neither an IP address nor a name of RFC 1123 labels (underscores allowed).
 */
export function canonicalHost(text: string): string | undefined {
  if (typeof text !== 'string' || text.length === 0 || text.length > 1000) return undefined;
  const bare = /^\[[0-9a-f:.]+\]$/i.test(text) ? text.slice(1, -1) : text;
  // A zone such as fe80::1%eth0 names an interface of this machine, never a server on the internet.
  if (isIP(bare))
    return bare.includes('%') || (bare !== text && isIP(bare) !== 6) ? undefined : bare.toLowerCase();
  const ascii = toASCII(bare.toLowerCase());
  const name = ascii.endsWith('.') ? ascii.slice(0, -1) : ascii;
  if (name.length > 253) return undefined;
  const labels = name.split('.');
  if (!labels.every((label) => LABEL.test(label))) return undefined;
  // Resolvers read 127.1 and 0x7f.1 as IPv4 addresses (WHATWG URL, "ends in a number").
  return NUMBER.test(labels.at(-1) ?? '') ? undefined : name;
}

const LABEL = /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/;
const NUMBER = /^(?:[0-9]+|0x[0-9a-f]*)$/;

/** Node's conversion drops line breaks and cuts at a slash, so those have to be refused before it. */
function toASCII(name: string): string {
  if (/^[\x20-\x7e]*$/.test(name)) return name;
  return /^[a-z0-9_.\-\u0080-\uffff]+$/.test(name) ? domainToASCII(name) : '';
}

function invalid(code: 'invalid-host' | 'invalid-port', host: unknown) {
  return { ok: false, failure: { code }, label: printable(String(host)) } as const;
}
