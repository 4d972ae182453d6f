// A workspace that is not trusted: everything is checked, nobody is dialled.
import assert from 'node:assert/strict';
import {
  closeNotifications,
  lenses,
  notifications,
  openFile,
  pick,
  quickFixes,
  runCommand,
  screenshot,
  waitForProblems,
} from '../ui.mjs';
import { eventually, hostsFile, lab, pinningFile, somePin, write } from './lab.mjs';

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
  {
    title: 'an untrusted workspace asks no live host, neither by the command nor by the lens above a host',
    async run({ page, workspace, network }) {
      network.lead({});
      write(workspace, 'restricted-live.json', hostsFile({ 'api.example.org': [somePin] }));
      await openFile(page, 'restricted-live.json');
      await eventually('the lens', async () => assert.deepEqual(await lenses(page), ['Check live']));
      await runCommand(page, 'Pinwarden: Check Pins Against Live Hosts');
      await refused(page);
      await closeNotifications(page);
      await page.locator('.codelens-decoration a').click();
      await refused(page);
      assert.deepEqual(network.asked(), []);
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
