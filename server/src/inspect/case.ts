import type { Chain } from './chain';
import type { InspectedKey, InspectOptions, PinOutcome, ReadMaterial } from './inspection';

/** A package in front of its judges: what was read, put in order. */
export interface Case {
  readonly material: ReadMaterial;
  readonly chain: Chain;
  readonly keys: readonly InspectedKey[];
  readonly outcomes: readonly PinOutcome[];
  readonly options: InspectOptions;
}
