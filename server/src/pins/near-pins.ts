/** A key that another one differs from in a few characters, and what was said of it when it was put in. */
export interface NearPin<T> {
  readonly key: string;
  readonly about: T;
  /** In how many of the 43 characters of base64 they differ, at most {@link MAX_DIFFERENCES}. */
  readonly differences: number;
}

/** Keys in the order in which they are met; each is compared with those before it. */
export interface NearPins<T> {
  /** Puts a key (canonical base64) in and answers the earliest one near it; an equal key gets the answer that the first one got. */
  readonly put: (key: string, about: T) => NearPin<T> | undefined;
  /** The earliest key near this one, without putting it in; `known` for one that was put in itself. */
  readonly find: (key: string) => NearPin<T> | 'known' | undefined;
}

/** Two hashes that agree in 40 of 43 characters are one hash and a typing error: chance needs about 2^220 tries. */
export const MAX_DIFFERENCES = 3;

/** Where the four groups of characters begin that near keys are found by: three differences leave one of them as it was. */
const GROUPS = [2, 13, 24, 35] as const;

/** Characters in a group: 24 bits, which few hashes of a file share. */
const GROUP = 4;

/** So many keys with the same group are compared; more of them are nobody's hashes. */
const MAX_STEPS = 16;

/**
 * Makes room for at most `capacity` different keys; further ones are compared but not remembered. Keys of an `earlier`
 * collection stand before all of them and are looked up where they are.
 */
export function nearPins<T>(capacity: number, earlier?: NearPins<T>): NearPins<T> {
  const slots = 1 << (32 - Math.clz32(Math.max(16, capacity) * 2 - 1));
  // The number of the last key with a group's hash, and of the one before it; counted from 1, so that 0 is none.
  const heads = new Int32Array(slots * 4);
  const previous = new Int32Array((capacity + 1) * 4);
  const hashes = new Int32Array((capacity + 1) * 4);
  const own = new Int32Array(4);
  const keys: string[] = [''];
  const abouts: T[] = [];
  const answers = new Map<number, NearPin<T>>();

  /** The number of the key itself, negative, or of the earliest one near it, or 0; leaves its hashes in `own`. */
  const search = (key: string): number => {
    let nearest = 0;
    for (let group = 0; group < 4; group++) {
      const hash = hashOf(key, GROUPS[group] ?? 0);
      own[group] = hash;
      let number = heads[group * slots + (hash & (slots - 1))] ?? 0;
      for (let steps = 0; number !== 0 && steps < MAX_STEPS; steps++) {
        const entry = number * 4 + group;
        if (hashes[entry] === hash) {
          const other = keys[number] ?? '';
          if (other === key) return -number;
          if ((nearest === 0 || number < nearest) && areNear(key, other)) nearest = number;
        }
        number = previous[entry] ?? 0;
      }
    }
    return nearest;
  };
  const answer = (key: string, nearest: number): NearPin<T> | undefined => {
    if (nearest === 0) return undefined;
    const other = keys[nearest];
    const about = abouts[nearest - 1];
    if (other === undefined || about === undefined) return undefined;
    return { key: other, about, differences: differences(key, other) };
  };
  const remember = (key: string, about: T, near: NearPin<T> | undefined) => {
    const number = keys.push(key) - 1;
    abouts.push(about);
    if (near) answers.set(number, near);
    for (let group = 0; group < 4; group++) {
      const hash = own[group] ?? 0;
      const place = group * slots + (hash & (slots - 1));
      hashes[number * 4 + group] = hash;
      previous[number * 4 + group] = heads[place] ?? 0;
      heads[place] = number;
    }
  };
  return {
    put(key, about) {
      const found = search(key);
      if (found < 0) return answers.get(-found);
      const before = earlier?.find(key);
      if (before === 'known') return undefined;
      const near = before ?? answer(key, found);
      if (keys.length <= capacity) remember(key, about, near);
      return near;
    },
    find(key) {
      const found = search(key);
      return found < 0 ? 'known' : answer(key, found);
    },
  };
}

function areNear(a: string, b: string): boolean {
  return differences(a, b) <= MAX_DIFFERENCES;
}

/** In how many of the 43 characters two keys (canonical base64) differ; stops counting when they are not near. */
export function differences(a: string, b: string): number {
  let count = 0;
  for (let i = 0; i < 43 && count <= MAX_DIFFERENCES; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) count++;
  }
  return count;
}

function hashOf(key: string, start: number): number {
  let hash = 0;
  for (let i = start; i < start + GROUP; i++) hash = Math.imul(hash, 0x01000193) ^ key.charCodeAt(i);
  return hash ^ (hash >>> 15);
}
