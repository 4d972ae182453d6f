// The page of a VS Code for browsers that has no server, as vscode.dev has none.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { quietSettings } from '../../scripts/editor-host.mjs';

/**
 * A build of VS Code for browsers.
 * @typedef {object} Build
 * @property {string} version
 * @property {string} folder the one that holds `out` and `extensions`
 * @property {readonly (readonly [pattern: RegExp, replacement: string])[]} patches of the page's script, each to match once
 */

const page = 'out/vs/code/browser/workbench/workbench.html';
const script = 'out/vs/code/browser/workbench/workbench.js';

/**
 * The build inside code-server. Its page always assumes a server that runs extensions, and keeps the settings there;
 * two patches, made while it is served, undo that.
 * @returns {Build}
 */
export function presentBuild(/** @type {string} */ folder) {
  const patches = /** @type {const} */ ([
    [/(\{\.\.\.JSON\.parse\(\w+\)),remoteAuthority:location\.host\}/g, '$1}'],
    [/(this\.userDataPath\)\.with\(\{scheme:\w+\.)vscodeRemote(\}\),"User"\))/g, '$1vscodeUserData$2'],
  ]);
  return { version: versionOf(folder), folder, patches };
}

/** A build as its makers publish it. @returns {Build} */
export function plainBuild(/** @type {string} */ folder) {
  return { version: versionOf(folder), folder, patches: [] };
}

function versionOf(/** @type {string} */ folder) {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;
}

/** The page's script, patched; by its path below `/build`. */
export function patchedScript(/** @type {Build} */ { folder, patches }) {
  let text = readFileSync(join(folder, script), 'utf8');
  for (const [pattern, replacement] of patches) {
    const count = text.match(pattern)?.length ?? 0;
    if (count !== 1) throw new Error(`${script}: ${count} matches of ${pattern}`);
    text = text.replace(pattern, replacement);
  }
  return { path: script, text };
}

/** The page, with the configuration in it where it wants it there. */
export function workbenchPage(/** @type {Build} */ { folder }, /** @type {object} */ configuration) {
  const attribute = JSON.stringify(configuration)
    .replaceAll('&', '&amp;')
    .replaceAll('"', '&quot;')
    .replaceAll('<', '&lt;');
  /** @type {Record<string, string>} */
  const values = {
    WORKBENCH_WEB_CONFIGURATION: attribute,
    WORKBENCH_WEB_BASE_URL: '/build',
    WORKBENCH_NLS_FALLBACK_URL: '/build/out/nls.messages.js',
    WORKBENCH_NLS_URL: '/build/out/nls.messages.js',
    WORKBENCH_SCRIPT_NONCE: 'n',
  };
  const html = readFileSync(join(folder, page), 'utf8');
  return html.replaceAll(/\{\{([A-Z_]+)\}\}/g, (_, name) => values[name] ?? '');
}

/**
 * What the page is told: a virtual workspace, the packaged extension installed, the suite beside it.
 * @param {number} port
 * @param {string} tests the file of the suite that runs
 */
export function configuration(port, tests) {
  const at = (/** @type {string} */ path) => ({ scheme: 'http', authority: `localhost:${port}`, path });
  const own = `http://{{uuid}}.localhost:${port}/build`;
  return {
    productConfiguration: {
      enableTelemetry: false,
      quality: 'stable',
      // Part of the addresses under which workers and web views are kept apart; any will do.
      commit: '0123456789012345678901234567890123456789',
      extensionEnabledApiProposals: { 'pinwarden-test.served-folder': ['fileSearchProvider'] },
      webEndpointUrlTemplate: own,
      webviewContentExternalBaseUrlTemplate: `${own}/out/vs/workbench/contrib/webview/browser/pre/`,
    },
    folderUri: { scheme: 'vscode-vfs', authority: 'test', path: '/' },
    // The page of code-server wants these.
    userDataPath: '/',
    isEnabledFileDownloads: true,
    isEnabledFileUploads: true,
    isEnabledCoderGettingStarted: false,
    additionalBuiltinExtensions: [at('/files-extension'), at('/extension')],
    developmentOptions: { extensions: [at('/suite')], extensionTestsPath: at(`/suite/${tests}`) },
    configurationDefaults: quietSettings,
  };
}
