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
  const row = page.locator(`${pickRows}.focused[aria-label^="${name}"]`).first();
  // A file that was written a moment ago may be missing from the first answer, which nothing renews.
  for (let attempt = 0; attempt < 12 && !(await row.isVisible()); attempt++) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+p');
    await typeIntoPicker(page, path);
    await row.waitFor({ timeout: 1200 }).catch(() => {});
  }
  await accept(page, row);
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

/** Waits until the visible editor has no squiggle of ours. */
export async function waitForNoProblems(/** @type {Page} */ page) {
  await page.locator('.monaco-editor .squiggly-error, .monaco-editor .squiggly-warning').first().waitFor({
    state: 'detached',
    timeout: WAIT_MS,
  });
}

/** The texts of the code lenses in the visible editor, from top to bottom; those that wait for their answer are left out. */
export async function lenses(/** @type {Page} */ page) {
  return trimmed(await page.locator('.monaco-editor .codelens-decoration a').allInnerTexts());
}

/** What the status bar says about the workspace's problems. */
export async function problemCount(/** @type {Page} */ page) {
  const item = page.locator('#status\\.problems [aria-label]').first();
  return (await item.getAttribute('aria-label')) ?? '';
}

/** What the language status says of the active file: every entry, a line each. */
export async function languageStatus(/** @type {Page} */ page) {
  const entries = page.locator('.hover-language-status');
  await page.mouse.move(5, 5);
  await page.locator('#status\\.languageStatus').first().hover();
  await entries.first().waitFor({ timeout: WAIT_MS });
  return trimmed(await entries.allInnerTexts())
    .map((text) => text.replaceAll('\n', ' '))
    .join('\n');
}

/** Goes to the next problem of the file (F8) from the top, and returns the text of its box. */
export async function nextProblem(/** @type {Page} */ page) {
  await page.locator('.monaco-editor .view-line').first().click();
  return focusProblem(page);
}

/** The same from an editor that has the focus, by keyboard alone. */
export async function focusProblem(/** @type {Page} */ page) {
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('F8');
  const box = page.locator('.monaco-editor .marker-widget').first();
  await box.waitFor({ timeout: WAIT_MS });
  const text = (await box.allInnerTexts()).join('\n');
  for (let attempt = 0; attempt < 10 && (await box.count()) > 0; attempt++) {
    await page.keyboard.press('Escape');
    await box.waitFor({ state: 'detached', timeout: 1000 }).catch(() => {});
  }
  return text;
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
  const offered = await quickFixes(page);
  const row = page.locator('.action-widget .monaco-list-row.action', { hasText: title }).first();
  if ((await row.count()) === 0) throw new Error(`no quick fix "${title}" among: ${offered.join(' | ')}`);
  await row.click();
}

/** Runs a command by its title, through the command palette. */
export async function runCommand(/** @type {Page} */ page, /** @type {string} */ title) {
  await page.keyboard.press('F1');
  await typeIntoPicker(page, `>${title}`);
  const row = page.locator(`${pickRows}.focused`, { hasText: title }).first();
  await row.waitFor({ timeout: WAIT_MS });
  await accept(page, row);
}

/** What the workbench shows apart from its editors, a line each, for the reader of a failure. */
export async function onTop(/** @type {Page} */ page) {
  const places = ['.quick-input-widget:visible', '.notification-toast', '.monaco-dialog-box', '.tab.active'];
  const texts = await Promise.all(places.map((place) => page.locator(place).allInnerTexts()));
  return texts.flat().map((text) => text.replace(/\s+/g, ' ').trim().slice(0, 300));
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

/** Chooses the row of the open quick pick that begins with a text. */
export async function pick(/** @type {Page} */ page, /** @type {string} */ text) {
  await page.locator(`${pickRows}[aria-label^="${text}"]`).first().click({ timeout: WAIT_MS });
}

/** Waits for the quick pick or input box whose title contains a text. */
export async function openPicker(/** @type {Page} */ page, /** @type {string} */ title) {
  await page
    .locator('.quick-input-widget:visible .quick-input-title', { hasText: title })
    .waitFor({ timeout: WAIT_MS });
}

/** What stands above the list of the open quick pick. */
export async function pickerHeading(/** @type {Page} */ page) {
  const title = await page.locator('.quick-input-widget .quick-input-title').innerText();
  const input = page.locator('.quick-input-widget input.input').first();
  return { title, placeholder: (await input.getAttribute('placeholder')) ?? '' };
}

/** Chooses a file by its path on the server, in VS Code's own file dialog. */
export async function chooseFile(/** @type {Page} */ page, /** @type {string} */ path) {
  await openPicker(page, 'Certificate file');
  const row = page.locator(pickRows, { hasText: path.slice(path.lastIndexOf('/') + 1) }).first();
  const title = page.locator('.quick-input-title', { hasText: 'Certificate file' });
  // The dialog writes the folder it begins in a little after it stands, over or before what was typed.
  for (let attempt = 0; attempt < 8 && (await title.isVisible()); attempt++) {
    await typeIntoPicker(page, path);
    await row.waitFor({ timeout: 3000 }).catch(() => {});
    await page.keyboard.press('Enter');
    await title.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => {});
  }
}

