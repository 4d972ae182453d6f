import { deepEqual, equal, ok } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { decodeBase64, decodeHex, encodeBase64, encodeHex } from '../../server/src/pins/base64';
import { type PinFault, type PinPrefix, pinText, readPin } from '../../server/src/pins/pin';
import { AMAZON_ROOTS, emptyInput, placeholderReason } from '../../server/src/pins/samples';
import { random } from './random';

/** A pin whose base64 has both of the characters that base64url writes differently. */
const PIN = 'y4nboktLdDuLHUHkxk6hd+vs2GYyOj46EVC7Q/fTANQ=';
const HEX = Buffer.from(PIN, 'base64').toString('hex');
const URL_FORM = PIN.replaceAll('+', '-').replaceAll('/', '_');

describe('base64', () => {
  it('encodes and decodes as Buffer does', () => {
    const source = random(4648);
    for (let length = 0; length < 200; length++) {
      const bytes = source.bytes(length);
      const text = Buffer.from(bytes).toString('base64');
      equal(encodeBase64(bytes), text);
      deepEqual(decodeBase64(text), { bytes, canonical: true });
      equal(encodeHex(bytes), Buffer.from(bytes).toString('hex'));
      deepEqual(decodeHex(encodeHex(bytes)), bytes);
    }
  });

  it('refuses what is not padded base64 of the standard alphabet', () => {
    for (const text of [
      'A',
      'AA',
      'AAA',
      'AA=A',
      'A===',
      '====',
      'AA A',
      'AA-_',
      'AAAA\n',
      '=AAA',
      'AAAA====',
      'ÀÀÀÀ',
      'A\u0000AA',
    ]) {
      equal(decodeBase64(text), undefined, JSON.stringify(text));
    }
  });

  it('sees bits that belong to no byte', () => {
    const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
    const canonical = [...letters].filter((letter) => decodeBase64(`${'A'.repeat(42)}${letter}=`)?.canonical);
    equal(canonical.join(''), 'AEIMQUYcgkosw048');
    deepEqual(
      [...letters].filter((letter) => decodeBase64(`A${letter}==`)?.canonical),
      ['A', 'Q', 'g', 'w'],
    );
  });
});

