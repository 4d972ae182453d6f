import type Mocha from 'mocha';
import { runAll } from '../../editor/suite/run-all';

// The build for browsers, which leaves its globals to whoever calls it; an import would have VS Code take it for the suite.
const mocha: Pick<Mocha, 'run'> & { readonly setup: (options: object) => void } = require('mocha/mocha');

const TEST_LIMIT_MS = 20_000;

/** Runs test files in VS Code's web worker; the result is one line on the console, for there is no file to write to. */
export async function runFiles(files: readonly (() => Promise<unknown>)[]): Promise<void> {
  mocha.setup({ ui: 'bdd', timeout: TEST_LIMIT_MS, reporter: Silent });
  for (const load of files) await load();
  const result = await runAll(mocha);
  console.log(`RESULT ${JSON.stringify(result)}`);
  if (result.failed > 0) throw new Error(`${result.failed} failed`);
}

/** Mocha wants a reporter; what there is to say, `runAll` says. */
function Silent(): void {}
