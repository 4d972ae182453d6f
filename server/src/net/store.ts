import { type Known, readCertificate } from './certificate';

/** Trusted certificates by subject. */
export type Store = ReadonlyMap<string, readonly Known[]>;

/** Reads trusted certificates from PEM, each list once; those that the TLS library cannot read are left out. */
export function openStore(pems: readonly string[]): Store {
  const store = stores.get(pems) ?? read(pems);
  stores.set(pems, store);
  return store;
}

/** The trusted certificates that carry a name. */
export function candidates(store: Store, subject: string): readonly Known[] {
  return store.get(subject) ?? [];
}

/** Reading all public roots costs tens of milliseconds. */
const stores = new WeakMap<readonly string[], Store>();

function read(pems: readonly string[]): Store {
  const store = new Map<string, Known[]>();
  for (const pem of pems) {
    const known = readCertificate(pem);
    if (!known) continue;
    const namesakes = store.get(known.subject);
    if (!namesakes) store.set(known.subject, [known]);
    else if (!namesakes.some(({ id }) => id === known.id)) namesakes.push(known);
  }
  return store;
}
