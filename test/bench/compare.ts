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

/** What came of a comparison: medians in milliseconds, and ours divided by the peer's. */
export interface Compared {
  readonly ours: number;
  readonly peer: number;
  readonly ratio: number;
}

const ROUNDS = 101;

/** Prints the medians of both, in milliseconds, and their ratio. */
export async function compare(name: string, comparison: Comparison): Promise<void> {
  const { ours, peer, ratio } = await measure(comparison);
  const { peerName, aim } = comparison;
  console.log(
    `${name}: ${ours.toFixed(3)} ms, ${peerName}: ${peer.toFixed(3)} ms, ratio ${ratio.toFixed(2)} (aim ${aim})`,
  );
}

/** Measures both in turn, so that a slow moment hits both. */
export async function measure({
  ours,
  peer,
  rounds = ROUNDS,
}: Pick<Comparison, 'ours' | 'peer' | 'rounds'>): Promise<Compared> {
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
  return { ours: median(own), peer: median(others), ratio: median(own) / median(others) };
}

async function milliseconds(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
}
