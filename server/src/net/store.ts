import { type Known, readCertificate } from './certificate';

/** Trusted certificates. Reading all public roots costs tens of milliseconds, so each is read when it is asked for. */
export interface Store {
  /** Those that carry a name, as Node writes it. */
  readonly named: (subject: string) => readonly Known[];
  /** All of them; those that the TLS library cannot read are left out. */
  readonly all: () => readonly Known[];
}

/** Opens a list of trusted certificates in PEM; the same list is the same store. */
export function openStore(pems: readonly string[]): Store {
  const store = stores.get(pems) ?? open(pems);
  stores.set(pems, store);
  return store;
}

const stores = new WeakMap<readonly string[], Store>();

function open(pems: readonly string[]): Store {
  const read = new Map<string, Known | undefined>();
  const known = (pem: string) => {
    if (!read.has(pem)) read.set(pem, readCertificate(pem));
    return read.get(pem);
  };
  const unique = (some: readonly string[]) => [
    ...new Map(some.flatMap((pem) => known(pem) ?? []).map((one) => [one.id, one])).values(),
  ];
  const named = new Map<string, readonly Known[]>();
  let texts: readonly (readonly [pem: string, bytes: string])[] | undefined;
  return {
    named(subject) {
      const before = named.get(subject);
      if (before) return before;
      texts ??= pems.map((pem) => [pem, bytesOf(pem)]);
      const marks = marksOf(subject);
      const near = texts.filter(([, bytes]) => marks.some((mark) => bytes.includes(mark)));
      const found = unique(near.map(([pem]) => pem)).filter((one) => one.subject === subject);
      // Strangers choose the names that are asked for, so only those that are there are remembered.
      if (found.length > 0) named.set(subject, found);
      return found;
    },
    all: () => unique(pems),
  };
}

/** The bytes of a certificate, a character each. */
function bytesOf(pem: string): string {
  const [, base64 = ''] = /-----BEGIN [^-]*-----([^-]*)-----END/.exec(pem) ?? [];
  return Buffer.from(base64, 'base64').toString('latin1');
}

/**
 * What stands in every certificate that carries a name: its longest value of plain letters and digits, in each of the
 * encodings that certificates have for text. Whatever certificate has it, too, is read needlessly, and that is all. A
 * name without such a value is sought in all of them.
 */
function marksOf(subject: string): readonly string[] {
  const values = subject.split('\n').map((line) => line.slice(line.indexOf('=') + 1));
  const [mark = ''] = values.filter((value) => /^[\w .-]+$/.test(value)).sort((a, b) => b.length - a.length);
  const spread = (zeros: string) => mark.replace(/./g, (character) => zeros + character);
  return [mark, spread('\0'), spread('\0\0\0')];
}
