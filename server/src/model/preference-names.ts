import { editDistance } from '../core/near';
import { OTHER_NAMES, PREFERENCES } from './preferences';
import { standsForAny } from './shape';

/** A name that people may have meant; those which nobody should set are recognised and never proposed. */
interface Candidate {
  readonly name: string;
  readonly folded: string;
  readonly letters: number;
  readonly proposed: boolean;
}

const candidates: readonly Candidate[] = [
  ...PREFERENCES.map(({ name, status }) => candidate(name, status !== 'forbidden' && status !== 'expired')),
  ...OTHER_NAMES.map((name) => candidate(name, false)),
];

function candidate(name: string, proposed: boolean): Candidate {
  const folded = name.toLowerCase();
  return { name, folded, letters: lettersOf(folded), proposed };
}

const exact = new Set(candidates.map(({ name }) => name));

/** Longer than any known name and its misspellings. */
const MAX_NAME = 60;

/**
 * The known preference that a name misspells, by its case or by one or two letters. Nothing for a known name, for one
 * that resembles no known one, and for one that may as well be another setting of Cordova.
 */
export function meantPreference(name: string): string | undefined {
  if (exact.has(name) || name.length > MAX_NAME || standsForAny(name)) return undefined;
  const folded = name.toLowerCase();
  const letters = lettersOf(folded);
  const limit = name.length <= 4 ? 0 : name.length <= 8 ? 1 : 2;
  let best: Candidate | undefined;
  let least = limit + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.folded.length - folded.length) > limit) continue;
    if (differing(candidate.letters, letters) > 2 * limit) continue;
    const distance = candidate.folded === folded ? 0 : editDistance(folded, candidate.folded);
    const rival = best?.proposed && !candidate.proposed && best.folded !== candidate.folded;
    if (distance < least || (distance === least && rival)) {
      best = candidate;
      least = distance;
    }
  }
  return best?.proposed ? best.name : undefined;
}

/** The letters of a word as a set of bits: one edit changes at most two, which spares most comparisons. */
function lettersOf(word: string): number {
  let bits = 0;
  for (let i = 0; i < word.length; i++) bits |= 1 << (word.charCodeAt(i) & 31);
  return bits;
}

function differing(a: number, b: number): number {
  let count = 0;
  for (let bits = a ^ b; bits !== 0; bits &= bits - 1) count++;
  return count;
}
