import { parse } from 'tldts';

/** Whether a name can be registered, as the Public Suffix List (with its private part) knows it. */
export type Registration = 'registrable' | 'single-label' | 'public-suffix' | 'unknown-tld';

/** Looks a canonical host name up in the list. */
export type Suffixes = (name: string) => Registration;

/** Answers are remembered for as many names as a large file has: the same ones are asked for at every keystroke. */
const MAX_REMEMBERED = 10_000;
const remembered = new Map<string, Registration>();

/** The list that ships with Pinwarden; a module of its own because it is large and only hosts need it. */
export const suffixes: Suffixes = (name) => {
  const known = remembered.get(name);
  if (known) return known;
  const fresh = lookUp(name);
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(name, fresh);
  return fresh;
};

function lookUp(name: string): Registration {
  if (!name.includes('.')) return 'single-label';
  const found = parse(name, { allowPrivateDomains: true, extractHostname: false, detectIp: false });
  if (!found.isIcann && !found.isPrivate) return 'unknown-tld';
  return found.domain === null ? 'public-suffix' : 'registrable';
}
