import { type Element, readElements, readInside, readOid } from './der';

/** What a certificate says about its own use, beside names, dates and key, which Node reads. */
export interface Traits {
  /** Signed in a way that can be forged: MD2, MD4, MD5 or SHA-1. */
  readonly weakSignature: boolean;
  /** Of the first version, before 1997, which has no extensions and so cannot say what it is for. */
  readonly isFirstVersion: boolean;
  /** Whether it may issue others: the CA flag, undefined where nothing is said. */
  readonly authority: boolean | undefined;
  /** How many authorities may stand between it and a leaf; negative where it says nonsense. */
  readonly pathLength: number | undefined;
  /** Key usage bits, the first (digitalSignature) highest in the first octet. */
  readonly keyUsage: Uint8Array | undefined;
  /** Extended key usage as dotted identifiers. */
  readonly purposes: readonly string[] | undefined;
  /** Alternative names as they stand: the tag's number says the kind (RFC 5280 section 4.2.1.6). */
  readonly names: readonly Element[];
  /** The subject's DER, without its own head. */
  readonly subject: Uint8Array;
  readonly constraints: Constraints | undefined;
  /** A critical extension that nothing here can check, dotted. */
  readonly unknownCritical: string | undefined;
}

/** Name constraints: the bases of the subtrees, each with a general name's tag. */
export interface Constraints {
  readonly permitted: readonly Element[];
  readonly excluded: readonly Element[];
}

/** Reads the traits of a certificate; undefined when it does not follow RFC 5280 section 4.1. */
export function readTraits(certificate: Uint8Array): Traits | undefined {
  const [body, algorithm] = readInside(certificate, SEQUENCE) ?? [];
  const fields = body?.tag === SEQUENCE ? readElements(body.value) : undefined;
  if (!fields || algorithm?.tag !== SEQUENCE) return undefined;
  // The version is optional, so the subject is the fifth or the sixth field.
  const subject = fields[fields[0]?.tag === VERSION ? 5 : 4];
  const wrapped = fields.find(({ tag }) => tag === EXTENSIONS);
  const extensions = wrapped ? readExtensions(wrapped.value) : new Map<string, Extension>();
  if (subject?.tag !== SEQUENCE || !extensions) return undefined;
  try {
    return {
      weakSignature: isWeak(algorithm.value),
      isFirstVersion: fields[0]?.tag !== VERSION,
      ...readBasic(extensions.get(BASIC_CONSTRAINTS)),
      keyUsage: mapped(extensions.get(KEY_USAGE), (value) => one(value, BIT_STRING).subarray(1)),
      purposes: mapped(extensions.get(PURPOSES), (value) =>
        all(value, SEQUENCE).map((purpose) => readOid(purpose.value)),
      ),
      names: mapped(extensions.get(NAMES), (value) => all(value, SEQUENCE)) ?? [],
      subject: subject.value,
      constraints: mapped(extensions.get(NAME_CONSTRAINTS), readConstraints),
      unknownCritical: [...extensions].find(([oid, { critical }]) => critical && !UNDERSTOOD.has(oid))?.[0],
    };
  } catch {
    return undefined;
  }
}

interface Extension {
  readonly critical: boolean;
  readonly value: Uint8Array;
}

const [SEQUENCE, BOOLEAN, INTEGER, BIT_STRING, OCTET_STRING, OID] = [0x30, 0x01, 0x02, 0x03, 0x04, 0x06];
const [VERSION, EXTENSIONS] = [0xa0, 0xa3];
const [KEY_USAGE, NAMES, BASIC_CONSTRAINTS] = ['2.5.29.15', '2.5.29.17', '2.5.29.19'];
const [NAME_CONSTRAINTS, PURPOSES] = ['2.5.29.30', '2.5.29.37'];

/** Checked here, or (revocation lists, policies) of no weight unless somebody asks for a policy. */
const UNDERSTOOD: ReadonlySet<string> = new Set([
  ...[KEY_USAGE, NAMES, BASIC_CONSTRAINTS, NAME_CONSTRAINTS, PURPOSES],
  ...['2.5.29.31', '2.5.29.32', '2.5.29.33', '2.5.29.36', '2.5.29.54'],
]);

