import type Mocha from 'mocha';

/** What the driver reads when a run has ended; times are milliseconds. */
export interface SuiteResult {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  readonly failures: readonly { readonly title: string; readonly message: string }[];
  readonly milliseconds: number;
}

/** Runs everything that was described, and prints each test. */
export function runAll(mocha: Pick<Mocha, 'run'>): Promise<SuiteResult> {
  const failures: { title: string; message: string }[] = [];
  const started = Date.now();
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes: passed = 0, pending: skipped = 0 } = runner.stats ?? {};
      const milliseconds = Date.now() - started;
      resolve({ passed, failed: failures.length, skipped, failures, milliseconds });
    });
    runner.on('pass', (test) => console.log(`✓ ${test.fullTitle()} (${test.duration} ms)`));
    runner.on('pending', (test) => console.log(`- ${test.fullTitle()}`));
    runner.on('fail', (test, error) => {
      const title = test.fullTitle();
      const message = error.stack ?? String(error);
      failures.push({ title, message });
      console.log(`✗ ${title}\n${message}`);
    });
  });
}
