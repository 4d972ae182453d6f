// What action.yml starts. The inputs come as environment variables, so that no shell ever reads them.
import { closeSync, mkdtempSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { npm, root, run } from './setup.mjs';

/** An input of the action, without blanks around it; empty when absent. */
function input(name) {
  return (process.env[`PINWARDEN_${name}`] ?? '').trim();
}

/** The lines of an input that say something. */
function lines(text) {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

/** Arguments: one a line, or separated by blanks where there is only one line. */
function words(text) {
  return text.includes('\n') ? lines(text) : text.split(/\s+/).filter((word) => word !== '');
}

/** The command line of this commit, or of an exact version of the package. */
async function commandLine(version) {
  if (version === '') return join(root, 'scripts/pinwarden.mjs');
  if (!/^\d+\.\d+\.\d+$/.test(version)) throw new Error(`version takes one such as 1.2.3, not "${version}"`);
  // Far from the repository that is checked, whose npm configuration may be anybody's.
  const cwd = mkdtempSync(join(process.env.RUNNER_TEMP ?? tmpdir(), 'pinwarden-'));
  writeFileSync(join(cwd, 'package.json'), '{"private":true}');
  await npm(['install', '--ignore-scripts', `pinwarden@${version}`], { cwd, stdio: ['ignore', 2, 2] });
  return join(cwd, 'node_modules/pinwarden/dist/cli.js');
}

/** Runs the check, into a file where one is named; answers the exit status. */
async function check() {
  const cli = await commandLine(input('VERSION'));
  const format = input('FORMAT') || 'github';
  const options = ['--format', format, '--fail-on', input('FAIL_ON') || 'error', ...words(input('ARGS'))];
  const output = input('OUTPUT');
  const file = output === '' ? 'inherit' : openSync(output, 'w');
  const status = await run(process.execPath, [cli, 'check', ...options, '--', ...lines(input('PATHS'))], {
    cwd: process.cwd(),
    stdio: ['ignore', file, 'inherit'],
    allowed: [0, 1, 2],
  });
  if (typeof file === 'number') closeSync(file);
  if (typeof file === 'number' && format === 'sarif') dropSuppressed(output);
  return status;
}

/** Code scanning knows nothing of `suppressions`: a suppressed result would be an open alert there. */
function dropSuppressed(file) {
  const text = readFileSync(file, 'utf8');
  if (text === '') return;
  const report = JSON.parse(text);
  for (const one of report.runs) {
    one.results = one.results.filter(({ suppressions }) => !(suppressions?.length > 0));
  }
  writeFileSync(file, JSON.stringify(report));
}

try {
  process.exitCode = await check();
} catch (error) {
  // No line of its own may come out of an input and speak to the runner.
  console.error(`pinwarden: ${error.message.replace(/\s+/g, ' ')}`);
  process.exitCode = 2;
}
