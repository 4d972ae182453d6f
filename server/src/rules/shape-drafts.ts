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
      message: `${subject(model, fault)} ${fault.clause}${consequence(model, fault)}.`,
      ...(fault.refused ? {} : { severity: 'warning' }),
      ...(code ? { code } : {}),
      ...(fix ? { fixes: [{ ...fix, safe: false }] } : {}),
    };
  }
}

function subject(model: Model, fault: ShapeFault): string {
  if (fault.path) return `\`${fault.path}\``;
  return model.kind === 'pinning' ? 'The pinning file' : 'The configuration';
}

function consequence(model: Model, fault: ShapeFault): string {
  if (fault.effect !== undefined) return fault.effect;
  if (fault.kind === 'value' && !fault.refused) {
    return ': one page of the documentation names it, the list of allowed values does not';
  }
  if (!fault.refused) return ', which the build would ignore without a word';
  return model.kind === 'pinning' ? '; the build refuses the file' : '; the build stops';
}