/**
 * Chooses a folder by its path on the server, in VS Code's own dialog.
 * @param {Page} page
 * @param {string} title
 * @param {string} path
 */
export async function chooseFolder(page, title, path) {
  await openPicker(page, title);
  const heading = page.locator('.quick-input-title', { hasText: title });
  const input = page.locator('.quick-input-widget input.input').first();
  // As for a file, what was typed first may be written over.
  for (let attempt = 0; attempt < 8 && (await heading.isVisible()); attempt++) {
    await typeIntoPicker(page, `${path}/`);
    await page.waitForTimeout(500);
    if ((await input.inputValue()) !== `${path}/`) continue;
    await page.keyboard.press('Enter');
    await heading.waitFor({ state: 'hidden', timeout: 2000 }).catch(() => {});
  }
}

/** The words of the modal dialog that is shown, its buttons last. */
export async function dialog(/** @type {Page} */ page) {
  const box = page.locator('.monaco-dialog-box');
  await box.waitFor({ timeout: WAIT_MS });
  return box.innerText();
}

/** Answers the open input box. */
export async function answer(/** @type {Page} */ page, /** @type {string} */ text) {
  await typeIntoPicker(page, text);
  await page.keyboard.press('Enter');
}

/**
 * The texts of the notifications that are shown, once there is one that contains a text.
 * @param {Page} page
 * @param {string} [text] any when absent
 */
export async function notifications(page, text = '') {
  const shown = page.locator('.notifications-toasts .notification-list-item-message');
  await shown.filter({ hasText: text }).first().waitFor({ timeout: WAIT_MS });
  return trimmed(await shown.allInnerTexts());
}

/** Leaves the page as after loading: no list, no notification, no editor; what is open has to be saved. */
export async function closeEverything(/** @type {Page} */ page) {
  await page.keyboard.press('Escape');
  if ((await page.locator('.notification-toast').count()) > 0) await closeNotifications(page);
  await page.keyboard.press('Control+k');
  await page.keyboard.press('Control+w');
  await page.locator('.tab').first().waitFor({ state: 'detached', timeout: WAIT_MS });
}

/** What the tests press for commands that have no keys of their own: the profile's `keybindings.json`. */
export const keybindings = [{ key: 'ctrl+alt+shift+n', command: 'notifications.clearAll' }];

/** Closes all notifications. */
export async function closeNotifications(/** @type {Page} */ page) {
  await page.keyboard.press('Control+Alt+Shift+N');
  await page.locator('.notification-toast').first().waitFor({ state: 'detached', timeout: WAIT_MS });
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

/** Switches to high contrast, as a system with forced colours does. */
export async function setHighContrast(/** @type {Page} */ page) {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.locator('.monaco-workbench.hc-black, .monaco-workbench.hc-light').waitFor({ timeout: WAIT_MS });
}

/**
 * Takes a picture, `NAME.png` in the folder, where somebody wants to see it: it takes longer than most steps.
 * @param {Page} page
 * @param {string | undefined} folder none: no picture
 * @param {string} name
 */
export async function screenshot(page, folder, name) {
  if (folder)
    await page.screenshot({ path: join(folder, `${name}.png`), animations: 'disabled', caret: 'hide' });
}

/**
 * Takes the focused row of a picker. Not by a click: a list exchanges its rows once more a moment later, and a click on
 * an old one does nothing.
 * @param {Page} page
 * @param {import('playwright-core').Locator} row
 */
async function accept(page, row) {
  for (let attempt = 0; attempt < 5 && (await row.isVisible()); attempt++) {
    await page.keyboard.press('Enter');
    await row.waitFor({ state: 'hidden', timeout: 3000 }).catch(() => {});
  }
}

async function typeIntoPicker(/** @type {Page} */ page, /** @type {string} */ text) {
  const input = page.locator('.quick-input-widget input.input').first();
  await input.waitFor({ timeout: WAIT_MS });
  await input.fill(text);
}

function trimmed(/** @type {readonly string[]} */ texts) {
  return texts.map((text) => text.trim()).filter((text) => text !== '');
}
