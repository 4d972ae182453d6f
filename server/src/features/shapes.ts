import {
  OPERATION_GRAMMAR,
  type OperationGrammar,
  type Platform,
  VARIABLE_TYPES,
} from '../model/build-action-grammar';
import { extensibilityShape, pinningShape } from '../model/grammar';
import { iosShape } from '../model/ios-grammar';
import type { Path } from '../model/key-note';
import type { Kind } from '../model/kind';
import type { ObjectShape, Shape } from '../model/shape';

/** The grammar of a kind of file, where it is one of keys and values. */
export function shapeOf(kind: Kind): Shape | undefined {
  if (kind === 'build-action') return buildActionShape;
  if (kind === 'ios-plist') return iosShape;
  return kind === 'pinning' ? pinningShape : kind === 'extensibility' ? extensibilityShape : undefined;
}

/** What stands, or would stand, at a path of a file. */
export function shapeAt(kind: Kind, path: Path): Shape | undefined {
  return path.reduce<Shape | undefined>((shape, step) => {
    if (shape?.type === 'array') return typeof step === 'number' ? shape.items : undefined;
    if (shape?.type !== 'object' || typeof step === 'number') return undefined;
    return Object.hasOwn(shape.members, step) ? shape.members[step] : shape.others;
  }, shapeOf(kind));
}

/** What a group of operations holds: a build the operations alone, a target its builds as well. */
const buildGroup = operations('ios', {});
const targetGroup = operations('ios', { builds: { ...object({}), others: buildGroup } });

const buildActionShape: ObjectShape = object({
  variables: {
    ...object({}),
    others: object({ type: { type: 'string', values: VARIABLE_TYPES }, default: { type: 'any' } }),
  },
  platforms: object({
    android: operations('android', {}),
    ios: operations('ios', {
      builds: { ...object({ Debug: buildGroup, Release: buildGroup }), others: buildGroup },
      targets: { ...object({}), others: targetGroup },
    }),
  }),
});

/** Shapes that stand in several places of a build action: a name that a schema refers to them with, and one of the places. */
export const NAMED_SHAPES: ReadonlyMap<Shape, { readonly name: string; readonly path: Path }> = new Map([
  [buildGroup, { name: 'build', path: ['platforms', 'ios'] }],
  [targetGroup, { name: 'target', path: ['platforms', 'ios'] }],
  [iosShape, { name: 'plist', path: ['platforms', 'ios', 'plist', 0, 'entries', 0] }],
]);

/** The operations of a platform; of the groups those that may stand there. */
function operations(platform: Platform, groups: ObjectShape['members']): ObjectShape {
  const single = Object.entries(OPERATION_GRAMMAR[platform]).flatMap(([name, operation]) => {
    const shape = operationShape(name, operation);
    return shape ? [[name, shape] as const] : [];
  });
  return object({ ...Object.fromEntries(single), ...groups });
}

function operationShape(name: string, { form, step }: OperationGrammar): Shape | undefined {
  if (form === 'text') return { type: 'string' };
  if (form === 'groups' || !step) return undefined;
  const keys = name === 'plist' ? withPins(step) : step;
  return form === 'list' ? { type: 'array', items: keys } : keys;
}

/** What is merged into a property list may be pins. */
function withPins(step: ObjectShape): ObjectShape {
  return { ...step, members: { ...step.members, entries: { type: 'array', items: iosShape } } };
}

function object(members: ObjectShape['members']): ObjectShape {
  return { type: 'object', unknown: 'near-miss', members };
}
