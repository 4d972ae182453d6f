import type { JsonSchema } from '../../server/src/features/schema';
import type { Path } from '../../server/src/model/key-note';
import type { Shape } from '../../server/src/model/shape';

/** A schema and all that it holds. */
export function everySchema(schema: JsonSchema): JsonSchema[] {
  const { properties = {}, definitions = {}, items, additionalProperties } = schema;
  const inner = [...Object.values(properties), ...Object.values(definitions)];
  return [schema, ...[...inner, items, additionalProperties].flatMap((one) => (one ? everySchema(one) : []))];
}

/** The way to everything that a grammar knows. */
export function everyPath(shape: Shape, keys: Path = []): Path[] {
  if (keys.length > 12) return [];
  const here = keys.length > 0 ? [keys] : [];
  if (shape.type === 'array') return [...here, ...everyPath(shape.items, [...keys, 0])];
  if (shape.type !== 'object') return here;
  const others = shape.others ? everyPath(shape.others, [...keys, '*']) : [];
  const members = Object.entries(shape.members).flatMap(([key, inner]) => everyPath(inner, [...keys, key]));
  return [...here, ...members, ...others];
}
