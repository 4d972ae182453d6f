// Replace by your own domain…: from the quick fix to the name in the saved file, refusals, and giving up.
import assert from 'node:assert/strict';
import {
  answer,
  openFile,
  openPicker,
  quickFix,
  save,
  screenshot,
  waitForNoProblems,
  waitForProblems,
} from '../ui.mjs';
import { fileIs, otherPin, pinningFile, somePin, write } from './lab.mjs';

const fix = 'Replace by your own domain';

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const replaceHost = [
  {
    title: 'a domain of OutSystems is replaced by a name that can be pinned, and by no other',
    async run({ page, workspace, shots }) {
      const path = 'replaced.json';
      const own = pinningFile([somePin, otherPin]);
      const managed = own.replace('api.example.org', 'acme-dev.outsystems.app');
      write(workspace, path, managed);
      await openFile(page, path);
      await waitForProblems(page, 'error');
      await ask(page);
      await screenshot(page, shots, 'replace-host');
      await page.keyboard.press('Escape');
      await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
      assert.equal(await page.locator('.tab.active.dirty').count(), 0, 'giving up changes nothing');

      await ask(page);
      const refusal = page.locator('.quick-input-message', { hasText: 'Write a full host name' });
      for (const wrong of [
        'https://api.example.org',
        'api.example.org/x',
        '*.example.org',
        'localhost',
        '',
      ]) {
        await answer(page, wrong);
        await refusal.waitFor();
        assert.equal(await page.locator('.tab.active.dirty').count(), 0, wrong);
        await page.keyboard.type('x');
        await refusal.waitFor({ state: 'hidden' });
      }
      await answer(page, ' api.example.org ');
      await waitForNoProblems(page);
      await save(page);
      await fileIs(workspace, path, own);
      await page.keyboard.press('Control+z');
      await save(page);
      await fileIs(workspace, path, managed);
    },
  },
];

async function ask(/** @type {import('playwright-core').Page} */ page) {
  await quickFix(page, fix);
  await openPicker(page, 'Your own domain instead of acme-dev.outsystems.app');
}
