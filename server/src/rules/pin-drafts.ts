import { hostOf, type Model, type PinEntry, type PinSet, pinStyle } from '../model/model';
import type { Draft } from './rule';

/** Every pin of a model with its set; most pin rules are a judgement on one of these. */
export function* eachPin(model: Model): Generator<{ readonly set: PinSet; readonly pin: PinEntry }> {
  for (const set of model.pinSets) {
    for (const pin of set.pins) yield { set, pin };
  }
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
