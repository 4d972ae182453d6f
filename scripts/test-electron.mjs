// Runs the editor suite in a desktop VS Code, which it downloads: for people's machines and CI on any platform.
// usage: node scripts/test-electron.mjs [VERSION], for example 1.91.0; the newest stable one when absent
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { resolveCliArgsFromVSCodeExecutablePath } from '@vscode/test-electron';
import { add, conclude, failed } from '../test/editor/result.mjs';
import { fillWorkspace, placeHarness, suiteBundle } from '../test/editor/session.mjs';
import {
  desktopArguments,
  desktopCost,
  desktopEnvironment,
  downloadDesktop,
  profileArguments,
} from './desktop.mjs';
import { temporaryFolders, writeSettings } from './editor-host.mjs';
import { packageExtension } from './package.mjs';
import { ensureDependencies, isMain, run } from './setup.mjs';

/** @typedef {ReturnType<typeof temporaryFolders>} Folders */

/**
 * Downloads a desktop VS Code and runs both scenarios of the suite against the packaged extension.
 * @param {string} [version]
 */
export async function testDesktop(version) {
  const vsix = await packageExtension();
  console.log(`Downloads unless it is there: ${desktopCost}.`);
  const executable = await downloadDesktop(version);
  const trusted = await runScenario({ executable, vsix, suite: 'trusted', trust: true });
  const untrusted = await runScenario({ executable, vsix, suite: 'untrusted', trust: false });
  return add(trusted, untrusted);
}

/**
 * Runs one scenario in a window with a profile and a workspace of its own.
 * `runTests` of the library is not used: it always switches workspace trust off.
 * @param {{ executable: string, vsix: string, suite: string, trust: boolean }} options
 * @returns {Promise<import('../test/editor/result.mjs').Result>}
 */
async function runScenario({ executable, vsix, suite, trust }) {
  console.log(`\nVS Code, ${suite}`);
  const folders = temporaryFolders();
  const resultFile = join(folders.base, 'result.json');
  try {
    fillWorkspace(folders.workspace);
    writeSettings({ userDataDir: folders.userDataDir, workspaceTrust: !trust });
    await installPackage(executable, vsix, folders);
    const env = {
      ...desktopEnvironment(),
      PINWARDEN_SCENARIO: suite,
      PINWARDEN_RESULT: resultFile,
      PINWARDEN_WORKSPACE: folders.workspace,
    };
    await run(executable, windowArguments(folders, trust), { env, allowed: [0, 1] });
    if (existsSync(resultFile)) return JSON.parse(readFileSync(resultFile, 'utf8'));
    return failed(`${suite}: the suite ends`, 'it left no result');
  } catch (error) {
    return failed(`${suite}: the window opens and closes`, error);
  } finally {
    folders.remove();
  }
}

function windowArguments(/** @type {Folders} */ folders, /** @type {boolean} */ trust) {
  const bundle = suiteBundle();
  return [
    folders.workspace,
    ...desktopArguments,
    ...profileArguments(folders),
    ...(trust ? ['--disable-workspace-trust'] : []),
    `--extensionDevelopmentPath=${placeHarness(bundle)}`,
    `--extensionTestsPath=${bundle}`,
  ];
}

async function installPackage(
  /** @type {string} */ executable,
  /** @type {string} */ vsix,
  /** @type {Folders} */ folders,
) {
  const [cli = 'code', ...args] = resolveCliArgsFromVSCodeExecutablePath(executable, {
    reuseMachineInstall: true,
  });
  await run(cli, [...args, ...profileArguments(folders), '--install-extension', vsix, '--force'], {
    env: desktopEnvironment(),
    shell: process.platform === 'win32',
  });
}

if (isMain(import.meta.url)) {
  await ensureDependencies();
  await (await import('./build.mjs')).buildTests();
  conclude(await testDesktop(process.argv[2]));
}
