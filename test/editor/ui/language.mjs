// What the extension says in another language of the editor.
import assert from 'node:assert/strict';
import {
  notifications,
  openFile,
  quickFixes,
  quickPickItems,
  runCommand,
  screenshot,
  waitForProblems,
  waitForWorkbench,
} from '../ui.mjs';
import { eventually } from './lab.mjs';

/** Where the page keeps the language for the time of a scenario. */
const KEY = 'pinwarden-test-language';

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const language = [
  {
    title: 'commands, findings, fixes and hovers speak Portuguese and Japanese where the editor does',
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
        await explained(page, {
          key: 'Os hosts',
          finding: 'tem só um pin',
          fix: 'pin de reserva',
          snippet: 'Um host para a lista',
        });
        await screenshot(page, shots, 'language-pt-br');
        await inLanguage(page, 'ja');
        await runCommand(page, '安全に修正できる問題をすべて修正');
        assert.deepEqual(await notifications(page), ['このファイルに安全に修正できる問題はありません。']);
        await explained(page, {
          key: 'ピン留めするホスト',
          finding: 'ピンが 1 つしか',
          fix: 'バックアップ ピンを追加',
          snippet: '一覧に入れるホスト',
        });
        await screenshot(page, shots, 'language-ja');
        await inLanguage(page, '');
      } finally {
        // Without a reload, so that a failure is seen as it was.
        await choose(page, '');
      }
    },
  },
];

/**
 * Looks at the documentation of a key, at a finding and its fixes, and at the snippets.
 * @param {import('playwright-core').Page} page
 * @param {{ key: string, finding: string, fix: string, snippet: string }} words what each is to contain
 */
async function explained(page, { key, finding, fix, snippet }) {
  await openFile(page, 'examples/pinning.json');
  await waitForProblems(page, 'error');
  await hover(page, '"hosts"', key);
  await hover(page, 'O4ZJLkAj', finding);
  await page.locator('.view-line', { hasText: 'O4ZJLkAj' }).click();
  const offered = await quickFixes(page);
  assert.ok(
    offered.some((title) => title.includes(fix)),
    offered.join(' | '),
  );
  await page.keyboard.press('Escape');
  await runCommand(page, 'Snippets: Insert Snippet');
  const snippets = await quickPickItems(page);
  assert.ok(
    snippets.some((item) => item.includes(snippet)),
    snippets.join(' | '),
  );
  await page.keyboard.press('Escape');
}

/** Moves over the end of a line until what is shown there contains a text. */
async function hover(
  /** @type {import('playwright-core').Page} */ page,
  /** @type {string} */ line,
  /** @type {string} */ text,
) {
  await eventually(`the hover of ${line}`, async () => {
    await page.mouse.move(5, 5);
    const words = await page.locator('.view-line', { hasText: line }).first().locator('> span').boundingBox();
    assert.ok(words);
    await page.mouse.move(words.x + words.width - 30, words.y + words.height / 2);
    await page.locator('.monaco-hover', { hasText: text }).first().waitFor({ timeout: 2500 });
  });
}

async function inLanguage(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ chosen) {
  await choose(page, chosen);
  await page.reload();
  await waitForWorkbench(page);
  if (chosen) await openFile(page, 'package.json');
}

async function choose(/** @type {import('playwright-core').Page} */ page, /** @type {string} */ language) {
  await page.evaluate(([key, value]) => sessionStorage.setItem(key ?? '', value ?? ''), [KEY, language]);
}
