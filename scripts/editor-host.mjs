// A real VS Code for tests and for `npm start`, from npm alone: server, browser workbench and a headless browser.
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { hostNode, isPrepared, prepareHost, quietly, vscodeFolder } from '../test/host/prepare.mjs';
import { npm, root, run } from './setup.mjs';

const hostFolder = join(root, 'test', 'host');
const requireFromHost = createRequire(join(hostFolder, 'package.json'));
const server = join(vscodeFolder, 'out', 'server-main.js');

const START_LIMIT_MS = 30_000;

/** The settings of every test: nothing that asks, advertises, updates or phones home. */
export const quietSettings = {
  'chat.disableAIFeatures': true,
  'editor.accessibilitySupport': 'off',
  'editor.minimap.enabled': false,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'files.autoSave': 'off',
  'git.enabled': false,
  'json.schemaDownload.enable': false,
  'npm.fetchOnlinePackageInfo': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'window.restoreWindows': 'none',
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'workbench.settings.enableNaturalLanguageSearch': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
};

/** Says in one sentence why the editor host cannot run on this machine, or nothing when it can. */
export function whyNoHost() {
  const target = `${process.platform}-${process.arch}`;
  if (target !== 'linux-x64') return `the editor host is made of Linux x64 packages, this is ${target}`;
  const { header } = /** @type {{ header: { glibcVersionRuntime?: string } }} */ (process.report.getReport());
  if (!header.glibcVersionRuntime) return 'the editor host needs glibc';
  return undefined;
}

/** What the first install of the editor host costs, for people to read before it starts; nothing once it is there. */
export function hostCost() {
  return isPrepared()
    ? undefined
    : '272 MB from the npm registry, 831 MB on disk under test/host/node_modules';
}

/** Installs the editor host when it is missing; says before what it downloads. Rejects where it cannot run. */
export async function ensureHost() {
  const reason = whyNoHost();
  if (reason) throw new Error(`no VS Code to run in: ${reason}`);
  if (isPrepared()) return;
  console.log(`Installing VS Code (code-server) with a Node and a browser to run it: ${hostCost()} …`);
  await npm(['ci', ...quietly], { cwd: hostFolder });
  await prepareHost();
}

/**
 * @typedef {object} ServerOptions
 * @property {string} extensionsDir
 * @property {string} userDataDir
 * @property {Record<string, unknown> | undefined} [settings] VS Code settings beside the quiet ones
 * @property {string} [token] connection token; without one every local process may connect: for tests only
 * @property {number} [port] 0 or absent: any free one
 * @property {boolean} [workspaceTrust] true: folders open restricted, as they do for users, but without the dialog
 * @property {boolean | undefined} [smokeTestDriver] true: the page may load an extension under development and its test suite
 */

/**
 * Starts the VS Code server on localhost. Its home, temporary files and logs are folders beside the user data.
 * @param {ServerOptions} options
 * @returns {Promise<{ origin: string, port: number, stop: () => Promise<void> }>}
 */
export async function startServer(options) {
  writeSettings(options);
  const child = spawn(hostNode, [server, ...serverArguments(options)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serverEnvironment(options.userDataDir),
  });
  const kill = () => signalGroup(child, 'SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    await endGroup(child);
    process.off('exit', kill);
  };
  const port = await listeningPort(child).catch(async (error) => {
    await stop();
    throw error;
  });
  return { origin: `http://localhost:${port}`, port, stop };
}

/**
 * Installs a packaged extension, as users do.
 * @param {string} vsix path of the package
 * @param {{ extensionsDir: string, userDataDir: string }} folders
 */
