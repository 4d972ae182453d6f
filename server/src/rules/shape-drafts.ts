import * as l10n from '../core/l10n';
import type { Model } from '../model/model';
import type { ShapeFault } from '../model/shape';
import type { Draft } from './rule';

/** The findings for one kind of departure from a file's grammar; three rules share this and differ in name only. */
export function* shapeDrafts(model: Model, kind: ShapeFault['kind']): Generator<Draft> {
  for (const fault of model.shapeFaults) {
    if (fault.kind !== kind) continue;
    const { code, fix } = fault;
    yield {
      span: fault.span,
      message: `${fault.message} ${consequence(model, fault)}`,
      ...(fault.refused ? {} : { severity: 'warning' }),
      ...(code ? { code } : {}),
      ...(fix ? { fixes: [{ ...fix, safe: false }] } : {}),
    };
  }
}

function consequence(model: Model, fault: ShapeFault): string {
  if (fault.effect !== undefined) return fault.effect;
  if (fault.kind === 'value' && !fault.refused) {
    return l10n.t('One page of the documentation names it, the list of allowed values does not.');
  }
  if (!fault.refused) return l10n.t('The build would ignore it without a word.');
  return model.kind === 'pinning' ? l10n.t('The build refuses the file.') : l10n.t('The build stops.');
}
