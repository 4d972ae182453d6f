import { setMaxListeners } from 'node:events';

/** How a lifetime ended: its time was up, the caller gave up, or the result is there. */
export type Ending = 'timeout' | 'cancelled' | 'settled';

/** A span of work that ends once and then tells everything that hangs on it, synchronously. */
export class Lifetime {
  readonly #listeners = new Set<(ending: Ending) => void>();
  #ended: Ending | undefined;

  /** How it ended, or undefined while it lasts. */
  get ended(): Ending | undefined {
    return this.#ended;
  }

  /** Ends it; only the first call counts. */
  end(ending: Ending): void {
    if (this.#ended) return;
    this.#ended = ending;
    const listeners = [...this.#listeners];
    this.#listeners.clear();
    for (const listener of listeners) listener(ending);
  }

  /** Calls the listener at the end, at once when that has been; returns a function that forgets the listener. */
  onEnd(listener: (ending: Ending) => void): () => void {
    if (this.#ended) {
      listener(this.#ended);
      return () => {};
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** A lifetime within this one: it ends with it, or earlier. */
  child(): Lifetime {
    const child = new Lifetime();
    const forget = this.onEnd((ending) => child.end(ending));
    child.onEnd(forget);
    return child;
  }
}

/** Starts a lifetime of so many milliseconds that the signal can cut short; end it to free timer and signal. */
export function startLifetime(timeoutMs: number, signal?: AbortSignal): Lifetime {
  const life = new Lifetime();
  if (signal?.aborted) {
    life.end('cancelled');
    return life;
  }
  const timer = setTimeout(() => life.end('timeout'), timeoutMs);
  const cancel = () => life.end('cancelled');
  if (signal) {
    // Many dials share one signal by design, so Node's warning about ten listeners would be a false alarm.
    setMaxListeners(0, signal);
    signal.addEventListener('abort', cancel);
  }
  life.onEnd(() => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', cancel);
  });
  return life;
}

/** Waits so many milliseconds, or until the lifetime ends. */
export function pause(ms: number, life: Lifetime): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => {
      forget();
      resolve();
    }, ms);
    const forget = life.onEnd(() => {
      clearTimeout(timer);
      resolve();
    });
  });
}
