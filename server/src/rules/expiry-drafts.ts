import { daysBetween, isDate } from '../core/date';
import * as l10n from '../core/l10n';
import { hostOf, type Model, type PinSet, pinnedSets } from '../model/model';
import type { Draft, Given } from './rule';

/** A date after which pins are silently no longer checked, and how many days away it is. */
export interface Expiry {
  readonly set: PinSet;
  readonly text: string;
  /** Zero today, negative when it is past. */
  readonly days: number;
  readonly mark: Pick<Draft, 'span' | 'host'>;
}

/** Every expiry date of a model that is one; other texts have findings elsewhere. */
export function expiries(model: Model, { today }: Given): Expiry[] {
  return pinnedSets(model).flatMap((set) => {
    const { expires } = set;
    if (!expires || !isDate(expires.text) || !isDate(today)) return [];
    const host = hostOf(set);
    const mark = { span: expires.span, ...(host ? { host } : {}) };
    return [{ set, text: expires.text, days: daysBetween(today, expires.text), mark }];
  });
}

/** Who stops checking, as a noun for messages. */
export function checker({ engine }: PinSet): string {
  return engine === 'trustkit' ? l10n.t('the iOS app') : l10n.t('the Android app');
}
