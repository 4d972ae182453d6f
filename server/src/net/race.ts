import { type Lifetime, pause } from './lifetime';

/** Milliseconds, at most, before the next one gets its chance beside one that is silent. */
const HEAD_START = 1000;

/**
 * Tries one after the other until the first success, each with a head start on the next (as RFC 8305 does with
 * addresses); the others end with it. Gives every success, the first in time first, because two may come at once.
 */
export async function firstOf<Item, Success>(
  items: readonly Item[],
  life: Lifetime,
  timeoutMs: number,
  attempt: (item: Item, life: Lifetime) => Promise<Success | undefined>,
): Promise<readonly Success[]> {
  const race = life.child();
  const successes: Success[] = [];
  const run = async (item: Item) => {
    const success = await attempt(item, race);
    if (success !== undefined && successes.push(success) === 1) race.end('settled');
  };
  const attempts: Promise<void>[] = [];
  for (const item of items) {
    if (race.ended) break;
    const attempted = run(item);
    attempts.push(attempted);
    const head = race.child();
    await Promise.race([attempted, pause(Math.min(HEAD_START, timeoutMs / (items.length + 1)), head)]);
    head.end('settled');
  }
  await Promise.all(attempts);
  race.end('settled');
  return successes;
}
