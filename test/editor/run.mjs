// Runs the tests in a real VS Code: the mocha suite in the extension host, trusted and untrusted, then the page itself.
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'node:util';
import { isMain, root } from '../../scripts/setup.mjs';
import { add, conclude, failed, nothing, passed, skipped } from './result.mjs';
import { placeHarness, remoteUri, suiteBundle, withEditor } from './session.mjs';
import { openNetwork } from './ui/lab.mjs';
import { closeEverything, onTop } from './ui.mjs';
import { restrictedScenarios, scenarios } from './ui-scenarios.mjs';

/** @typedef {import('./result.mjs').Result} Result */

/** Where pictures go: those of failures, and those of the scenarios where somebody asks for them. */
const shots = join(root, 'out', 'shots');
const wantsPictures = ['--pictures', '--update-images', '--only'].some((option) =>
  process.argv.includes(option),
);
const SUITE_LIMIT_MS = 180_000;

/**
 * One editor for a suite in its extension host, or for scenarios on its page. Not for both: a workbench that loads
 * suites shows no notifications.
 * @typedef {object} Session
 * @property {string} name
 * @property {string} [suite] as `suite/index.ts` lists it
 * @property {readonly import('./ui-scenarios.mjs').Scenario[]} [list]
 * @property {boolean} [trust] false: the workspace opens restricted
 */

/** @type {readonly Session[]} */
const sessions = [
  { name: 'trusted', suite: 'trusted' },
  { name: 'untrusted', suite: 'untrusted', trust: false },
  { name: 'the page', list: scenarios },
  { name: 'the page, untrusted', list: restrictedScenarios, trust: false },
];

/** Runs everything, prints each test, and returns the sum. */
export async function runEditorTests() {
  const results = [];
  for (const session of sessions) results.push(await runSession(session));
  return results.reduce(add);
}

/** @returns {Promise<Result>} */
async function runSession(/** @type {Session} */ { name, suite, list = [], trust }) {
  console.log(`\nVS Code, ${name}`);
  mkdirSync(shots, { recursive: true });
  const network = await openNetwork();
  const settings = {
    'window.autoDetectColorScheme': true,
    'editor.hover.above': false,
    // Names lead to servers of the scenarios, or nowhere; `localhost` and its ports are reached directly.
    'http.proxy': network.url,
    'http.noProxy': ['localhost', '127.0.0.1'],
  };
  try {
    const options = { settings, smokeTestDriver: suite !== undefined, ...(trust === false ? { trust } : {}) };
    const { value, externalOrigins } = await withEditor(options, (editor) =>
      suite ? runSuite(suite, editor) : runScenarios(list, { editor, network }),
    );
    return add(value, staysInside(name, externalOrigins));
  } finally {
    await network.close();
  }
}

/**
 * Runs one scenario of the suite in the extension host, against the installed package.
 * @param {string} suite
 * @param {import('./session.mjs').Editor} editor
 * @returns {Promise<Result>}
 */
async function runSuite(suite, { page, origin, workspace, temporary, open }) {
  const resultFile = join(temporary, 'result.json');
  const ended = suiteEnd(page);
  const log = suiteLog();
  await page.exposeFunction(
    'codeAutomationLog',
    (/** @type {string} */ _level, /** @type {unknown[]} */ args) => {
      log.add(format(...args));
    },
  );
  const variables = {
    PINWARDEN_SCENARIO: suite,
    PINWARDEN_RESULT: resultFile,
    PINWARDEN_WORKSPACE: workspace,
  };
  await open(suitePayload(origin, suiteBundle(), variables));
  const outcome = await Promise.race([ended, after(SUITE_LIMIT_MS)]);
  if (existsSync(resultFile)) return readResult(resultFile);
  console.log(log.all());
  await takePicture(page, `${suite}-failed`);
  return failed(`${suite}: the suite ends`, outcome);
}

/**
 * Drives the workbench's page through scenarios.
 * @param {readonly import('./ui-scenarios.mjs').Scenario[]} list
 * @param {Driven} driven
 * @returns {Promise<Result>}
 */
async function runScenarios(list, driven) {
  let sum = nothing;
  let isClean = false;
  for (const scenario of list) {
    const result =
      (await runScenario(scenario, driven, { isClean, isRepeated: false })) ??
      (await runScenario(scenario, driven, { isClean: false, isRepeated: true }));
    if (!result) throw new Error('a scenario that is repeated has a result');
    isClean = result.failed === 0 && (isClean || result.passed > 0);
    sum = add(sum, result);
  }
  return sum;
}

/** @typedef {{ editor: import('./session.mjs').Editor, network: import('./ui/lab.mjs').Network }} Driven */

