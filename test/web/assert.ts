/** What the suite uses of Node's strict assertions, for workers, which have none. */
const assert = {
  ok(value: unknown, message = `${shown(value)} is not truthy`): void {
    if (!value) throw new Error(message);
  },
  equal(actual: unknown, expected: unknown): void {
    assert.ok(Object.is(actual, expected), `${shown(actual)} is not ${shown(expected)}`);
  },
  /** Of what JSON can write. */
  deepEqual(actual: unknown, expected: unknown): void {
    assert.equal(shown(actual), shown(expected));
  },
  match(text: string, pattern: RegExp): void {
    assert.ok(pattern.test(text), `${shown(text)} does not match ${pattern}`);
  },
};

export default assert;

function shown(value: unknown): string {
  return JSON.stringify(value) ?? String(value);
}
