import { type Element, readElements, readOid } from './der';
import type { Constraints, Traits } from './traits';

/**
 * Whether the names of a certificate stay within the name constraints of an authority above it.
 * Names of a kind that is constrained and cannot be compared here count as outside.
 * Source: RFC 5280 section 4.2.1.10, with OpenSSL's reading of a DNS base that begins with a dot.
 */
export function staysWithin(
  traits: Traits,
  { permitted, excluded }: Constraints,
  commonName?: string,
): boolean {
  const names = namesOf(traits, commonName);
  if (names.length * (permitted.length + excluded.length) > MAX_COMPARISONS) return false;
  return names.every((name) => {
    const own = (bases: readonly Element[]) => bases.filter(({ tag }) => tag === name.tag);
    const [inside, outside] = [own(permitted), own(excluded)];
    if (inside.length + outside.length === 0) return true;
    const compare = COMPARE[name.tag];
    if (!compare || outside.some((base) => compare(name.value, base.value))) return false;
    return inside.length === 0 || inside.some((base) => compare(name.value, base.value));
  });
}

/** Strangers choose both numbers, and their product could keep a machine busy. */
const MAX_COMPARISONS = 1 << 16;

const [DNS, DIRECTORY, IP] = [0x82, 0xa4, 0x87];

type Compare = (name: Uint8Array, base: Uint8Array) => boolean;

const COMPARE: Readonly<Record<number, Compare>> = {
  [DNS]: isUnderDomain,
  [DIRECTORY]: isUnderDirectory,
  [IP]: isInNetwork,
};

/** The alternative names, the subject, and its common name where no DNS name stands, as clients once read it. */
function namesOf({ names, subject }: Traits, commonName: string | undefined): readonly Element[] {
  const wrapped = new Uint8Array(wrap(subject));
  const all: Element[] = [...names];
  if (subject.length > 0) all.push({ tag: DIRECTORY, value: wrapped });
  const isNamed = names.some(({ tag }) => tag === DNS);
  if (commonName && !isNamed) all.push({ tag: DNS, value: Buffer.from(commonName, 'latin1') });
  return all;
}

/** The subject again with a head of its own, as it stands inside a general name. */
function wrap(subject: Uint8Array): readonly number[] {
  const length = subject.length;
  const head = [0x30, 0x84, ...[24, 16, 8, 0].map((shift) => (length >>> shift) & 0xff)];
  return [...head, ...subject];
}

function isUnderDomain(name: Uint8Array, base: Uint8Array): boolean {
  const text = Buffer.from(name).toString('latin1').toLowerCase();
  const domain = Buffer.from(base).toString('latin1').toLowerCase();
  if (domain === '' || text === domain) return true;
  return text.endsWith(domain.startsWith('.') ? domain : `.${domain}`);
}

function isInNetwork(address: Uint8Array, base: Uint8Array): boolean {
  if (base.length !== address.length * 2) return false;
  return address.every((octet, at) => {
    const mask = base[address.length + at] ?? 0;
    return (octet & mask) === ((base[at] ?? 0) & mask);
  });
}

function isUnderDirectory(name: Uint8Array, base: Uint8Array): boolean {
  const [parts, start] = [distinguished(name), distinguished(base)];
  if (!parts || !start || start.length > parts.length) return false;
  return start.every((part, at) => part === parts[at]);
}

/** Each relative name as comparable text: OpenSSL too ignores case, outer and repeated blanks and the string type. */
function distinguished(general: Uint8Array): readonly string[] | undefined {
  const [sequence] = readElements(general) ?? [];
  return readElements(sequence?.value ?? new Uint8Array())?.map(({ value }) =>
    (readElements(value) ?? [])
      .map((attribute) => {
        const [type, text] = readElements(attribute.value) ?? [];
        const plain = Buffer.from(text?.value ?? []).toString(text?.tag === BMP_STRING ? 'hex' : 'utf8');
        const canonical = plain.toLowerCase().trim().replace(/\s+/g, ' ');
        return JSON.stringify([readOid(type?.value ?? new Uint8Array()), canonical]);
      })
      .sort()
      .join('+'),
  );
}

const BMP_STRING = 0x1e;
