// `npm start`: shows what Pinwarden finds in the examples, in the terminal at once and then in a VS Code.
// PINWARDEN_NO_EDITOR=1 stops after the terminal; PORT chooses the port of the VS Code in the browser.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  desktopArguments,
  desktopCost,
  desktopEnvironment,
  downloadDesktop,
  hasDesktop,
  profileArguments,
} from './desktop.mjs';
import {
  ensureHost,
  installVsix,
  startServer,
  temporaryFolders,
  whyNoHost,
  writeSettings,
} from './editor-host.mjs';
import { packageExtension } from './package.mjs';
import { ensureDependencies, root, run } from './setup.mjs';

const examples = join(root, 'examples');
const PARENT_WATCH_MS = 1000;

/** What has to be undone when the script ends, last first. @type {(() => unknown)[]} */
const cleanUp = [];

endWithParent();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
  process.once(signal, () => end(0));
try {
  await showCheck();
  if (process.env.PINWARDEN_NO_EDITOR !== '1') await openEditor();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await end(1);
}

async function showCheck() {
  await ensureDependencies();
  await run(process.execPath, [join(root, 'scripts', 'build.mjs')]);
  console.log('\npinwarden check examples/\n');
  await run(process.execPath, [join(root, 'dist', 'cli.js'), 'check', 'examples/'], { allowed: [0, 1] });
}

async function openEditor() {
  if (hasDesktop() && (await openDesktop())) return;
  const reason = whyNoHost();
  if (!reason) return serve();
  console.log(`\nNo VS Code can be opened here: ${hasDesktop() ? 'see above, and ' : ''}${reason}.`);
  console.log(`With a VS Code of your own: code --extensionDevelopmentPath="${root}" examples`);
}

/** Opens the examples in a desktop VS Code; returns false when none could be downloaded. */
async function openDesktop() {
  console.log(`\nNext, unless it is there: ${desktopCost}.`);
  const executable = await downloadDesktop().catch((error) => {
    console.log(`The download failed: ${error instanceof Error ? error.message : error}`);
  });
  if (!executable) return false;

  const folders = newFolders();
  writeSettings(folders);
  const child = spawn(
    executable,
    [
      examples,
      '--disable-workspace-trust',
      ...desktopArguments,
      ...profileArguments(folders),
      sourcesArgument(),
    ],
    { env: desktopEnvironment(), stdio: 'ignore', detached: process.platform !== 'win32' },
  );
  cleanUp.push(() => endTree(child));
  child.once('error', (error) => console.error(`VS Code does not start: ${error.message}`));
  child.once('close', () => end(0));
  console.log('VS Code opens examples/ with Pinwarden from this folder, in a profile of its own.');
  sayHowItRuns('Close the window or press Ctrl-C to end.');
  return true;
}

/** Serves VS Code on this machine until the script is ended; only who knows the token gets in. */
async function serve() {
  console.log('');
  await ensureHost();
  const vsix = await packageExtension();
  const folders = newFolders();
  await installVsix(vsix, folders);
  const token = randomBytes(16).toString('hex');
  const settings = { 'window.autoDetectColorScheme': true };
  const port = Number(process.env.PORT ?? 0);
  const server = await startServer({ ...folders, settings, token, port });
  cleanUp.push(server.stop);
  const query = new URLSearchParams({ tkn: token, folder: examples });
  console.log(`\nVS Code with Pinwarden is at\n\n  ${server.origin}/?${query}\n`);
  console.log('Keep the address to yourself: who has it can use a terminal on this machine.');
  sayHowItRuns('Press Ctrl-C to end.');
}

function sayHowItRuns(/** @type {string} */ how) {
  console.log('It works on the examples themselves: `git checkout examples` undoes what you try.');
  console.log(
    'Workspace trust is switched off there, so that nothing asks; in your own VS Code it is yours to give.',
  );
  console.log(how);
}

function sourcesArgument() {
  return `--extensionDevelopmentPath=${root}`;
}

function newFolders() {
  const folders = temporaryFolders();
  cleanUp.push(folders.remove);
  return folders;
}

async function end(/** @type {number} */ status) {
  for (let step = cleanUp.pop(); step; step = cleanUp.pop()) await step();
  process.exit(status);
}

/** Ends a program with everything it started. */
function endTree(/** @type {import('node:child_process').ChildProcess} */ child) {
  if (child.pid === undefined || child.exitCode !== null) return;
  if (process.platform === 'win32')
    return run('taskkill', ['/F', '/T', '/PID', String(child.pid)], { allowed: [0, 128] });
  process.kill(-child.pid, 'SIGTERM');
}

/**
 * Ends when npm, or the shell that npm puts in between, is gone: neither always hands a signal on.
 * Only Linux tells who the shell's parent is; elsewhere the shell makes room for this process or dies with npm.
 */
function endWithParent() {
  if (!process.env.npm_lifecycle_event) return;
  const above = [process.ppid, parentOf(process.ppid)].filter((pid) => pid !== undefined);
  setInterval(() => above.every(isAlive) || end(0), PARENT_WATCH_MS).unref();
}

function parentOf(/** @type {number} */ pid) {
  if (process.platform !== 'linux') return undefined;
  const found = /^PPid:\s*([1-9]\d*)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  return found ? Number(found[1]) : undefined;
}

function isAlive(/** @type {number} */ pid) {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
