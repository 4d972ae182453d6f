import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { runAll } from './run-all';

/** The test files of each scenario, imported once mocha's globals stand. */
const scenarios: Readonly<Record<string, readonly (() => Promise<unknown>)[]>> = {
  trusted: [
    () => import('./activation.test'),
    () => import('./typing.test'),
    () => import('./fixes.test'),
    () => import('./certificates.test'),
    () => import('./kinds.test'),
    () => import('./affected.test'),
    () => import('./convert.test'),
  ],
  untrusted: [() => import('./activation.test'), () => import('./untrusted.test')],
};

/** Mocha wants a reporter; what there is to say, `runAll` says. */
class Silent extends Mocha.reporters.Base {}

const TEST_LIMIT_MS = 20_000;

/**
 * Runs one scenario inside VS Code's extension host and rejects when a test fails.
 * `PINWARDEN_SCENARIO` names it (`trusted` when absent); `PINWARDEN_RESULT` is the file for the `SuiteResult`.
 */
export async function run(): Promise<void> {
  const name = process.env.PINWARDEN_SCENARIO ?? 'trusted';
  const files = scenarios[name];
  if (!files) throw new Error(`no scenario "${name}": ${Object.keys(scenarios).join(', ')}`);

  const mocha = new Mocha({ ui: 'bdd', timeout: TEST_LIMIT_MS, reporter: Silent });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  for (const load of files) await load();

  const result = await runAll(mocha);
  const file = process.env.PINWARDEN_RESULT;
  if (file) writeFileSync(file, JSON.stringify(result));
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}
