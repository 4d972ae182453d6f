import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import { distinctKeys, type PinEntry, type PinSet } from '../../model/model';
import type { BadPin, PinFault } from '../../pins/pin';
import { emptyInput, placeholderReason } from '../../pins/samples';
import { pinMark, pinsWhere, written } from '../pin-drafts';
import type { Draft, Rule } from '../rule';

/** What each accident is, and the way out of it. */
const CAUSES: Readonly<Record<PinFault, () => string>> = {
  empty: () => l10n.t('Nothing stands here.'),
  hex: () => l10n.t('These are 64 hexadecimal digits, and a pin is written in base64.'),
  fingerprint: () =>
    l10n.t(
      'Colons make it a fingerprint as browsers and openssl show it, which is the hash of a whole certificate and not of its key: compute the pin from the certificate.',
    ),
  sha1: () => l10n.t('These are the 20 bytes of a SHA-1, and a pin is a SHA-256.'),
  base64url: () => l10n.t('It is written in the URL form of base64, with `-` and `_`.'),
  padding: () => l10n.t('Its `=` at the end is missing or one too many.'),
  blanks: () => l10n.t('Blanks or line breaks stand in it.'),
  'python-bytes': () => l10n.t("A script left Python's `b'…'` around it."),
  'curl-prefix': () => l10n.t('It begins with `sha256//` as curl writes it; a single slash belongs there.'),
  'hpkp-directive': () =>
    l10n.t('It is a `pin-sha256=` directive of an HTTP header; only its value belongs here.'),
  powershell: () =>
    l10n.t(
      'A shell such as PowerShell changed the bytes while piping them: compute it again, from the certificate file.',
    ),
  'hex-text': () => l10n.t('Somebody encoded the hexadecimal text of the hash instead of its bytes.'),
  'key-or-certificate': () => l10n.t('This is a key or a certificate itself, not its hash.'),
  truncated: () => l10n.t('Its end is missing.'),
  'too-long': () => l10n.t('It is longer than a SHA-256.'),
  'not-base64': () => l10n.t('It holds characters that base64 does not have.'),
};

/** Faults that are only a spelling: mending them cannot change which key is meant. */
const SPELLING: readonly PinFault[] = [
  'base64url',
  'padding',
  'blanks',
  'python-bytes',
  'curl-prefix',
  'hpkp-directive',
];

/** What comes of such a pin. */
const EFFECTS: Readonly<Record<PinSet['engine'], () => string>> = {
  plugin: () => l10n.t('This pin never matches, and apps crash at launch over it.'),
  trustkit: () => l10n.t('This pin never matches, and the iOS app crashes at launch over it.'),
  nsc: () => l10n.t('This pin never matches, and the Android app crashes at its first connection over it.'),
  nspinned: () => l10n.t('This pin never matches, and iOS says nothing about it.'),
};

export const malformedPin: Rule = {
  id: 'malformed-pin',
  severity: 'error',
  summary: 'Not the base64 of exactly 32 bytes; the message names the accident',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-2.4',
  code: 'OS-MABS-RES-40003',
  fix: {
    summary:
      "respell base64url, padding, blanks, `b'…'`, `sha256//`, `pin-sha256=`; hexadecimal only when asked for",
    safe: true,
  },
  part: 'pinSets',
  *check(model) {
    let within: PinSet | undefined;
    let named = new Set<string>();
    for (const { set, pin } of pinsWhere(model, isMalformed)) {
      const { reading } = pin;
      if (reading.ok) {
        yield { ...pinMark(set, pin), ...padded(pin) };
        continue;
      }
      if (set !== within) {
        within = set;
        named = new Set(distinctKeys(set));
      }
      const fix = mend(set, pin, reading, named);
      if (fix?.safe && reading.meant) named.add(reading.meant);
      yield {
        ...pinMark(set, pin),
        message: sentence(set, pin, reading),
        ...(model.kind === 'pinning' ? { code: 'OS-MABS-RES-40003' } : {}),
        ...(fix ? { fixes: [fix] } : {}),
      };
    }
  },
};

function isMalformed({ reading, padded }: PinEntry): boolean {
  return !reading.ok || padded !== undefined;
}

function sentence(set: PinSet, pin: PinEntry, reading: BadPin): string {
  const effect = isLenient(set, pin, reading) ? lenient() : EFFECTS[set.engine]();
  return [effect, CAUSES[reading.fault](), ...size(reading)].join(' ');
}

function lenient(): string {
  return l10n.t('Android reads this pin all the same, but Android Lint stops the release build over it.');
}

/** Blanks around a pin keep nobody from reading it but Lint, so they are a warning. */
function padded({ padded, span, text }: PinEntry): Omit<Draft, 'host'> {
  const where = padded ?? span;
  return {
    span: where,
    severity: 'warning',
    message: `${lenient()} ${l10n.t('Blanks or line breaks stand around it.')}`,
    fixes: [{ title: l10n.t('Remove the blanks'), safe: true, edits: [{ span: where, text }] }],
  };
}

/** Android's own base64 skips blanks and does without padding; a sign too many it does not forgive. */
function isLenient({ engine }: PinSet, { text }: PinEntry, { fault }: BadPin): boolean {
  return engine === 'nsc' && (fault === 'blanks' || (fault === 'padding' && !text.includes('=')));
}

function size({ fault, length }: BadPin): string[] {
  const tells = fault === 'truncated' || fault === 'too-long' || fault === 'powershell';
  return tells && length ? [l10n.t('A pin has 32 bytes, and this has {0}.', length)] : [];
}

/** A mend that would put another finding in this one's place is left to the person, and so is what `sha1/` meant. */
function mend(
  set: PinSet,
  pin: PinEntry,
  { prefix, fault, meant }: BadPin,
  named: ReadonlySet<string>,
): Fix | undefined {
  if (!meant || prefix === 'sha1/') return undefined;
  const spelling = SPELLING.includes(fault);
  const title = spelling
    ? l10n.t('Write the pin in its proper form')
    : l10n.t('Convert to base64 (only if this is a public-key hash)');
  const sound =
    !named.has(meant) && emptyInput(meant) === undefined && placeholderReason(meant) === undefined;
  return {
    title,
    safe: spelling && sound,
    edits: [{ span: pin.padded ?? pin.span, text: written(set, meant) }],
  };
}
