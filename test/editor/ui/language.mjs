// What the extension says in another language of the editor.
import assert from 'node:assert/strict';
import { notifications, openFile, runCommand, screenshot, waitForWorkbench } from '../ui.mjs';

/** Where the page keeps the language for the time of a scenario. */
const KEY = 'pinwarden-test-language';

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const language = [
  {
    title: 'commands and messages speak Portuguese and Japanese where the editor does',
    async run({ page, shots }) {
      // Language packs come from the Marketplace only. This is what they set first.
      await page.addInitScript((key) => {
        const chosen = sessionStorage.getItem(key);
        if (chosen) Object.assign(globalThis, { _VSCODE_NLS_LANGUAGE: chosen });
      }, KEY);
      try {
        await inLanguage(page, 'pt-br');
        await runCommand(page, 'Corrigir tudo o que é seguro');
        assert.deepEqual(await notifications(page), ['Nada neste arquivo tem uma correção segura.']);
        await screenshot(page, shots, 'language-pt-br');
        await inLanguage(page, 'ja');
        await runCommand(page, '安全に修正できる問題をすべて修正');
        assert.deepEqual(await notifications(page), ['このファイルに安全に修正できる問題はありません。']);
        await screenshot(page, shots, 'language-ja');
        await inLanguage(page, '');
      } finally {
        // Without a reload, so that a failure is seen as it was.
        await choose(page, '');
      }
    },
  },
];

async function inLanguage(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ chosen) {
  await choose(page, chosen);
  await page.reload();
  await waitForWorkbench(page);
  if (chosen) await openFile(page, 'package.json');
}

async function choose(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ language) {
  await page.evaluate(([key, value]) => sessionStorage.setItem(key ?? '', value ?? ''), [KEY, language]);
}
