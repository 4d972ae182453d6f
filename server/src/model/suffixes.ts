import { parse } from 'tldts';

/** Whether a name can be registered, as the Public Suffix List (with its private part) knows it. */
export type Registration = 'registrable' | 'single-label' | 'public-suffix' | 'unknown-tld';

/** Looks a canonical host name up in the list. */
export type Suffixes = (name: string) => Registration;

/** The list that ships with Pinwarden; a module of its own because it is large and only hosts need it. */
export const suffixes: Suffixes = (name) => {
  if (!name.includes('.')) return 'single-label';
  const found = parse(name, { allowPrivateDomains: true, extractHostname: false, detectIp: false });
  if (!found.isIcann && !found.isPrivate) return 'unknown-tld';
  return found.domain === null ? 'public-suffix' : 'registrable';
};
