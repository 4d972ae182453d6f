/** Says whether something that came from outside has members; arrays count, as they have none that is asked for. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
