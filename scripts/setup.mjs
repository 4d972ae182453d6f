// What every script needs before the project's own dependencies are there: Node built-ins only.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The repository's root folder. */
export const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs `npm ci` in the root unless an install of the present lock file is already there. */
export async function ensureDependencies() {
  if (isInstalled(root)) return;
  console.log('Installing the development dependencies (npm ci) …');
  await npm(['ci', '--include=dev'], { cwd: root });
}

/**
 * Says whether `npm ci` has finished in a folder since its lock file last changed. npm writes
 * `node_modules/.package-lock.json` last, so that an interrupted install does not count.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const written = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(written)) return false;
  return statSync(written).mtimeMs >= statSync(join(folder, 'package-lock.json')).mtimeMs;
}

/**
 * Runs npm and shows what it prints; rejects when it fails.
 * @param {readonly string[]} args
 * @param {{ cwd: string, env?: NodeJS.ProcessEnv }} options
 */
export function npm(args, options) {
  const cli = process.env.npm_execpath;
  if (cli?.endsWith('npm-cli.js')) return run(process.execPath, [cli, ...args], options);
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd] the root when absent
 * @property {NodeJS.ProcessEnv} [env]
 * @property {import('node:child_process').StdioOptions} [stdio] everything is shown when absent
 * @property {boolean} [shell] true for the `.cmd` files of Windows
 * @property {readonly number[]} [allowed] exit statuses that are no failure, `[0]` when absent
 */

/**
 * Runs a program, which ends when this process does; rejects when it cannot start or its exit status is not allowed.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<number>} the exit status
 */
export function run(command, args, { allowed = [0], ...options } = {}) {
  const quoted = (/** @type {string} */ part) => (options.shell ? `"${part}"` : part);
  return new Promise((resolve, reject) => {
    /** @type {import('node:child_process').ChildProcess} */
    const child = spawn(quoted(command), args.map(quoted), { cwd: root, stdio: 'inherit', ...options });
    const kill = () => child.kill();
    process.once('exit', kill);
    child.once('error', (error) => reject(new Error(`cannot run ${command}: ${error.message}`)));
    child.once('close', (status, signal) => {
      process.off('exit', kill);
      if (status !== null && allowed.includes(status)) resolve(status);
      else reject(new Error(`${[command, ...args].join(' ')} ended with ${signal ?? `status ${status}`}`));
    });
  });
}

/**
 * Says whether a module is the script that was started, not one that was imported.
 * @param {string} moduleUrl `import.meta.url` of the asking module
 */
export function isMain(moduleUrl) {
  return process.argv[1] !== undefined && pathToFileURL(realpathSync(process.argv[1])).href === moduleUrl;
}