describe('readPin', () => {
  it('reads every SHA-256, with and without its prefix', () => {
    const source = random(7469);
    for (let round = 0; round < 300; round++) {
      const digest = createHash('sha256').update(source.bytes(40)).digest();
      const bare = digest.toString('base64');
      equal(pinText(digest), `sha256/${bare}`);
      for (const prefix of ['', 'sha256/'] as const) {
        const reading = readPin(prefix + bare);
        ok(reading.ok);
        equal(reading.prefix, prefix);
        equal(reading.key, bare);
        equal(reading.canonical, true);
      }
    }
  });

  for (const [text, prefix] of [
    [`sha256/${PIN}`, 'sha256/'],
    [`sha1/${PIN}`, 'sha1/'],
    [PIN, ''],
    [`SHA256/${PIN}`, 'other'],
    [`sha-256/${PIN}`, 'other'],
    [`sha256=${PIN}`, 'other'],
    [`sha256:${PIN}`, 'other'],
  ] as const satisfies readonly (readonly [string, PinPrefix])[]) {
    it(`prefix of ${text.slice(0, 9)}…`, () => {
      const reading = readPin(text);
      ok(reading.ok);
      equal(reading.prefix, prefix);
      equal(reading.key, PIN);
    });
  }

  it('a pin may begin with a slash of its own', () => {
    const slash = `/${PIN.slice(1)}`;
    const reading = readPin(`sha256/${slash}`);
    ok(reading.ok);
    equal(reading.key, slash);
    const curl = readPin(`sha256//${slash}`);
    ok(!curl.ok);
    equal(curl.fault, 'curl-prefix');
    equal(curl.meant, slash);
  });

  it('a pin whose unused bits are set names the same key', () => {
    const reading = readPin(`sha256/${PIN.slice(0, -2)}R=`);
    ok(reading.ok);
    equal(reading.canonical, false);
    equal(reading.key, PIN);
  });

  const faults: readonly [string, string, PinFault, string | undefined][] = [
    ['nothing', '', 'empty', undefined],
    ['the prefix alone', 'sha256/', 'empty', undefined],
    ['blanks alone', '  ', 'empty', undefined],
    ['64 hexadecimal digits', HEX, 'hex', PIN],
    ['in upper case, with a prefix', `sha256/${HEX.toUpperCase()}`, 'hex', PIN],
    ['a fingerprint with colons', HEX.replace(/..(?!$)/g, '$&:').toUpperCase(), 'fingerprint', undefined],
    ['a SHA-1 fingerprint with colons', HEX.slice(0, 40).replace(/..(?!$)/g, '$&:'), 'sha1', undefined],
    ['a SHA-1 in base64', 'sha256/2jmj7l5rSw0yVb/vlWAYkK/YBwk=', 'sha1', undefined],
    ['a SHA-1 in hexadecimal', 'da39a3ee5e6b4b0d3255bfef95601890afd80709', 'sha1', undefined],
    ['base64url', `sha256/${URL_FORM}`, 'base64url', PIN],
    ['base64url without padding', URL_FORM.slice(0, -1), 'base64url', PIN],
    ['no padding', `sha256/${PIN.slice(0, -1)}`, 'padding', PIN],
    ['too much padding', `sha256/${PIN}=`, 'padding', PIN],
    ['a blank before it', `sha256/ ${PIN}`, 'blanks', PIN],
    ['a line break after it', `sha256/${PIN}\n`, 'blanks', PIN],
    ['a line break within it', `sha256/${PIN.slice(0, 20)}\r\n${PIN.slice(20)}`, 'blanks', PIN],
    ["TrustKit's script on Python 3", `b'${PIN}'`, 'python-bytes', PIN],
    ['the same as an Objective-C string', `@"b'${PIN}'"`, 'python-bytes', PIN],
    ['the same behind a prefix', `sha256/b'${PIN}'`, 'python-bytes', PIN],
    ['curl', `sha256//${PIN}`, 'curl-prefix', PIN],
    ['a directive of HTTP public key pinning', `pin-sha256="${PIN}"`, 'hpkp-directive', PIN],
    ['the same without quotes', `pin-sha256=${PIN}`, 'hpkp-directive', PIN],
    ['a PowerShell pipe', 'Ez8/eT99MT8/P3lKaVguP1B+PzU/Pz8/Pz95UWtGRyYNCg==', 'powershell', undefined],
    [
      'the same behind a prefix',
      'sha256/Ez8/eT99MT8/P3lKaVguP1B+PzU/Pz8/Pz95UWtGRyYNCg==',
      'powershell',
      undefined,
    ],
    ['a lost end', `sha256/${PIN.slice(0, 30)}`, 'truncated', undefined],
    ['a lost end that decodes', `sha256/${PIN.slice(0, 40)}`, 'truncated', undefined],
    ['a SHA-512', createHash('sha512').update('x').digest('base64'), 'too-long', undefined],
    ['a SHA-384', createHash('sha384').update('x').digest('base64'), 'too-long', undefined],
    ['a public key', `MIIB${'A'.repeat(400)}`, 'key-or-certificate', undefined],
    ['a PEM file', `-----BEGIN CERTIFICATE-----\n${PIN}`, 'key-or-certificate', undefined],
    ['hexadecimal text in base64', Buffer.from(HEX).toString('base64'), 'hex-text', PIN],
    ['the same with the line break of a shell', Buffer.from(`${HEX}\n`).toString('base64'), 'hex-text', PIN],
    ['something else', 'to be done', 'not-base64', undefined],
  ];
  for (const [name, text, fault, meant] of faults) {
    it(`${fault}: ${name}`, () => {
      const reading = readPin(text);
      ok(!reading.ok);
      equal(reading.fault, fault);
      equal(reading.meant, meant);
    });
  }

  it('a colon-separated fingerprint is never taken for a pin: it is of a certificate', () => {
    const reading = readPin(HEX.replace(/..(?!$)/g, '$&:'));
    ok(!reading.ok && reading.meant === undefined);
  });

  it('ends on texts of any length', () => {
    for (const piece of ['A', ' ', ':', 'a:', 'A\n', '=', "b'", 'sha256/', '\ud800']) {
      ok(!readPin(piece.repeat(1_000_000)).ok);
    }
  }).timeout(60_000);

  it('only a text of 43 characters and `=`, behind a prefix, is a pin', () => {
    const source = random(32);
    for (let round = 0; round < 5000; round++) {
      const at = source.below(PIN.length);
      const text =
        PIN.slice(0, at) + String.fromCharCode(source.below(300)) + PIN.slice(at + source.below(3));
      equal(readPin(text).ok, /^[A-Za-z0-9+/]{43}=$/.test(text), JSON.stringify(text));
    }
  }).timeout(60_000);
});

