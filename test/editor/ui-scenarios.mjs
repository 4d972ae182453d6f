// What people see and do in the editor, as scenarios on the real page.
import { openFile, screenshot, setTheme, waitForProblems } from './ui.mjs';

/**
 * @typedef {object} Context
 * @property {import('playwright-core').Page} page the workbench, freshly loaded
 * @property {string} workspace the folder that is open: a copy, to be read and written
 * @property {string} shots folder for pictures
 */

/** @typedef {{ title: string, run: (context: Context) => Promise<void> }} Scenario */

/** @type {readonly Scenario[]} */
export const scenarios = [
  {
    title: 'a faulty pinning file is underlined, in dark and in light',
    async run({ page, shots }) {
      await openFile(page, 'examples/pinning.json');
      await waitForProblems(page);
      for (const theme of /** @type {const} */ (['dark', 'light'])) {
        await setTheme(page, theme);
        await screenshot(page, shots, `pinning-${theme}`);
      }
    },
  },
];
