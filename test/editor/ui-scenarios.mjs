// What people see and do in the editor, as scenarios on the real page.
import { backup } from './ui/backup.mjs';
import { backupKey } from './ui/backup-key.mjs';
import { checking } from './ui/checking.mjs';
import { convert } from './ui/convert.mjs';
import { hashes } from './ui/hashes.mjs';
import { language } from './ui/language.mjs';
import { live } from './ui/live.mjs';
import { replaceHost } from './ui/replace-host.mjs';
import { report } from './ui/report.mjs';
import { restricted } from './ui/restricted.mjs';
import { walkthrough } from './ui/walkthrough.mjs';

/**
 * @typedef {object} Context
 * @property {import('playwright-core').Page} page the workbench, freshly loaded
 * @property {string} workspace the folder that is open: a copy, to be read and written
 * @property {string | undefined} shots folder for pictures, where there are to be some
 * @property {import('./ui/lab.mjs').Network} network where the names of hosts lead
 */

/**
 * @typedef {object} Scenario
 * @property {string} title
 * @property {string | undefined} [skip] why it cannot run on this machine
 * @property {(context: Context) => Promise<void>} run
 */

/** The scenarios of a trusted workspace. @type {readonly Scenario[]} */
export const scenarios = [
  ...checking,
  ...backup,
  ...backupKey,
  ...replaceHost,
  ...hashes,
  ...live,
  ...report,
  ...convert,
  ...walkthrough,
  ...language,
];

/** The scenarios of one that is not. @type {readonly Scenario[]} */
export const restrictedScenarios = restricted;