/** Signatures over MD2, MD4, MD5 and SHA-1 with RSA, DSA and ECDSA (RFC 3279, RFC 8017). */
const WEAK: ReadonlySet<string> = new Set([
  ...['1.2.840.113549.1.1.2', '1.2.840.113549.1.1.3', '1.2.840.113549.1.1.4', '1.2.840.113549.1.1.5'],
  ...['1.3.14.3.2.29', '1.3.14.3.2.27', '1.2.840.10040.4.3', '1.2.840.10045.4.1'],
]);
const RSA_PSS = '1.2.840.113549.1.1.10';
const SHA1 = '1.3.14.3.2.26';

function isWeak(algorithm: Uint8Array): boolean {
  const [oid, parameters] = readElements(algorithm) ?? [];
  if (oid?.tag !== OID) return true;
  const name = readOid(oid.value);
  if (name !== RSA_PSS) return WEAK.has(name);
  // RFC 8017 appendix A.2.3: a hash that is not named is SHA-1.
  const hash = readElements(parameters?.value ?? new Uint8Array())?.find(({ tag }) => tag === 0xa0);
  const [digest] = (hash && readInside(hash.value, SEQUENCE)) ?? [];
  return !digest || readOid(digest.value) === SHA1;
}

function readExtensions(wrapped: Uint8Array): Map<string, Extension> | undefined {
  const extensions = new Map<string, Extension>();
  for (const { value } of readInside(wrapped, SEQUENCE) ?? []) {
    const [oid, ...rest] = readElements(value) ?? [];
    const content = rest.at(-1);
    if (oid?.tag !== OID || content?.tag !== OCTET_STRING) return undefined;
    const name = readOid(oid.value);
    // RFC 5280 section 4.2: an extension stands once. Which of two holds is anybody's guess.
    if (extensions.has(name)) return undefined;
    const critical = rest[0]?.tag === BOOLEAN && rest[0].value[0] !== 0;
    extensions.set(name, { critical, value: content.value });
  }
  return extensions;
}

function readBasic(extension: Extension | undefined): Pick<Traits, 'authority' | 'pathLength'> {
  if (!extension) return { authority: undefined, pathLength: undefined };
  const parts = all(extension.value, SEQUENCE);
  const length = parts.find(({ tag }) => tag === INTEGER)?.value;
  const isAuthority = parts.some(({ tag, value }) => tag === BOOLEAN && value[0] !== 0);
  // A negative number is none that any path could keep to.
  const isNegative = length !== undefined && ((length[0] ?? 0) & 0x80) !== 0;
  const pathLength = isNegative ? -1 : length?.reduce((sum, octet) => sum * 256 + octet, 0);
  return { authority: isAuthority, pathLength };
}

/** RFC 5280 section 4.2.1.10: minimum and maximum are never used, and nobody checks them. */
function readConstraints(value: Uint8Array): Constraints {
  const sides = all(value, SEQUENCE);
  const bases = (side: number) =>
    sides
      .filter(({ tag }) => tag === side)
      .flatMap((list) => must(readElements(list.value)))
      .map((subtree) => {
        const [base, ...more] = must(readElements(subtree.value));
        if (more.length > 0) throw new RangeError('a subtree with a minimum or maximum');
        return must(base);
      });
  return { permitted: bases(0xa0), excluded: bases(0xa1) };
}

function mapped<T>(extension: Extension | undefined, read: (value: Uint8Array) => T): T | undefined {
  return extension && read(extension.value);
}

function all(der: Uint8Array, tag: number): readonly Element[] {
  return must(readInside(der, tag));
}

function one(der: Uint8Array, tag: number): Uint8Array {
  const [first] = must(readElements(der));
  if (first?.tag !== tag) throw new RangeError('another tag');
  return first.value;
}

/** Throws within `readTraits`, which turns it into "unreadable". */
function must<T>(value: T | undefined): T {
  if (value === undefined) throw new RangeError('no value');
  return value;
}
