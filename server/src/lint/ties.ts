import type { Entry, Facts } from '../model/entries';
import { differences, MAX_DIFFERENCES } from '../pins/near-pins';

/**
 * The entries that rules compare with entries of these facts: those with the same host, a parent of it or one below it,
 * and those with a key that is nearly one of theirs. Equal keys tie entries only where another is near.
 */
export function tiedTo(entries: readonly Entry[], facts: readonly Facts[]): Set<number> {
  const tied = new Set<number>();
  const names = [...new Set(facts.flatMap((one) => one.names))];
  for (let index = 0; index < entries.length; index++) {
    for (const name of entries[index]?.facts.names ?? []) {
      for (const other of names) if (isTied(name, other)) tied.add(index);
    }
  }
  for (const key of new Set(facts.flatMap((one) => one.keys))) tieNear(entries, key, tied);
  return tied;
}

function isTied(a: string, b: string): boolean {
  if (a.length === b.length) return a === b;
  return a.length > b.length ? isBelow(a, b) : isBelow(b, a);
}

function isBelow(name: string, parent: string): boolean {
  return name.charCodeAt(name.length - parent.length - 1) === 46 && name.endsWith(parent);
}

function tieNear(entries: readonly Entry[], key: string, tied: Set<number>): void {
  const alike: number[] = [];
  let near = false;
  for (let index = 0; index < entries.length; index++) {
    for (const other of entries[index]?.facts.keys ?? []) {
      const apart = differences(key, other);
      if (apart > MAX_DIFFERENCES) continue;
      near ||= apart > 0;
      alike.push(index);
    }
  }
  if (near) for (const index of alike) tied.add(index);
}
