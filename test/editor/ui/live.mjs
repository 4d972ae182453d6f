// Check Pins Against Live Hosts: who is asked, when, and what is seen of the answers.
import assert from 'node:assert/strict';
import {
  closeNotifications,
  lenses,
  notifications,
  openFile,
  openPicker,
  pick,
  pickerHeading,
  quickPickItems,
  runCommand,
  save,
  screenshot,
  setHighContrast,
  setTheme,
} from '../ui.mjs';
import {
  eventually,
  fileIs,
  hostsFile,
  lab,
  noCertificates,
  otherPin,
  serveNames,
  somePin,
  write,
} from './lab.mjs';

const command = 'Pinwarden: Check Pins Against Live Hosts';

/** @typedef {import('playwright-core').Page} Page */

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const live = [
  {
    title:
      'live hosts are named before they are asked, then lenses, hints, problems and hovers say how pins stand',
    skip: noCertificates,
    async run({ page, workspace, shots, network }) {
      const server = await serveNames(network, {
        'api.example.org': 90,
        'login.example.org': 12,
        'old.example.org': 60,
      });
      const path = 'live/pinning.json';
      const text = hostsFile({
        'api.example.org': [server.pinOf('api.example.org'), server.intermediatePin, somePin],
        'login.example.org': [server.pinOf('login.example.org'), server.rootPin],
        'old.example.org': [somePin, otherPin],
        'gone.example.org': [somePin, otherPin],
      });
      write(workspace, path, text);
      try {
        await openFile(page, path);
        await standAs(page, ['Check live', 'Check live', 'Check live', 'Check live']);
        await chooseScope(page, 'This file');
        assert.deepEqual(await confirmation(page), [
          'api.example.org',
          'login.example.org',
          'old.example.org',
          'gone.example.org',
        ]);
        await screenshot(page, shots, 'live-confirm');
        await page.keyboard.press('Escape');
        await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
        await chooseScope(page, 'This file');
        await confirmation(page);
        assert.deepEqual(network.asked(), [], 'nobody is asked before the list is confirmed');

        await page.keyboard.press('Enter');
        const told = await notifications(page, '4 hosts asked');
        assert.match(told.join(), /1 without a matching pin, 1 gave no chain/);
        assert.deepEqual([...new Set(network.asked())].sort(), [
          'api.example.org',
          'gone.example.org',
          'login.example.org',
          'old.example.org',
        ]);
        await standAs(page, [
          /^matches leaf and intermediate · backup ok · not publicly trusted · leaf ends in \d+ days$/,
          /^matches leaf and root · no backup · not publicly trusted · leaf ends in 1\d days$/,
          /^no pin matches · not publicly trusted · leaf ends in \d+ days$/,
          /^no chain: .*gone\.example\.org/,
        ]);
        await screenshot(page, shots, 'live-told');
        await closeNotifications(page);
        await hintIs(page, server.pinOf('api.example.org'), 'leaf: api.example.org');
        await hintIs(page, server.intermediatePin, 'intermediate: Lab CA');
        await hintIs(page, server.rootPin, 'root: Lab Root');
        await hintIs(page, otherPin, 'not in the chain');

        const problems = await problemRows(page);
        await screenshot(page, shots, 'live-problems');
        await page.keyboard.press('Control+Shift+M');
        for (const [host, rule] of [
          ['api.example.org', 'live-untrusted-chain'],
          ['login.example.org', 'live-no-backup'],
          ['login.example.org', 'live-certificate-expiring'],
          ['old.example.org', 'live-pin-mismatch'],
          ['gone.example.org', 'live-unreachable'],
        ]) {
          const own = problems.filter((row) => row.includes(host) && row.split('\n').includes(rule));
          assert.equal(own.length, 1, `${rule} of ${host} in ${problems.join('\n')}`);
          assert.match(own[0] ?? '', /seen \d{4}-\d\d-\d\d \d\d:\d\d UTC/i);
        }

        for (const theme of /** @type {const} */ (['light', 'dark'])) {
          await setTheme(page, theme);
          const box = await hoverPin(page, server.intermediatePin);
          for (const part of ['subject', 'issuer', 'Lab Root', 'valid from', 'EC P-256', 'intermediate'])
            assert.ok(box.includes(part), `${part} in ${box}`);
          await screenshot(page, shots, `live-${theme}`);
        }
        await setHighContrast(page);
        await hoverPin(page, server.intermediatePin);
        await screenshot(page, shots, 'live-high-contrast');
        await page.emulateMedia({ forcedColors: 'none' });
        await page.mouse.move(5, 5);
      } finally {
        await server.close();
      }
    },
  },
  {
    title: 'what was seen live no longer counts for an entry that was changed, and counts again after undo',
    skip: noCertificates,
    async run({ page, workspace, network }) {
      const server = await serveNames(network, { 'edited.example.org': 90, 'kept.example.org': 90 });
      const path = 'live/edited.json';
      const text = hostsFile({
        'edited.example.org': [somePin, otherPin],
        'kept.example.org': [server.pinOf('kept.example.org'), somePin],
      });
      write(workspace, path, text);
      try {
        await openFile(page, path);
        await standAs(page, ['Check live', 'Check live']);
        await chooseScope(page, 'This file');
        await confirmation(page);
        await page.keyboard.press('Enter');
        await standAs(page, [/^no pin matches/, /^matches leaf · backup ok/]);
        await closeNotifications(page);
        assert.equal((await rulesAt(page, 'edited.example.org')).includes('live-pin-mismatch'), true);

        const before = network.asked().length;
        await page.locator('.view-line', { hasText: otherPin }).click();
        await page.keyboard.press('Home');
        for (let times = 0; times < 10; times++) await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Delete');
        await page.keyboard.type('A');
        await standAs(page, ['Check live', /^matches leaf · backup ok/]);
        assert.deepEqual(
          (await rulesAt(page, 'edited.example.org')).filter((rule) => rule.startsWith('live-')),
          [],
        );
        await page.locator('.view-line', { hasText: 'kept.example.org' }).first().click();
        await page.keyboard.press('Control+z');
        await page.keyboard.press('Control+z');
        await standAs(page, [/^no pin matches/, /^matches leaf · backup ok/]);
        assert.equal(network.asked().length, before, 'nobody was asked again');
        await save(page);
        await fileIs(workspace, path, text);
      } finally {
        await server.close();
      }
    },
  },
  {
    title: 'the selection, one host by its lens, or the whole workspace is asked; a cancel keeps what came',
    skip: noCertificates,
    async run({ page, workspace, shots, network }) {
      const silent = await lab.serveSilence();
      const server = await serveNames(
        network,
        { 'first.example.org': 90, 'second.example.org': 90 },
        { 'silent.example.org': silent.port },
      );
      const path = 'live/scopes.json';
      write(
        workspace,
        path,
        hostsFile({
          'first.example.org': [server.pinOf('first.example.org'), somePin],
          'second.example.org': [server.pinOf('second.example.org'), somePin],
          'silent.example.org': [somePin, otherPin],
        }),
      );
      try {
        await openFile(page, path);
        await standAs(page, ['Check live', 'Check live', 'Check live']);
        await page.locator('.view-line', { hasText: 'first.example.org' }).click();
        await page.keyboard.press('Home');
        await page.keyboard.press('Shift+End');
        await chooseScope(page, 'The selection', shots);
        assert.deepEqual(await confirmation(page), ['first.example.org']);
        await page.keyboard.press('Enter');
        await standAs(page, [/^matches leaf/, 'Check live', 'Check live']);
        assert.deepEqual([...new Set(network.asked())], ['first.example.org']);
        await closeNotifications(page);

        await page.keyboard.press('Control+End');
        await chooseScope(page, 'The whole workspace');
        const all = await confirmation(page);
        assert.ok(all.includes('silent.example.org') && all.length > 3, all.join());
        await page.keyboard.press('Escape');
        await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
        assert.deepEqual([...new Set(network.asked())], ['first.example.org']);

        await chooseScope(page, 'This file');
        await confirmation(page);
        await page.keyboard.press('Enter');
        const progress = page.locator('.notification-toast', { hasText: 'Asking 3 hosts' });
        await progress
          .filter({ hasText: 'second.example.org' })
          .or(progress.filter({ hasText: 'first.example.org' }))
          .waitFor();
        await eventually('the silent host', () => assert.ok(silent.accepted() > 0));
        await page.waitForTimeout(500);
        await screenshot(page, shots, 'live-progress');
        await progress.locator('.monaco-button', { hasText: 'Cancel' }).click();
        await standAs(page, [/^matches leaf/, /^matches leaf/, 'Check live']);
        await closeNotifications(page);

        const asked = network.asked().length;
        await page.locator('.codelens-decoration a', { hasText: 'Check live' }).click();
        assert.deepEqual(await confirmation(page), ['silent.example.org']);
        assert.equal(network.asked().length, asked);
        await silent.close();
        await page.keyboard.press('Enter');
        await standAs(page, [/^matches leaf/, /^matches leaf/, /^no chain: /]);
        await closeNotifications(page);
      } finally {
        await Promise.all([server.close(), silent.close()]);
      }
    },
  },
];

