import type { Rule as AnyRule } from '../core/rule';
import type { Model } from '../model/model';

export type { Draft, Given } from '../core/rule';

/** A rule over Pinwarden's model. */
export type Rule = AnyRule<Model>;