export async function installVsix(vsix, { extensionsDir, userDataDir }) {
  const args = [
    '--extensions-dir',
    extensionsDir,
    '--user-data-dir',
    userDataDir,
    '--install-extension',
    vsix,
  ];
  await run(hostNode, [server, '--accept-server-license-terms', ...args], {
    env: serverEnvironment(userDataDir),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/**
 * @typedef {object} OpenBrowser
 * @property {import('playwright-core').Page} page
 * @property {Set<string>} externalOrigins origins of other machines that the page asked for
 * @property {() => Promise<string | undefined>} lost how the browser ended or crashed by itself, if it did
 * @property {() => Promise<void>} close
 */

/**
 * Opens a headless browser, which finds no host but this machine. Origins of other machines that it asks for are
 * recorded.
 * @param {{ colorScheme?: 'dark' | 'light' }} [options]
 * @returns {Promise<OpenBrowser>}
 */
export async function openBrowser({ colorScheme = 'dark' } = {}) {
  const log = browserLog();
  const before = written(log).length;
  const { chromium } = requireFromHost('playwright-core');
  const browser = await chromium.launch({
    executablePath: await unpackChromium(),
    headless: true,
    chromiumSandbox: false,
    args: [
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE *.localhost, EXCLUDE 127.0.0.1',
    ],
  });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme });
  const externalOrigins = recordExternal(context);
  const page = await context.newPage();
  /** @type {string | undefined} */
  let loss;
  page.on('crash', () => {
    loss ??= 'the page of the browser crashed';
  });
  browser.on('disconnected', () => {
    loss ??= 'the browser ended by itself';
  });
  return {
    page,
    externalOrigins,
    async lost() {
      // The news of an end, and what is written of it, come a little after the call that failed for it.
      await new Promise((resolve) => setTimeout(resolve, 500));
      return loss && [loss, ...lastWords(written(log).slice(before))].join('\n    ');
    },
    close: () => browser.close().catch(() => {}),
  };
}

/**
 * Has playwright write down what its browsers say and how they end, unless somebody reads that already. It looks for
 * this once, when it is loaded.
 * @returns {string} the file
 */
function browserLog() {
  const file = join(tmpdir(), `pinwarden-browser-${process.pid}.log`);
  if (process.env.DEBUG === undefined && process.env.DEBUG_FILE === undefined) {
    process.env.DEBUG = 'pw:browser';
    process.env.DEBUG_FILE = file;
    process.once('exit', () => rmSync(file, { force: true }));
  }
  return file;
}

function written(/** @type {string} */ log) {
  return existsSync(log) ? readFileSync(log, 'utf8') : '';
}

/** The end of what a browser said, without what its pages said. */
function lastWords(/** @type {string} */ text) {
  const lines = text
    .split('\n')
    .filter((line) => line.includes('[pid=') && !/:CONSOLE:|temporary directories/.test(line));
  return lines.slice(-8).map((line) => line.slice(0, 300));
}

/**
 * Writes the user settings of a profile.
 * @param {Pick<ServerOptions, 'userDataDir' | 'settings' | 'workspaceTrust'>} options
 */
export function writeSettings({ userDataDir, settings, workspaceTrust = false }) {
  const trust = {
    'security.workspace.trust.enabled': workspaceTrust,
    'security.workspace.trust.startupPrompt': 'never',
    'security.workspace.trust.untrustedFiles': 'open',
  };
  const folder = join(userDataDir, 'User');
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    join(folder, 'settings.json'),
    JSON.stringify({ ...quietSettings, ...trust, ...settings }, null, 2),
  );
}

