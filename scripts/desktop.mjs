// A desktop VS Code that is downloaded once and started with a profile of its own.
import { join } from 'node:path';
import { root } from './setup.mjs';

/** What the download costs, for people to read before it starts. */
export const desktopCost = 'VS Code for the desktop, 120 to 250 MB from its makers, into .vscode-test';

/** What every start is told, so that nothing but the window itself comes up. */
export const desktopArguments = [
  '--disable-updates',
  '--disable-telemetry',
  '--skip-welcome',
  '--skip-release-notes',
  // The unpacked download carries no helper with the rights that Chromium's sandbox asks for on Linux.
  ...(process.platform === 'linux' ? ['--no-sandbox', '--disable-gpu-sandbox'] : []),
];

/**
 * Downloads VS Code unless it is there.
 * @param {string} [version] for example `1.91.0`; the newest stable one when absent
 * @returns {Promise<string>} the path of the program
 */
export async function downloadDesktop(version = 'stable') {
  const { downloadAndUnzipVSCode } = await import('@vscode/test-electron');
  return downloadAndUnzipVSCode({ version, cachePath: join(root, '.vscode-test') });
}

/** Says whether this machine shows windows. */
export function hasDesktop() {
  if (process.platform !== 'linux') return process.platform === 'darwin' || process.platform === 'win32';
  return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** The environment without what VS Code's own terminal leaves in it: the window would start as a bare Node. */
export function desktopEnvironment() {
  const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env;
  return env;
}

/**
 * The arguments for a profile of its own, apart from the user's.
 * @param {{ userDataDir: string, extensionsDir: string }} folders
 */
export function profileArguments({ userDataDir, extensionsDir }) {
  return [`--user-data-dir=${userDataDir}`, `--extensions-dir=${extensionsDir}`];
}
