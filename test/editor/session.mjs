// One editor for one run: a writable copy of the workspace, the packaged extension installed, a server, a browser.
import { copyFileSync, cpSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import {
  ensureHost,
  installVsix,
  openBrowser,
  startServer,
  temporaryFolders,
} from '../../scripts/editor-host.mjs';
import { vsixPath } from '../../scripts/package.mjs';
import { root } from '../../scripts/setup.mjs';
import { keybindings } from './ui.mjs';

/**
 * @typedef {object} Editor
 * @property {import('playwright-core').Page} page that of the present browser
 * @property {string} origin address of the server
 * @property {string} workspace folder of the writable copy
 * @property {string} temporary folder for whatever else the run writes
 * @property {(payload?: readonly (readonly [string, string])[]) => Promise<void>} open loads the workbench
 * @property {() => Promise<string | undefined>} lost how the browser ended or crashed by itself, if it did
 * @property {() => Promise<void>} renew takes a new browser in its place
 */

/**
 * @typedef {object} EditorOptions
 * @property {boolean} [trust] false: the workspace opens restricted
 * @property {boolean} [smokeTestDriver] true: a suite may be loaded into the extension host
 * @property {Record<string, unknown>} [settings]
 */

/**
 * Opens an editor, hands it to a function, and takes everything down again, whatever happened.
 * @template T
 * @param {EditorOptions} options
 * @param {(editor: Editor) => Promise<T>} use
 * @returns {Promise<{ value: T, externalOrigins: string[] }>} origins of other machines that the page asked for
 */
export async function withEditor(options, use) {
  const { trust = true, smokeTestDriver, settings } = options;
  await ensureHost();
  const folders = temporaryFolders();
  const cleanUp = [async () => folders.remove()];
  try {
    fillWorkspace(folders.workspace);
    mkdirSync(join(folders.userDataDir, 'User'));
    writeFileSync(join(folders.userDataDir, 'User', 'keybindings.json'), JSON.stringify(keybindings));
    await installVsix(packagedExtension(), folders);
    const server = await startServer({ ...folders, workspaceTrust: !trust, smokeTestDriver, settings });
    cleanUp.unshift(server.stop);
    let browser = await grantedBrowser();
    cleanUp.unshift(() => browser.close());
    /** @type {string[]} */
    const earlierOrigins = [];
    /** @type {Editor['open']} */
    const open = async (payload = []) => {
      await browser.page.goto(workbenchUrl(server.origin, folders.workspace, payload));
    };
    const value = await use({
      get page() {
        return browser.page;
      },
      origin: server.origin,
      workspace: folders.workspace,
      temporary: folders.base,
      open,
      lost: () => browser.lost(),
      async renew() {
        earlierOrigins.push(...browser.externalOrigins);
        await browser.close();
        browser = await grantedBrowser();
      },
    });
    return { value, externalOrigins: [...new Set([...earlierOrigins, ...browser.externalOrigins])] };
  } finally {
    for (const step of cleanUp) await step();
  }
}

/** A browser whose page may use the clipboard. */
async function grantedBrowser() {
  const browser = await openBrowser();
  await browser.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  return browser;
}

/** Copies what the tests work on into a folder: `test/editor/workspace` and, beside its files, `examples`. */
export function fillWorkspace(/** @type {string} */ target) {
  const fixture = join(root, 'test', 'editor', 'workspace');
  if (existsSync(fixture)) cpSync(fixture, target, { recursive: true });
  cpSync(join(root, 'examples'), join(target, 'examples'), { recursive: true });
}

/** The package that `npm run package` leaves in the root. */
export function packagedExtension() {
  const vsix = vsixPath();
  if (!existsSync(vsix)) throw new Error(`no ${basename(vsix)}: run \`npm run package\` first`);
  return vsix;
}

/** The built suite. */
export function suiteBundle() {
  const bundle = join(root, 'out', 'editor', 'index.js');
  if (!existsSync(bundle)) throw new Error('no out/editor/index.js: run `npm run build` first');
  return bundle;
}

/**
 * Makes the folder of a built suite an extension without code, the one "under development" that VS Code wants to see;
 * what is tested is the installed package.
 * @param {string} bundle
 * @returns {string} the folder
 */
export function placeHarness(bundle) {
  const folder = dirname(bundle);
  copyFileSync(join(root, 'test', 'editor', 'harness', 'package.json'), join(folder, 'package.json'));
  return folder;
}

/** The address of a file or folder on the server, as the workbench writes it. */
export function remoteUri(/** @type {string} */ origin, /** @type {string} */ path) {
  return `vscode-remote://${new URL(origin).host}${path}`;
}

function workbenchUrl(
  /** @type {string} */ origin,
  /** @type {string} */ folder,
  /** @type {readonly (readonly [string, string])[]} */ payload,
) {
  const query = new URLSearchParams({ folder });
  if (payload.length > 0) query.set('payload', JSON.stringify(payload));
  return `${origin}/?${query}`;
}