/** Runs the command and chooses whose hosts to ask. */
async function chooseScope(
  /** @type {Page} */ page,
  /** @type {string} */ scope,
  /** @type {string | undefined} */ shots = undefined,
) {
  await runCommand(page, command);
  await openPicker(page, 'Check pins against live hosts');
  if (shots) await screenshot(page, shots, 'live-scopes');
  await pick(page, scope);
}

/** The hosts that would be asked, all of which are checked. */
async function confirmation(/** @type {Page} */ page) {
  await openPicker(page, 'Connect to');
  const items = await quickPickItems(page);
  const { title, placeholder } = await pickerHeading(page);
  assert.match(title, new RegExp(`Connect to ${items.length} host`));
  assert.match(placeholder, /TLS handshakes/);
  return items.map((item) => item.split(',')[0] ?? '');
}

/** Waits until the lenses of the file say this, in this order. */
async function standAs(/** @type {Page} */ page, /** @type {readonly (string | RegExp)[]} */ expected) {
  await eventually('the lenses', async () => {
    const found = await lenses(page);
    assert.equal(found.length, expected.length, found.join(' | '));
    for (const [at, wanted] of expected.entries())
      assert.match(found[at] ?? '', typeof wanted === 'string' ? new RegExp(`^${wanted}$`) : wanted);
  });
}