describe('samples', () => {
  it('the hashes of empty pipes are what they are said to be', () => {
    for (const input of ['', '\n', '\r\n']) {
      ok(emptyInput(createHash('sha256').update(input).digest('base64')), JSON.stringify(input));
    }
    equal(emptyInput(createHash('sha256').update('x').digest('base64')), undefined);
  });

  for (const letter of ['A', 'B', 'C', 'D', '0', '/']) {
    it(`${letter.repeat(4)}… is nobody's key`, () => {
      equal(isPlaceholder(`${letter.repeat(43)}=`), true);
    });
  }

  for (const text of [
    '7HIpactkIAq2Y49orFOOQKurWxmmSFZhBCoQYcRhJ3Y=',
    'fwza0LRMXouZHRC8Ei+4PyuldPDcf3UKgO/04cDM1oE=',
    'k3XnEYQCK79AtL9GYnT/nyhsabas03V+bhRQYHQbpXU=',
    'afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig=',
    Buffer.from('this is not a hash but a text!!!').toString('base64'),
    Buffer.from(Array.from({ length: 32 }, (_, i) => i)).toString('base64'),
    'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopq=',
    `${'ABCD'.repeat(10)}ABA=`,
    Buffer.from('01234567890123456789012345678901').toString('base64'),
    Buffer.from(Array.from({ length: 32 }, (_, i) => 255 - i)).toString('base64'),
    Buffer.from(Array.from({ length: 32 }, (_, i) => 112 + i)).toString('base64'),
    Buffer.from('deadbeef'.repeat(8), 'hex').toString('base64'),
    Buffer.from('0123456789abcdef'.repeat(4), 'hex').toString('base64'),
  ]) {
    it(`${text} is nobody's key`, () => {
      equal(isPlaceholder(text), true);
    });
  }

  it('real keys of authorities are no placeholders, though documents use them as samples', () => {
    const known = [
      'r/mIkG3eEpVdm+u/ko/cwxzOMo1bk4TyHIlByibiA5E=',
      'grX4Ta9HpZx6tSHkmCrvpApTQGo67CYDnvprLg5yRME=',
    ];
    for (const key of [...AMAZON_ROOTS.keys(), ...known]) equal(isPlaceholder(key), false, key);
  });

  it('20,000 random hashes are no placeholders', () => {
    const source = random(256);
    for (let round = 0; round < 20_000; round++) {
      const bytes = source.bytes(32);
      equal(placeholderReason(encodeBase64(bytes)), undefined);
    }
  }).timeout(60_000);
});

function isPlaceholder(text: string): boolean {
  const reading = readPin(text);
  ok(reading.ok);
  return placeholderReason(reading.key) !== undefined;
}
