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

/** The hash of nothing, of LF and of CR LF: what a pipe prints when the command before it failed. */
const EMPTY_INPUTS: ReadonlyMap<string, string> = new Map([
  ['47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=', 'no input at all'],
  ['AbpHGcgLb+kRsJGnwFEktk7uzpZOCcBY74+YBdrKVGs=', 'a single line feed'],
  ['frcCV1k9oG9oKj3dpUqdJg1PxRT2RSN/XKdLCPjaYaY=', 'a single CR LF'],
]);

/** The public keys of Amazon Trust Services' five roots; an OutSystems Developer Cloud host pins them all. */
export const AMAZON_ROOTS: ReadonlyMap<string, string> = new Map([
  ['++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=', 'Amazon Root CA 1'],
  ['f0KW/FtqTjs108NpYj42SrGvOB2PpxIVM8nWxjPqJGE=', 'Amazon Root CA 2'],
  ['NqvDJlas/GRcYbcWE8S/IceH9cq77kg0jVhZeAPXq8k=', 'Amazon Root CA 3'],
  ['9+ze1cZgR9KO1kZrVDxA4HQ6voHRCSVNz4RdTCx4U8U=', 'Amazon Root CA 4'],
  ['KwccWaCgrnaw6tsrrSO61FgLacNgG2MMLq8GE6+oP5I=', 'Starfield Services Root CA - G2'],
]);

/** What was hashed when a pin is the hash of an empty pipe, by its canonical base64. */
export function emptyInput(key: string): string | undefined {
  return EMPTY_INPUTS.get(key);
}

/** Why a pin cannot be anyone's key: whose documentation it comes from, or that it is made up; nothing for the rest. */
export function placeholderReason(key: string, bytes: Uint8Array): string | undefined {
  const source = SAMPLES.get(key);
  if (source) return `it is the sample from ${source}'s documentation`;
  return madeUp(key, bytes) ? 'no hash has so regular a value' : undefined;
}

/** Thirty-two random bytes hold about thirty different ones, are not all letters and do not count upwards. */
function madeUp(key: string, bytes: Uint8Array): boolean {
  if (new Set(bytes).size <= 12) return true;
  if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return true;
  return climbs(Array.from(bytes)) || climbs(Array.from(key, (character) => character.charCodeAt(0)));
}

function climbs(values: readonly number[]): boolean {
  const steps = values.filter((value, i) => i > 0 && Math.abs(value - (values[i - 1] ?? value)) === 1).length;
  return steps >= values.length / 2;
}
