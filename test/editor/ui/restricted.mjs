// A workspace that is not trusted: everything is checked, nobody is dialled.
import assert from 'node:assert/strict';
import {
  closeNotifications,
  notifications,
  openFile,
  pick,
  quickFixes,
  runCommand,
  screenshot,
  waitForProblems,
} from '../ui.mjs';
import { lab, pinningFile, somePin, write } from './lab.mjs';

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const restricted = [
  {
    title: 'an untrusted workspace is checked, and its commands say why they dial nobody',
    async run({ page, workspace, shots }) {
      const server = await lab.serveSilence();
      const text = pinningFile([somePin]).replace('api.example.org', `localhost:${server.port}`);
      write(workspace, 'restricted.json', text);
      try {
        await openFile(page, 'restricted.json');
        await waitForProblems(page, 'error');
        await runCommand(page, 'Pinwarden: Compute SPKI Hash of Host');
        await refused(page);
        await screenshot(page, shots, 'restricted');
        await closeNotifications(page);
        await page.locator('.view-line', { hasText: somePin }).click();
        await quickFixes(page);
        await page.locator('.action-widget .monaco-list-row.action', { hasText: 'backup' }).first().click();
        await pick(page, 'From the live chain');
        await refused(page);
        assert.equal(server.accepted(), 0);
      } finally {
        await server.close();
      }
    },
  },
];

async function refused(/** @type {import('playwright-core').Page} */ page) {
  const shown = await notifications(page);
  assert.equal(shown.length, 1);
  assert.match(shown[0] ?? '', /connects to no host in Restricted Mode/);
  await page.locator('.notification-toast .monaco-button', { hasText: 'Manage Workspace Trust' }).waitFor();
  await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
}
