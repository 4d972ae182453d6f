import * as l10n from '../core/l10n';

/** Pins of documentation examples whose keys nobody holds; samples that are real authorities' keys are left out. */
const SAMPLES: ReadonlyMap<string, string> = new Map([
  ['7HIpactkIAq2Y49orFOOQKurWxmmSFZhBCoQYcRhJ3Y=', 'Android'],
  ['fwza0LRMXouZHRC8Ei+4PyuldPDcf3UKgO/04cDM1oE=', 'Android'],
  ['k3XnEYQCK79AtL9GYnT/nyhsabas03V+bhRQYHQbpXU=', 'TrustKit'],
  ['2kOi4HdYYsvTR1sTIR7RHwlf2SescTrpza9ZrWy7poQ=', 'TrustKit'],
  ['TQEtdMbmwFgYUifM4LDF+xgEtd0z69mPGmkp014d6ZY=', 'TrustKit'],
  ['rFjc3wG7lTZe43zeYTvPq8k4xdDEutCmIhI5dn4oCeE=', 'TrustKit'],
  ['afwiKY3RxoMmLkuRW1l7QsPZTJPwDS2pdDROQjXw8ig=', 'OkHttp'],
]);

/** The public keys of Amazon Trust Services' five roots; an OutSystems Developer Cloud host pins them all. */
export const AMAZON_ROOTS: ReadonlyMap<string, string> = new Map([
  ['++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=', 'Amazon Root CA 1'],
  ['f0KW/FtqTjs108NpYj42SrGvOB2PpxIVM8nWxjPqJGE=', 'Amazon Root CA 2'],
  ['NqvDJlas/GRcYbcWE8S/IceH9cq77kg0jVhZeAPXq8k=', 'Amazon Root CA 3'],
  ['9+ze1cZgR9KO1kZrVDxA4HQ6voHRCSVNz4RdTCx4U8U=', 'Amazon Root CA 4'],
  ['KwccWaCgrnaw6tsrrSO61FgLacNgG2MMLq8GE6+oP5I=', 'Starfield Services Root CA - G2'],
]);

/**
 * What was hashed, as a noun, when a pin (canonical base64) is the hash of nothing, of LF or of CR LF: what a pipe
 * prints when the command before it failed.
 */
export function emptyInput(key: string): string | undefined {
  switch (key) {
    case '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=':
      return l10n.t('no input at all');
    case 'AbpHGcgLb+kRsJGnwFEktk7uzpZOCcBY74+YBdrKVGs=':
      return l10n.t('a single line feed');
    case 'frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=':
      return l10n.t('a single CR LF');
    default:
      return undefined;
  }
}

/** Why a pin cannot be anyone's key: whose documentation it comes from, or that it is made up; nothing for the rest. */
export function placeholderReason(key: string): string | undefined {
  const source = SAMPLES.get(key);
  if (source) return l10n.t("it is the sample from {0}'s documentation", source);
  return mayBeRegular(key) && isRegular(key) ? l10n.t('no hash has so regular a value') : undefined;
}

/** After how many characters a value repeats itself whose bytes have a period of 4, 5, 7, 8 or 10. */
const PERIODS = [16, 20, 28, 32, 40] as const;

/**
 * A quick look that lets hardly any real hash through: repetition, few different characters, neighbours in the
 * alphabet, bytes that climb slowly, or all bytes that begin a group of four on the same side of 128. Mostly over
 * after some twenty characters.
 */
function mayBeRegular(key: string): boolean {
  const first = key.charCodeAt(0);
  for (const period of PERIODS) if (key.charCodeAt(period) === first) return true;
  let seen = 0;
  let different = 0;
  let neighbours = 0;
  let jumps = 0;
  let leading = first;
  let low = false;
  let high = false;
  for (let i = 0; i < 43; i++) {
    const unit = key.charCodeAt(i);
    const bit = 1 << (unit & 31);
    if ((seen & bit) === 0) different++;
    seen |= bit;
    if (i < 12 && Math.abs(unit - key.charCodeAt(i + 1)) === 1) neighbours++;
    if ((i & 3) === 0) {
      if (unit >= 65 && unit < 103) low = true;
      else high = true;
      if (Math.abs(unit - leading) > 1) jumps++;
      leading = unit;
    }
    if (i >= 12 && neighbours < 4 && different > 12 && jumps > 1 && low && high) return false;
  }
  return true;
}

/** Thirty-two random bytes hold about thirty different ones, are not all letters and do not count up or down. */
function isRegular(key: string): boolean {
  const seen = new Uint8Array(256);
  let different = 0;
  let printable = 0;
  let steps = 0;
  let previous = -2;
  for (let i = 0; i < 32; i++) {
    const byte = byteAt(key, i);
    if (seen[byte] === 0) different++;
    seen[byte] = 1;
    if (byte >= 0x20 && byte < 0x7f) printable++;
    if (Math.abs(byte - previous) === 1) steps++;
    previous = byte;
  }
  return different <= 12 || printable === 32 || steps >= 16 || characterSteps(key) >= 22;
}

/** How often a character follows its neighbour in ASCII, as in `ABCDEF`. */
function characterSteps(key: string): number {
  let steps = 0;
  for (let i = 1; i < key.length; i++) {
    if (Math.abs(key.charCodeAt(i) - key.charCodeAt(i - 1)) === 1) steps++;
  }
  return steps;
}

/** A byte of canonical base64, without decoding the rest: this runs for every pin of a file. */
function byteAt(key: string, index: number): number {
  const first = Math.floor((index * 4) / 3);
  const pair = (sextet(key.charCodeAt(first)) << 6) | sextet(key.charCodeAt(first + 1));
  return (pair >> (4 - 2 * (index % 3))) & 0xff;
}

/** The value of a base64 character; `=` counts as zero. */
function sextet(unit: number): number {
  if (unit >= 97) return unit - 71;
  if (unit >= 65) return unit - 65;
  if (unit >= 48) return unit === 61 ? 0 : unit + 4;
  return unit === 43 ? 62 : 63;
}
