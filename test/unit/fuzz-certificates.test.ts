import { deepEqual, ok } from 'node:assert/strict';
import { fuzzMaterial } from '../support/fuzz';

describe('fuzzed certificates and packages', function () {
  this.timeout(60_000);

  it('give an answer, never a throw or a hang', async () => {
    const report = await fuzzMaterial({ cases: 3000, seed: 1, untilMs: 4000 });
    deepEqual(report.failures, []);
    ok(
      (report.answers['read'] ?? 0) > 10 && (report.answers['damaged'] ?? 0) > 10,
      'both good and bad answers come',
    );
  });
});
