import { hostOf, type Model, type PinEntry, type PinSet, pinnedSets, pinStyle } from '../model/model';
import type { Draft } from './rule';

/** The pins of a model for which `concerns` holds, with their sets; most pin rules judge one pin at a time. */
export function pinsWhere(
  model: Model,
  concerns: (pin: PinEntry, set: PinSet) => boolean,
): { readonly set: PinSet; readonly pin: PinEntry }[] {
  const found = [];
  for (const set of pinnedSets(model)) {
    for (const pin of set.pins) {
      if (concerns(pin, set)) found.push({ set, pin });
    }
  }
  return found;
}

/** The mark of a finding about one pin: where it stands and for which host. */
export function pinMark(set: PinSet, pin: PinEntry): Pick<Draft, 'span' | 'host'> {
  const host = hostOf(set);
  return { span: pin.span, ...(host ? { host } : {}) };
}

/** A key's pin as this set writes it. */
export function written(set: PinSet, key: string): string {
  return pinStyle(set) === 'prefixed' ? `sha256/${key}` : key;
}
