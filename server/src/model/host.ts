import type { Span } from '../core/span';
import type { Registration, Suffixes } from './suffixes';

/** What keeps a text from being a host name that can be pinned. */
export type HostFault =
  | 'blank'
  | 'list'
  | 'scheme'
  | 'user-info'
  | 'port'
  | 'path'
  | 'wildcard'
  | 'ip-address'
  | 'characters'
  | Exclude<Registration, 'registrable'>;

/** A host as a file names it. */
export interface Host {
  readonly text: string;
  readonly span: Span;
  /** The name in lower case, in ASCII, without trailing dot, scheme, port or path; for comparing and showing. */
  readonly name: string;
  readonly fault: HostFault | undefined;
  /** Whether its subdomains are pinned as well; undefined where that is not said or the platforms differ. */
  readonly subdomains?: boolean;
}

/** The longest name that DNS allows, with room for a scheme, a port and a path around it. */
const MAX_LENGTH = 2048;

const IPV4 = /^(?:\d{1,3}\.){3}\d{1,3}$/;
const IPV6 = /^\[?[0-9a-f]*:[0-9a-f:.]*:[0-9a-f:.]*\]?$/i;
const LABEL = /^(?!-)[a-z0-9_-]{1,63}(?<!-)$/;

/** Reads a text that should be a host name; without the suffix list, names are not looked up in it. */
export function readHost(text: string, span: Span, suffixes: Suffixes | undefined): Host {
  if (isPlain(text)) {
    return { text, span, name: text, fault: registrationFault(text, suffixes) };
  }
  const trimmed = text.slice(0, MAX_LENGTH).trim();
  const bare = IPV6.test(trimmed) ? trimmed : bareName(trimmed);
  const name = canonicalName(bare);
  return { text, span, name, fault: formFault(text, trimmed) ?? nameFault(name, suffixes) };
}

/** What nearly every host looks like: lower-case labels, the last of which begins with a letter. */
function isPlain(text: string): boolean {
  let label = 0;
  let last = 46;
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    const letter = unit >= 97 && unit <= 122;
    if (unit === 46 || unit === 45) {
      if (label === i || (unit === 46 && last === 45)) return false;
      if (unit === 46) label = i + 1;
    } else if (!letter && !(unit >= 48 && unit <= 57)) return false;
    if (i - label >= 63) return false;
    last = unit;
  }
  const first = text.charCodeAt(label);
  return first >= 97 && first <= 122 && last !== 45 && text.length <= 253;
}

/** A host name in the form in which names are compared: lower case, punycode, no trailing dot. */
export function canonicalName(name: string): string {
  const lower = name.toLowerCase().replace(/\.$/, '');
  return /^[\x20-\x7e]*$/.test(lower) ? lower : toAscii(lower);
}

function toAscii(name: string): string {
  if (/[\s\p{Cc}/?#@:%\\]/u.test(name)) return name;
  try {
    return new URL(`https://${name}/`).hostname.replace(/\.$/, '') || name;
  } catch {
    return name;
  }
}

/** What is left of a URL when scheme, user, port and path are gone. */
function bareName(text: string): string {
  return text
    .replace(/^[a-z][a-z0-9+.-]*:\/\//i, '')
    .replace(/[/?#\\].*$/s, '')
    .replace(/^[^@]*@/, '')
    .replace(/:\d*$/, '');
}

/** Faults of the writing, outermost first. */
function formFault(text: string, trimmed: string): HostFault | undefined {
  if (trimmed === '') return 'blank';
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(trimmed)) return 'scheme';
  if (/[,;|]/.test(trimmed) || /\S\s+\S/.test(trimmed)) return 'list';
  if (text !== trimmed || text.length > MAX_LENGTH) return text.length > MAX_LENGTH ? 'characters' : 'blank';
  if (IPV6.test(trimmed)) return 'ip-address';
  if (trimmed.includes('@')) return 'user-info';
  if (/[/?#\\]/.test(trimmed)) return 'path';
  if (/:\d*$/.test(trimmed)) return 'port';
  return trimmed.includes('*') ? 'wildcard' : undefined;
}

function nameFault(name: string, suffixes: Suffixes | undefined): HostFault | undefined {
  if (IPV4.test(name)) return 'ip-address';
  if (name.length > 253 || !name.split('.').every((label) => LABEL.test(label))) return 'characters';
  return registrationFault(name, suffixes);
}

function registrationFault(name: string, suffixes: Suffixes | undefined): HostFault | undefined {
  const registration = suffixes?.(name) ?? 'registrable';
  return registration === 'registrable' ? undefined : registration;
}
