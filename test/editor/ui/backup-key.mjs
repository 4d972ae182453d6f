// A new key: from the quick fix to key and request on the disk and the pin in the file, past a folder that is shared.
import assert from 'node:assert/strict';
import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  answer,
  chooseFolder,
  dialog,
  notifications,
  openFile,
  openPicker,
  pick,
  quickFix,
  quickPickItems,
  runCommand,
  save,
  screenshot,
  waitForNoProblems,
  waitForProblems,
} from '../ui.mjs';
import { eventually, fileIs, pinningFile, somePin, write } from './lab.mjs';

const folderTitle = 'Folder for the backup key';

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const backupKey = [
  {
    title: 'a backup pin comes from a new key, which is saved encrypted and outside of the workspace',
    async run({ page, workspace, shots }) {
      const path = 'new-key.json';
      const folder = mkdtempSync(join(tmpdir(), 'pinwarden-keys-'));
      mkdirSync(join(workspace, 'keys'));
      write(workspace, path, pinningFile([somePin]));
      try {
        await openFile(page, path);
        await waitForProblems(page, 'error');
        await quickFix(page, 'Add backup fingerprint');
        await pick(page, 'A new key');
        await openPicker(page, 'Host names for the certificate request');
        assert.equal(await page.locator('.quick-input-widget input.input').inputValue(), 'api.example.org');
        await answer(page, 'api.example.org, www.example.org');
        await openPicker(page, 'Kind of key');
        const kinds = await quickPickItems(page);
        assert.deepEqual(
          kinds.map((kind) => kind.split(',')[0]),
          ['EC P-256', 'RSA 2048', 'RSA 3072', 'RSA 4096'],
        );
        await screenshot(page, shots, 'new-key-kind');
        await page.keyboard.press('Enter');
        await openPicker(page, 'Password for the key file');
        await answer(page, 'secret');
        await openPicker(page, 'The password again');
        await answer(page, 'another');
        await page.locator('.quick-input-message', { hasText: 'Not the same password' }).waitFor();
        await answer(page, 'secret');
        await chooseFolder(page, folderTitle, join(workspace, 'keys'));
        assert.match(await dialog(page), /repository is a leaked key/);
        await screenshot(page, shots, 'new-key-shared');
        await page.locator('.monaco-dialog-box .monaco-button', { hasText: 'Choose Another' }).click();
        await chooseFolder(page, folderTitle, folder);
        await waitForNoProblems(page);
        assert.deepEqual(readdirSync(join(workspace, 'keys')), []);
        const pin = pinIn(folder, 'secret');
        const [shown] = await notifications(page, 'Backup key made');
        assert.ok(shown?.includes(pin) && shown.includes(folder), shown);
        await screenshot(page, shots, 'new-key');
        await page.locator('.notification-toast .monaco-button', { hasText: 'Copy Pin' }).click();
        await eventually('the clipboard', async () => {
          assert.equal(await page.evaluate(() => navigator.clipboard.readText()), pin);
        });
        await save(page);
        await fileIs(workspace, path, pinningFile([somePin, pin]));
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
  {
    title: 'the command makes a key without password and request, and giving up makes none',
    async run({ page, workspace }) {
      const folder = mkdtempSync(join(tmpdir(), 'pinwarden-keys-'));
      write(workspace, 'none.txt', '');
      const steps = [
        () => openPicker(page, 'Host names for the certificate request'),
        () => answer(page, '').then(() => openPicker(page, 'Kind of key')),
        () => page.keyboard.press('Enter').then(() => openPicker(page, 'Password for the key file')),
        () => answer(page, '').then(() => openPicker(page, folderTitle)),
      ];
      try {
        await openFile(page, 'none.txt');
        for (let last = 1; last <= steps.length; last++) {
          await runCommand(page, 'Pinwarden: Generate Backup Key and CSR');
          for (const step of steps.slice(0, last)) await step();
          if (last < steps.length) await page.keyboard.press('Escape');
          if (last < steps.length) await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
        }
        assert.deepEqual(readdirSync(folder), []);
        await chooseFolder(page, folderTitle, folder);
        await notifications(page, 'Backup key made');
        assert.match(pinIn(folder), /^sha256\//);
        assert.equal(readdirSync(folder).length, 1);
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  },
];

/**
 * The pin of the one key in a folder, which its owner alone may read.
 * @param {string} folder
 * @param {string} [passphrase]
 */
function pinIn(folder, passphrase) {
  const names = readdirSync(folder).filter((name) => name.endsWith('.key'));
  assert.equal(names.length, 1);
  const file = join(folder, names[0] ?? '');
  assert.equal(statSync(file).mode & 0o077, 0);
  const key = createPrivateKey({ key: readFileSync(file), ...(passphrase ? { passphrase } : {}) });
  const spki = createPublicKey(key).export({ type: 'spki', format: 'der' });
  return `sha256/${createHash('sha256').update(spki).digest('base64')}`;
}