/** Waits until a pin's line ends with the name of its certificate. */
async function hintIs(/** @type {Page} */ page, /** @type {string} */ pin, /** @type {string} */ hint) {
  await page
    .locator('.view-line', { hasText: pin })
    .filter({ hasText: hint })
    .first()
    .waitFor({ timeout: 10_000 });
}

/** The rows of the problems view, which stays open. */
async function problemRows(/** @type {Page} */ page) {
  await page.keyboard.press('Control+Shift+M');
  const rows = page.locator('.markers-panel .monaco-list-row');
  await rows.first().waitFor();
  return rows.allInnerTexts();
}

/** The rules whose problems name a text. */
async function rulesAt(/** @type {Page} */ page, /** @type {string} */ text) {
  const rows = (await problemRows(page)).filter((row) => row.includes(text));
  await page.keyboard.press('Control+Shift+M');
  await page.locator('.markers-panel').waitFor({ state: 'hidden' });
  return rows.flatMap((row) => row.split('\n').filter((line) => /^[a-z]+(-[a-z]+)+$/.test(line)));
}

/** Lets the explanation of a pin come up, and returns its text. */
async function hoverPin(/** @type {Page} */ page, /** @type {string} */ pin) {
  return eventually('the hover', async () => {
    await page.mouse.move(5, 5);
    const text = await page.locator('.view-line', { hasText: pin }).locator('> span').boundingBox();
    assert.ok(text);
    await page.mouse.move(text.x + 160, text.y + text.height / 2);
    const box = page.locator('.monaco-hover', { hasText: 'Seen at' }).first();
    await box.waitFor({ timeout: 2500 });
    return box.innerText();
  });
}