/** A new temporary folder with the folders that an editor needs; `remove` deletes it, at the latest at the end. */
export function temporaryFolders() {
  const base = mkdtempSync(join(tmpdir(), 'pinwarden-'));
  const folders = {
    base,
    extensionsDir: join(base, 'extensions'),
    userDataDir: join(base, 'user-data'),
    workspace: join(base, 'workspace'),
  };
  for (const folder of [folders.extensionsDir, folders.userDataDir, folders.workspace]) mkdirSync(folder);
  const remove = () => rmSync(base, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', remove);
  return { ...folders, remove };
}

/** @param {ServerOptions} options */
function serverArguments({ extensionsDir, userDataDir, token, port = 0, workspaceTrust, smokeTestDriver }) {
  return [
    '--accept-server-license-terms',
    ...['--host', '127.0.0.1', '--port', String(port), '--telemetry-level', 'off'],
    ...['--server-data-dir', join(userDataDir, 'server')],
    ...['--user-data-dir', userDataDir, '--extensions-dir', extensionsDir],
    ...(token ? ['--connection-token', token] : ['--without-connection-token']),
    ...(workspaceTrust ? [] : ['--disable-workspace-trust']),
    ...(smokeTestDriver ? ['--enable-smoke-test-driver'] : []),
  ];
}

/** An environment of the server's own, so that nothing of the user's profile is read or written. */
function serverEnvironment(/** @type {string} */ userDataDir) {
  const home = join(userDataDir, 'home');
  mkdirSync(home, { recursive: true });
  return {
    PATH: dirname(hostNode) + delimiter + process.env.PATH,
    HOME: home,
    TMPDIR: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    LANG: 'C.UTF-8',
    EXTENSIONS_GALLERY: '{}',
  };
}

/** @returns {Promise<number>} the port, once the server says that it listens */
function listeningPort(/** @type {import('node:child_process').ChildProcess} */ child) {
  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (/** @type {string} */ why) =>
      reject(new Error(`the VS Code server ${why}: ${output.slice(-2000)}`));
    const limit = setTimeout(() => fail(`was not ready after ${START_LIMIT_MS / 1000} s`), START_LIMIT_MS);
    const listen = (/** @type {Buffer} */ chunk) => {
      output = (output + chunk).slice(-20_000);
      const found = /Web UI available at http:\/\/[^:/]+:(\d+)/.exec(output);
      if (!found) return;
      clearTimeout(limit);
      resolve(Number(found[1]));
    };
    child.stdout?.on('data', listen);
    child.stderr?.on('data', listen);
    child.once('error', (error) => fail(error.message));
    child.once('exit', (status) => fail(`ended with status ${status}`));
  });
}

/** Ends the server with its extension host and language servers, which are one process group. */
async function endGroup(/** @type {import('node:child_process').ChildProcess} */ child) {
  signalGroup(child, 'SIGTERM');
  await new Promise((resolve) => setTimeout(resolve, 300));
  signalGroup(child, 'SIGKILL');
}

function signalGroup(
  /** @type {import('node:child_process').ChildProcess} */ child,
  /** @type {NodeJS.Signals} */ signal,
) {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // The group has ended by itself.
  }
}

/**
 * Unpacks Chromium beside the package, in a folder that carries the version: the package itself would take any file
 * of that name in the system's temporary folder, also a half-written one.
 * @returns {Promise<string>} the browser's path
 */
async function unpackChromium() {
  const entry = requireFromHost.resolve('@sparticuz/chromium');
  const { version } = requireFromHost(
    join(hostFolder, 'node_modules', '@sparticuz', 'chromium', 'package.json'),
  );
  const folder = join(hostFolder, 'node_modules', `.chromium-${version}`);
  if (existsSync(folder)) return join(folder, 'chromium');

  const partial = mkdtempSync(`${folder}-`);
  const { default: packed } = await import(pathToFileURL(entry).href);
  const before = process.env.TMPDIR;
  process.env.TMPDIR = partial;
  try {
    await packed.executablePath();
  } finally {
    if (before === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = before;
  }
  renameSync(partial, folder);
  return join(folder, 'chromium');
}

/**
 * Records the origins of other machines that pages ask for. To hold up and release every request, as a route does,
 * would cost seconds with every load, and the browser's cache.
 * @returns {Set<string>}
 */
function recordExternal(/** @type {import('playwright-core').BrowserContext} */ context) {
  const origins = new Set();
  const record = (/** @type {string} */ url) => {
    const { protocol, hostname, origin } = new URL(url);
    if (/^(?:http|ws)s?:$/.test(protocol) && !/(^|\.)localhost$|^127\./.test(hostname)) origins.add(origin);
  };
  context.on('request', (request) => record(request.url()));
  context.on('page', (page) => page.on('websocket', (socket) => record(socket.url())));
  return origins;
}
