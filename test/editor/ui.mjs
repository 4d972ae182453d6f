// What a person does in the workbench, one function each, on the real page.
import { join } from 'node:path';

/** @typedef {import('playwright-core').Page} Page */

const WAIT_MS = 20_000;
const pickRows = '.quick-input-widget .monaco-list-row';

/** Waits until the workbench stands. */
export async function waitForWorkbench(/** @type {Page} */ page) {
  await page.locator('.monaco-workbench .part.editor').waitFor({ timeout: 60_000 });
}

/** Opens a file by its path in the workspace, through Go to File, and waits for its text. */
export async function openFile(/** @type {Page} */ page, /** @type {string} */ path) {
  await waitForWorkbench(page);
  const name = path.slice(path.lastIndexOf('/') + 1);
  await page.keyboard.press('Control+p');
  await typeIntoPicker(page, path);
  await page.locator(pickRows, { hasText: name }).first().waitFor({ timeout: WAIT_MS });
  await page.keyboard.press('Enter');
  await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor({ timeout: WAIT_MS });
  await page.locator('.monaco-editor .view-line').first().waitFor({ timeout: WAIT_MS });
}

/**
 * Waits for a squiggle in the visible editor.
 * @param {Page} page
 * @param {'error' | 'warning' | 'info'} [severity] any when absent
 * @returns {Promise<string>} what the status bar says, for example "Errors: 1, Warnings: 2"
 */
export async function waitForProblems(page, severity) {
  const severities = severity ? [severity] : ['error', 'warning', 'info'];
  const squiggles = severities.map((name) => `.monaco-editor .squiggly-${name}`).join(', ');
  await page.locator(squiggles).first().waitFor({ timeout: WAIT_MS });
  return problemCount(page);
}

/** What the status bar says about the workspace's problems. */
export async function problemCount(/** @type {Page} */ page) {
  const item = page.locator('#status\\.problems [aria-label]').first();
  return (await item.getAttribute('aria-label')) ?? '';
}

/** Goes to the next problem of the file (F8) from the top, and returns the text of its box. */
export async function nextProblem(/** @type {Page} */ page) {
  await page.locator('.monaco-editor .view-line').first().click();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F8');
  const box = page.locator('.monaco-editor .marker-widget').first();
  await box.waitFor({ timeout: WAIT_MS });
  return (await box.allInnerTexts()).join('\n');
}

/** Opens the quick fix menu at the cursor and returns its titles; retried, since the editor may still settle. */
export async function quickFixes(/** @type {Page} */ page) {
  const rows = page.locator('.action-widget .monaco-list-row.action');
  for (let attempt = 0; attempt < 10; attempt++) {
    await page.keyboard.press('Control+Period');
    const isShown = await rows
      .first()
      .waitFor({ timeout: 2000 })
      .then(
        () => true,
        () => false,
      );
    if (isShown) return trimmed(await rows.allInnerTexts());
    await page.keyboard.press('Escape');
  }
  throw new Error('no quick fix is offered at the cursor');
}

/** Applies the quick fix whose title contains a text, at the next problem of the file. */
export async function quickFix(/** @type {Page} */ page, /** @type {string} */ title) {
  await nextProblem(page);
  await page.keyboard.press('Escape');
  const offered = await quickFixes(page);
  const row = page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first();
  if ((await row.count()) === 0) throw new Error(`no quick fix "${title}" among: ${offered.join(' | ')}`);
  await row.click();
}

/** Runs a command by its title, through the command palette. */
export async function runCommand(/** @type {Page} */ page, /** @type {string} */ title) {
  await page.keyboard.press('F1');
  await typeIntoPicker(page, `>${title}`);
  const row = page.locator(pickRows, { hasText: title }).first();
  await row.waitFor({ timeout: WAIT_MS });
  await row.click();
}

/** The rows of the open quick pick as a screen reader says them: label, description and detail in one text. */
export async function quickPickItems(/** @type {Page} */ page) {
  const rows = page.locator(pickRows);
  await rows.first().waitFor({ timeout: WAIT_MS });
  const read = () => rows.evaluateAll((all) => all.map((row) => row.getAttribute('aria-label') ?? ''));
  // The list of the palette is exchanged row by row: take what has stopped changing.
  let before = await read();
  for (let attempt = 0; attempt < 20; attempt++) {
    await page.waitForTimeout(150);
    const now = await read();
    if (now.length > 0 && now.join('\n') === before.join('\n')) return now;
    before = now;
  }
  throw new Error(`the quick pick does not settle: ${before.join(' | ')}`);
}

/** Chooses the row of the open quick pick that contains a text. */
export async function pick(/** @type {Page} */ page, /** @type {string} */ text) {
  await page.locator(pickRows, { hasText: text }).first().click({ timeout: WAIT_MS });
}

/** Answers the open input box. */
export async function answer(/** @type {Page} */ page, /** @type {string} */ text) {
  await typeIntoPicker(page, text);
  await page.keyboard.press('Enter');
}

/** The texts of the notifications that are shown. */
export async function notifications(/** @type {Page} */ page) {
  const shown = page.locator('.notifications-toasts .notification-list-item-message');
  await shown.first().waitFor({ timeout: WAIT_MS });
  return trimmed(await shown.allInnerTexts());
}

/** Saves the active editor and waits until it is clean. */
export async function save(/** @type {Page} */ page) {
  await page.keyboard.press('Control+s');
  await page.locator('.tab.active.dirty').waitFor({ state: 'detached', timeout: WAIT_MS });
}

/** Switches to the dark or the light theme; the workbench follows the system's colours in these tests. */
export async function setTheme(/** @type {Page} */ page, /** @type {'dark' | 'light'} */ theme) {
  await page.emulateMedia({ colorScheme: theme });
  const base = theme === 'dark' ? 'vs-dark' : 'vs';
  await page.locator(`.monaco-workbench.${base}`).waitFor({ timeout: WAIT_MS });
}

/** Takes a picture: `NAME.png` in the folder. */
export async function screenshot(
  /** @type {Page} */ page,
  /** @type {string} */ folder,
  /** @type {string} */ name,
) {
  await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

async function typeIntoPicker(/** @type {Page} */ page, /** @type {string} */ text) {
  const input = page.locator('.quick-input-widget input.input').first();
  await input.waitFor({ timeout: WAIT_MS });
  await input.fill(text);
}

function trimmed(/** @type {readonly string[]} */ texts) {
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}
