// What a run of editor tests comes to.

/** @typedef {{ title: string, message: string }} Failure */
/** @typedef {{ passed: number, failed: number, skipped: number, failures: readonly Failure[] }} Result */

/** @type {Result} */
export const nothing = { passed: 0, failed: 0, skipped: 0, failures: [] };

/**
 * Prints a passed test and counts it.
 * @param {string} title
 * @param {number} [milliseconds]
 * @returns {Result}
 */
export function passed(title, milliseconds) {
  console.log(`  ✓ ${title}${milliseconds === undefined ? '' : ` (${milliseconds} ms)`}`);
  return { ...nothing, passed: 1 };
}

/**
 * Prints a failed test and counts it.
 * @param {string} title
 * @param {unknown} reason
 * @returns {Result}
 */
export function failed(title, reason) {
  const message = reason instanceof Error ? (reason.stack ?? reason.message) : String(reason);
  console.log(`  ✗ ${title}\n${message}`);
  return { ...nothing, failed: 1, failures: [{ title, message }] };
}

/**
 * Prints a test that cannot run on this machine and counts it.
 * @param {string} title
 * @param {string} why
 * @returns {Result}
 */
export function skipped(title, why) {
  console.log(`  - ${title} (skipped: ${why})`);
  return { ...nothing, skipped: 1 };
}

/**
 * Adds two results.
 * @param {Result} a
 * @param {Result} b
 * @returns {Result}
 */
export function add(a, b) {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
    failures: [...a.failures, ...b.failures],
  };
}

/** Prints the last line of a run, `N passed, N failed`, and sets the exit status after it. */
export function conclude(/** @type {Result} */ { passed, failed, skipped }) {
  if (skipped > 0) console.log(`\n${skipped} skipped`);
  console.log(`\n${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 ? 1 : 0;
}
