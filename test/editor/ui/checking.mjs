// What is seen of the findings: squiggles, hovers, the language status, and mending them from the keyboard.
import assert from 'node:assert/strict';
import {
  closeNotifications,
  languageStatus,
  nextProblem,
  notifications,
  openFile,
  quickFixes,
  runCommand,
  save,
  screenshot,
  setHighContrast,
  setTheme,
  waitForNoProblems,
  waitForProblems,
} from '../ui.mjs';
import { eventually, fileIs, otherPin, pinningFile, somePin, write } from './lab.mjs';

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const checking = [
  {
    title: 'a faulty pinning file is underlined and explained, in dark, light and high contrast',
    async run({ page, shots }) {
      await openFile(page, 'examples/pinning.json');
      await waitForProblems(page, 'error');
      await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
      await page.setViewportSize({ width: 1120, height: 700 });
      for (const theme of /** @type {const} */ (['light', 'dark'])) {
        await setTheme(page, theme);
        await hover(page);
        await screenshot(page, shots, `editor-${theme}`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await setHighContrast(page);
      await hover(page);
      await screenshot(page, shots, 'editor-high-contrast');
      await page.emulateMedia({ forcedColors: 'none' });
      await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
    },
  },
  {
    title: 'a squiggle comes and goes while typing',
    async run({ page, workspace }) {
      write(workspace, 'typed.json', pinningFile([somePin, otherPin]));
      await openFile(page, 'typed.json');
      await eventually('the status', async () =>
        assert.match(await languageStatus(page), /no problems found/),
      );
      await page.locator('.view-line', { hasText: otherPin }).click();
      await page.keyboard.press('End');
      await page.keyboard.press('ArrowLeft');
      await page.keyboard.press('Backspace');
      await waitForProblems(page, 'error');
      await page.keyboard.type('=');
      await waitForNoProblems(page);
      await save(page);
    },
  },
  {
    title: 'the language status says what a file is and how it stands, and nothing of a package.json',
    async run({ page, shots }) {
      await openFile(page, 'examples/pinning.json');
      await waitForProblems(page);
      await eventually('the status', async () =>
        assert.match(await languageStatus(page), /SSL pinning file.*4 pinned hosts, \d errors/),
      );
      await screenshot(page, shots, 'language-status');
      await openFile(page, 'package.json');
      await eventually('the status', async () =>
        assert.doesNotMatch(await languageStatus(page), /pinning|Extensibility|pinned/),
      );
      await openFile(page, 'examples/extensibility.json');
      await eventually('the status', async () =>
        assert.match(await languageStatus(page), /Extensibility configuration.*1 error/),
      );
    },
  },
  {
    title: 'a problem is reached, mended, saved and undone by keyboard alone',
    async run({ page, workspace, shots }) {
      const before = pinningFile([somePin.slice('sha256/'.length), otherPin]);
      write(workspace, 'keyboard.json', before);
      await openFile(page, 'keyboard.json');
      await waitForProblems(page, 'error');
      await page.keyboard.press('F8');
      await page.locator('.monaco-editor .marker-widget').waitFor();
      await page.keyboard.press('Escape');
      const offered = await quickFixes(page);
      await screenshot(page, shots, 'quick-fix');
      assert.equal(offered.length, new Set(offered).size, `offered twice: ${offered.join(' | ')}`);
      await page.keyboard.press('Enter');
      await waitForNoProblems(page);
      await save(page);
      await fileIs(workspace, 'keyboard.json', pinningFile([somePin, otherPin]));
      await page.keyboard.press('Control+z');
      await waitForProblems(page, 'error');
      await runCommand(page, 'Pinwarden: Fix All Safe Problems');
      await waitForNoProblems(page);
      await runCommand(page, 'Pinwarden: Fix All Safe Problems');
      assert.match((await notifications(page)).join(' '), /Nothing in this file has a safe fix/);
      await closeNotifications(page);
      await page.keyboard.press('Control+z');
      await save(page);
      await fileIs(workspace, 'keyboard.json', before);
      assert.match(await nextProblem(page), /sha256\//);
    },
  },
];

/** Lets the explanation of the list with one pin come up, at its last bracket. */
async function hover(/** @type {import('playwright-core').Page} */ page) {
  await eventually('the hover', async () => {
    await page.mouse.move(5, 5);
    const text = await page.locator('.view-line', { hasText: 'O4ZJLkAj' }).locator('> span').boundingBox();
    assert.ok(text);
    await page.mouse.move(text.x + text.width - 4, text.y + text.height / 2);
    const box = page.locator('.monaco-hover', { hasText: 'only one pin' }).first();
    await box.getByText('Quick Fix...').waitFor({ timeout: 2500 });
  });
}
