/** Two ways to the same end, measured in turn. */
export interface Comparison {
  readonly ours: () => unknown;
  readonly peer: () => unknown;
  readonly peerName: string;
  /** The ratio that we want to stay below; printed, never asserted. */
  readonly aim: number;
  /** How often each is measured; 101 times when absent. */
  readonly rounds?: number;
}

const ROUNDS = 101;

/** Prints the medians of both, in milliseconds, and their ratio; both run in turn so that a slow moment hits both. */
export async function compare(
  name: string,
  { ours, peer, peerName, aim, rounds = ROUNDS }: Comparison,
): Promise<void> {
  for (let i = 0; i < Math.ceil(rounds / 5); i++) {
    await ours();
    await peer();
  }
  const own: number[] = [];
  const others: number[] = [];
  for (let i = 0; i < rounds; i++) {
    own.push(await milliseconds(ours));
    others.push(await milliseconds(peer));
  }
  const ratio = median(own) / median(others);
  console.log(
    `${name}: ${median(own).toFixed(3)} ms, ${peerName}: ${median(others).toFixed(3)} ms, ratio ${ratio.toFixed(2)} (aim ${aim})`,
  );
}

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
