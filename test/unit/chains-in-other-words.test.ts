import { deepEqual, match, ok } from 'node:assert/strict';
import { noteText, refusalText } from '../../server/src/describe-refusal';
import { doubtText, nameDoubtText } from '../../server/src/describe-trust';
import type { Doubt, Flaw, NameDoubt, Note, PlainDoubt, Refusal, RefusalCode } from '../../server/src/net';
import { verdict } from '../../server/src/pins/chain';
import { englishIn, inOtherWords } from './in-other-words';

/** Every code of a union, because a record has to name each. */
function codes<Code extends string>(all: Readonly<Record<Code, null>>): readonly Code[] {
  return Object.keys(all) as Code[];
}

const PLAIN = codes<PlainDoubt>({
  'client-certificate': null,
  timeout: null,
  'broken-off': null,
  unreadable: null,
  'self-signed': null,
  'no-short-path': null,
  'leaf-issuer': null,
  'authority-issuer': null,
  'path-length': null,
});
const FLAWS = codes<Flaw['code']>({
  malformed: null,
  'no-dates': null,
  ended: null,
  begins: null,
  'weak-signature': null,
  'weak-key': null,
  'not-for-servers': null,
  'unknown-condition': null,
});
const OPENSSL = [
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'INVALID_PURPOSE',
  'INVALID_CA',
  'PATH_LENGTH_EXCEEDED',
  'CERT_SIGNATURE_FAILURE',
  'UNSPECIFIED',
  'CERT_REVOKED',
];
const DOUBTS: readonly Doubt[] = [
  ...PLAIN.map((code) => ({ code })),
  ...FLAWS.flatMap((code) => [
    { code, detail: '2026' },
    { code, detail: '2026', authority: 'Lab Root' },
  ]),
  ...(['own-root', 'unknown-root', 'missing-issuer', 'missing-root', 'names-outside'] as const).flatMap(
    (code) => ['', 'Lab Root'].map((authority) => ({ code, authority })),
  ),
  ...OPENSSL.map((openssl) => ({ code: 'refused' as const, openssl })),
];
const NAMES = codes<NameDoubt['code']>({
  unreadable: null,
  'other-names': null,
  'other-addresses': null,
  'common-name-only': null,
});
const REFUSALS: readonly Refusal[] = codes<RefusalCode>({
  'invalid-host': null,
  'invalid-port': null,
  'not-found': null,
  'lookup-failed': null,
  'private-address': null,
  refused: null,
  unreachable: null,
  timeout: null,
  cancelled: null,
  closed: null,
  reset: null,
  'not-tls': null,
  'protocol-version': null,
  handshake: null,
  'unrecognized-name': null,
  'too-large': null,
  'no-certificate': null,
  'proxy-setting': null,
  'proxy-unreachable': null,
  'proxy-login': null,
  'proxy-denied': null,
  'proxy-failed': null,
  failed: null,
}).flatMap((code) => [
  { code, label: 'api.test', timeoutMs: 1500 },
  { code, label: 'api.test', timeoutMs: 1500, proxy: 'proxy.test:3128' },
]);
const [refusal = { code: 'failed', label: '', timeoutMs: 0 } as const] = REFUSALS;
const NOTES: readonly Note[] = [
  { code: 'addresses-omitted', asked: 16, all: 41 },
  { code: 'through-proxy', label: 'api.test', proxy: 'proxy.test:3128', isLimited: false },
  { code: 'through-proxy', label: 'api.test', proxy: 'proxy.test:3128', isLimited: true },
  { code: 'address-refused', refusal },
  { code: 'key-type-unasked', address: 'api.test', keyType: 'RSA' },
  { code: 'key-type-absent', address: 'api.test', keyType: 'RSA' },
  { code: 'key-type-refused', keyType: 'ECDSA', refusal },
];

function everything(): readonly string[] {
  const trusts = ['public', 'local', 'none'] as const;
  return [
    ...DOUBTS.map(doubtText),
    ...NAMES.map((code) => nameDoubtText({ code, name: 'api.test' })),
    ...REFUSALS.map(refusalText),
    ...NOTES.map(noteText),
    ...trusts.flatMap((trust) => [
      verdict({ trust, nameMatches: true }),
      verdict({ trust, nameMatches: false }),
      verdict({ trust, nameMatches: false, reason: 'api.test', nameReason: 'api.test' }),
    ]),
  ];
}

describe('what is said of chains and of hosts without one', () => {
  const values = 'api.test proxy.test "Lab Root" RSA ECDSA CERT_REVOKED';

  it('is one clause with its values', () => {
    for (const text of everything()) match(text, /^[\x20-\x7e]{10,220}[^.]$/);
    for (const one of REFUSALS) ok(refusalText(one).includes(one.label), one.code);
    for (const one of REFUSALS.filter(({ proxy }) => proxy !== undefined))
      ok(/private|setting/.test(one.code) || refusalText(one).includes('proxy.test:3128'), one.code);
    for (const one of DOUBTS)
      if ('authority' in one && one.authority) ok(doubtText(one).includes('"Lab Root"'));
  });

  it('has no English left in another language', async () => {
    const said = await inOtherWords(everything);
    deepEqual(
      said.flatMap((text) => englishIn(text, values)),
      [],
    );
  });
});
