// Everything that CI asks: build, types, style, unit, network, command line and protocol tests, then the editor.
import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureDependencies, isMain, root, run } from './setup.mjs';

/** How many steps or tests passed and failed. */
const sum = { passed: 0, failed: 0, skipped: 0 };

/** Runs everything that can run here and prints one closing line; the exit status is 1 when something failed. */
async function test() {
  await ensureDependencies();
  await step('the package builds', async () => (await import('./package.mjs')).packageExtension());
  await step('the tests build', async () => (await import('./build.mjs')).buildTests());
  await step('types are sound', () => run(process.execPath, [join(root, 'scripts/typecheck.mjs')]));
  await step('style is kept', () => run(process.execPath, [biome(), 'check', '--error-on-warnings', '.']));
  await host();
  for (const folder of ['unit', 'net', 'cli', 'protocol', 'editors']) await mocha(folder);
  await editor();
  await browser();
  if (sum.skipped > 0) console.log(`\n${sum.skipped} skipped`);
  console.log(`\n${sum.passed} passed, ${sum.failed} failed`);
  process.exit(sum.failed > 0 ? 1 : 0);
}

async function step(title, work) {
  try {
    await work();
    sum.passed++;
    console.log(`✓ ${title}`);
  } catch (error) {
    sum.failed++;
    console.log(`✗ ${title}: ${error.message}`);
  }
}

function biome() {
  return join(root, 'node_modules/@biomejs/biome/bin/biome');
}

/** Runs the built tests of one folder in this process; failures are printed whole, the rest as dots. */
async function mocha(folder) {
  const built = join(root, 'out', folder);
  const files = existsSync(built)
    ? readdirSync(built, { recursive: true }).filter((name) => name.endsWith('.test.js'))
    : [];
  console.log(`\n${folder}: ${files.length} files`);
  const Mocha = createRequire(import.meta.url)('mocha');
  const runner = new Mocha({ ui: 'bdd', timeout: 60_000, reporter: 'dot' });
  for (const file of files.sort()) runner.addFile(join(built, file));
  await new Promise((resolve) => {
    const running = runner.run(() => {
      const { passes, failures, pending } = running.stats;
      sum.passed += passes;
      sum.failed += failures;
      sum.skipped += pending;
      resolve();
    });
  });
}

/** The grammar tests tokenise with the editor host's own engine, so it is installed before them. */
async function host() {
  const { ensureHost, whyNoHost } = await import('./editor-host.mjs');
  if (process.platform === 'linux' && !whyNoHost()) await step('the editor host is there', ensureHost);
}

/** The editor tests: in the host from npm packages where it runs, else in a downloaded VS Code. */
async function editor() {
  const { whyNoHost } = await import('./editor-host.mjs');
  if (process.platform === 'linux' && !whyNoHost()) {
    const { runEditorTests } = await import('../test/editor/run.mjs');
    await collect('the editor tests run', runEditorTests);
  } else if (process.platform === 'linux') {
    console.log(`\nskipped: the editor tests: ${whyNoHost()}`);
    sum.skipped++;
  } else {
    const { testDesktop } = await import('./test-electron.mjs');
    await collect('the editor tests run', testDesktop);
  }
}

/** The editor tests in a VS Code without a server, whose extensions run in a browser. */
async function browser() {
  const { whyNoHost } = await import('./editor-host.mjs');
  const reason = whyNoHost();
  if (reason) {
    console.log(`\nskipped: the editor tests in a browser: ${reason}`);
    sum.skipped++;
    return;
  }
  const { runWebTests } = await import('../test/web/run.mjs');
  await collect('the editor tests in a browser run', runWebTests);
}

async function collect(title, work) {
  try {
    const { passed, failed, skipped } = await work();
    sum.passed += passed;
    sum.failed += failed;
    sum.skipped += skipped;
  } catch (error) {
    sum.failed++;
    console.log(`✗ ${title}: ${error.message}`);
  }
}

if (isMain(import.meta.url)) await test();