/**
 * Runs one scenario on an emptied page; one where nothing has run or something has failed is loaded anew. Where it
 * failed because the browser ended by itself, there is no result, a new browser and a line that says so: then it is to
 * be repeated, once.
 * @returns {Promise<Result | undefined>}
 */
async function runScenario(
  /** @type {import('./ui-scenarios.mjs').Scenario} */ { title, skip, run },
  /** @type {Driven} */ { editor, network },
  /** @type {{ isClean: boolean, isRepeated: boolean }} */ { isClean, isRepeated },
) {
  if (skip) return skipped(title, skip);
  // Read here, because the page is another one after a browser was lost.
  const { page, workspace, open, lost, renew } = editor;
  const started = Date.now();
  try {
    await page.emulateMedia({ colorScheme: 'dark' });
    await (isClean ? closeEverything(page) : open());
    await run({ page, workspace, shots: wantsPictures ? shots : undefined, network });
    return passed(title, Date.now() - started);
  } catch (error) {
    const loss = await lost();
    const shown = await onTop(page).catch(() => []);
    if (loss || page.isClosed()) await renew();
    else await takePicture(page, `${title.replaceAll(/\W+/g, '-')}-failed`);
    if (!loss || isRepeated) {
      const result = failed(title, error);
      console.log(`    On top of the page: ${shown.join(' | ') || 'nothing'}`);
      return result;
    }
    console.log(`  ! ${title}: ${loss}\n    It runs once more, in a new browser.`);
    return undefined;
  }
}

/**
 * What the workbench is told, so that it loads the suite.
 * @param {string} origin
 * @param {string} bundle
 * @param {Record<string, string>} env
 * @returns {readonly (readonly [string, string])[]}
 */
function suitePayload(origin, bundle, env) {
  return [
    ['extensionDevelopmentPath', remoteUri(origin, placeHarness(bundle))],
    ['extensionTestsPath', remoteUri(origin, bundle)],
    ['extensionEnvironment', JSON.stringify(env)],
    ['skipWelcome', 'true'],
  ];
}

/** Prints the suite's lines as they come; the workbench's own, on the same channel, only when asked for later. */
function suiteLog() {
  /** @type {string[]} */
  const lines = [];
  const add = (/** @type {string} */ line) => {
    lines.push(line);
    if (/^[✓✗-] /.test(line)) console.log(`  ${line}`);
  };
  return { add, all: () => lines.join('\n') };
}

/** @returns {Promise<string>} settles when the workbench says that the suite's `run()` has */
function suiteEnd(/** @type {import('playwright-core').Page} */ page) {
  return new Promise((resolve, reject) => {
    const end = () => resolve('it ended without a result');
    page.exposeFunction('codeAutomationExit', end).catch(reject);
  });
}

/** @returns {Result} */
function readResult(/** @type {string} */ file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}

/** @returns {Result} */
function staysInside(/** @type {string} */ where, /** @type {readonly string[]} */ externalOrigins) {
  const title = `${where}: no request leaves the machine`;
  return externalOrigins.length === 0 ? passed(title) : failed(title, externalOrigins.join(' '));
}

async function takePicture(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ name) {
  await page.screenshot({ path: join(shots, `${name}.png`) }).catch(() => {});
}

/** @returns {Promise<string>} */
function after(/** @type {number} */ milliseconds) {
  return new Promise((resolve) => {
    setTimeout(() => resolve(`it did not end within ${milliseconds / 1000} s`), milliseconds).unref();
  });
}

/** Takes the README's pictures of the editor over from this run. */
function updateImages() {
  for (const name of ['editor-dark.png', 'editor-light.png'])
    copyFileSync(join(shots, name), join(root, 'images', name));
}

/**
 * Runs only the scenarios of the page whose titles contain a text.
 * @returns {Promise<Result>}
 */
async function runOnly(/** @type {string} */ text) {
  const results = [];
  for (const { list = [], ...session } of sessions) {
    const chosen = list.filter(({ title }) => title.includes(text));
    if (chosen.length > 0) results.push(await runSession({ ...session, list: chosen }));
  }
  return results.length > 0
    ? results.reduce(add)
    : failed(`--only ${text}`, 'no scenario has this in its title');
}

if (isMain(import.meta.url)) {
  process.once('SIGINT', () => process.exit(130));
  process.once('SIGTERM', () => process.exit(143));
  // Else playwright closes the browser when the terminal goes, and the scenarios run on without one.
  process.once('SIGHUP', () => process.exit(129));
  const only = process.argv.indexOf('--only');
  conclude(only < 0 ? await runEditorTests() : await runOnly(process.argv[only + 1] ?? ''));
  if (process.argv.includes('--update-images')) updateImages();
}
