// Compute SPKI Hash of Host… and of File…: lists, copies, inserts; and hosts that give no chain.
import assert from 'node:assert/strict';
import {
  answer,
  chooseFile,
  closeNotifications,
  dialog,
  notifications,
  openFile,
  openPicker,
  pick,
  quickPickItems,
  runCommand,
  save,
  screenshot,
  waitForProblems,
} from '../ui.mjs';
import { eventually, fileIs, lab, noCertificates, pinningFile, serveChain, somePin, write } from './lab.mjs';

const nextPin = 'sha256/+kxldhqgUYLS0n44rkTYf5L2xUkxtojq329gr/SXut8=';
const ofHost = 'Pinwarden: Compute SPKI Hash of Host';
const ofFile = 'Pinwarden: Compute SPKI Hash of File';

/** @typedef {import('playwright-core').Page} Page */

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const hashes = [
  {
    title: "a host's pins are listed, copied and inserted",
    skip: noCertificates,
    async run({ page, workspace, shots }) {
      const server = await serveChain();
      const path = 'of-host.json';
      write(workspace, path, pinningFile([somePin]));
      try {
        await openFile(page, path);
        await waitForProblems(page);
        await page.locator('.view-line', { hasText: 'api.example.org' }).click();
        const items = await listHost(page, server.target);
        assert.match(items[0] ?? '', /^localhost, leaf ·/);
        assert.match(items[1] ?? '', /^Lab CA, intermediate ·/);
        assert.match(items[2] ?? '', /^Lab Root, root ·/);
        assert.ok(items[2]?.includes(server.rootPin ?? '?'));
        await screenshot(page, shots, 'host-chain');
        await pick(page, 'Lab Root');
        await openPicker(page, 'Pin of Lab Root');
        await screenshot(page, shots, 'host-use');
        await pick(page, 'Copy');
        assert.match(await dialog(page), /Copy Anyway.*This chain is not trusted/s);
        await page.keyboard.press('Enter');
        await eventually('the clipboard', async () => assert.equal(await clipboard(page), server.rootPin));
        await page.locator('.statusbar-item', { hasText: `Pin copied: ${server.rootPin}` }).waitFor();

        await listHost(page, server.target);
        await pick(page, 'Lab Root');
        await pick(page, 'Insert as a pin of api.example.org');
        await dialog(page);
        await page.keyboard.press('Enter');
        await page
          .locator('.statusbar-item', { hasText: 'Pin of Lab Root added to api.example.org' })
          .waitFor();
        await save(page);
        await fileIs(workspace, path, pinningFile([somePin, server.rootPin]));
      } finally {
        await server.close();
      }
    },
  },
  {
    title: "a file's pin comes from the palette and from the explorer",
    async run({ page, workspace, shots }) {
      await openFile(page, 'examples/extensibility.json');
      await runCommand(page, ofFile);
      await chooseFile(page, `${workspace}/certificates/next.pem`);
      await copyFirst(page);
      await page.locator('.explorer-folders-view .monaco-list-row', { hasText: 'certificates' }).click();
      await fromExplorer(page, 'next.pem', shots);
      await openPicker(page, 'Keys in certificates/next.pem');
      await screenshot(page, shots, 'file-list');
      await copyFirst(page);
      await fromExplorer(page, 'broken.pem');
      assert.deepEqual(await notifications(page), [
        'No pin in certificates/broken.pem: no certificate and no key in any known form',
      ]);
    },
  },
  {
    title: 'a host without a chain gives one sentence, a silent one can be cancelled and ends by itself',
    async run({ page, shots }) {
      const silent = await lab.serveSilence();
      const ssh = await lab.serveText('SSH-2.0-OpenSSH_9.2\r\n', 'accept');
      const port = await lab.closedPort();
      try {
        await openFile(page, 'examples/extensibility.json');
        await ask(page, `localhost:${silent.port}`);
        const started = Date.now();
        await notifications(page, `Asking localhost:${silent.port}`);
        await screenshot(page, shots, 'host-progress');
        await ask(page, `localhost:${port}`);
        await sentence(page, `No pin: localhost:${port} refused the connection`);
        await sentence(page, `No pin: localhost:${silent.port} gave no TLS answer within 10 s`);
        const took = Date.now() - started;
        assert.ok(took > 8000 && took < 15_000, `it took ${took} ms`);
        await screenshot(page, shots, 'host-refusals');

        const asked = silent.accepted();
        const toasts = page.locator('.notification-toast');
        await toasts
          .filter({ hasText: 'within 10 s' })
          .locator('.monaco-button', { hasText: 'Try Again' })
          .click();
        const cancel = toasts
          .filter({ hasText: `Asking localhost:${silent.port}` })
          .locator('.monaco-button');
        await cancel.click();
        await cancel.waitFor({ state: 'detached' });
        assert.ok(silent.accepted() > asked, 'it was asked again');
        await page.waitForTimeout(500);
        assert.equal(await toasts.filter({ hasText: `${silent.port}` }).count(), 0, 'no word after a cancel');

        // Three notifications are shown at most, so this one has its turn last.
        await closeNotifications(page);
        await ask(page, `localhost:${ssh.port}`);
        await sentence(page, `No pin: localhost:${ssh.port} does not speak TLS`);
      } finally {
        await Promise.all([silent.close(), ssh.close()]);
      }
    },
  },
];

async function ask(/** @type {Page} */ page, /** @type {string} */ target) {
  await runCommand(page, ofHost);
  await openPicker(page, 'Host to connect to');
  await answer(page, target);
}

async function listHost(/** @type {Page} */ page, /** @type {string} */ target) {
  await runCommand(page, ofHost);
  await openPicker(page, 'Host to connect to');
  assert.equal(await page.locator('.quick-input-widget input.input').inputValue(), 'api.example.org');
  await answer(page, target);
  await openPicker(page, `Certificates of ${target}`);
  return quickPickItems(page);
}

/** Waits for the one notification that begins so. */
async function sentence(/** @type {Page} */ page, /** @type {string} */ start) {
  const found = (await notifications(page, start)).filter((text) => text.startsWith(start));
  assert.equal(found.length, 1);
  assert.doesNotMatch(found[0] ?? '', /\n|Error:|undefined/);
}

async function copyFirst(/** @type {Page} */ page) {
  assert.match((await quickPickItems(page))[0] ?? '', /^api\.example\.org, certificate ·/);
  await page.evaluate(() => navigator.clipboard.writeText(''));
  await page.keyboard.press('Enter');
  await openPicker(page, 'Pin of api.example.org');
  await page.keyboard.press('Enter');
  await eventually('the clipboard', async () => assert.equal(await clipboard(page), nextPin));
}

async function fromExplorer(
  /** @type {Page} */ page,
  /** @type {string} */ name,
  /** @type {string | undefined} */ shots = undefined,
) {
  const row = page.locator('.explorer-folders-view .monaco-list-row', { hasText: name });
  await row.click({ button: 'right' });
  const item = page.locator('.monaco-menu .action-label', { hasText: 'Compute SPKI Hash of File' });
  await item.waitFor();
  if (shots) await screenshot(page, shots, 'explorer-menu');
  // A menu that has just come up takes no click.
  await eventually('the choice', async () => {
    await item.click({ timeout: 1000 });
    await item.waitFor({ state: 'detached', timeout: 500 });
  });
}

function clipboard(/** @type {Page} */ page) {
  return page.evaluate(() => navigator.clipboard.readText());
}
