// Convert Pinning Configuration…: what is offered, what opens beside the file, and why nothing does.
import assert from 'node:assert/strict';
import {
  closeNotifications,
  notifications,
  openFile,
  openPicker,
  pick,
  quickPickItems,
  runCommand,
  screenshot,
  waitForProblems,
} from '../ui.mjs';
import { otherPin, pinningFile, somePin, write } from './lab.mjs';

const command = 'Pinwarden: Convert Pinning Configuration';

/** A host that would be a link, and a picture, where a name of the document were markup. */
const hostile = '[x](command:workbench.action.closeWindow)<img src=x>';

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const convert = [
  {
    title: 'a conversion opens unsaved beside the file, and a message leads to what is different',
    async run({ page, workspace, shots }) {
      const own = pinningFile([somePin, otherPin]);
      const entry = own.slice(own.indexOf('['), own.lastIndexOf(']')).slice(1).trim();
      write(
        workspace,
        'converted.json',
        own.replace(entry, `${entry},${entry.replace('api.example.org', hostile)}`),
      );
      await openFile(page, 'converted.json');
      await waitForProblems(page, 'error');
      await runCommand(page, command);
      await openPicker(page, 'Convert converted.json to');
      assert.match((await quickPickItems(page)).join('\n'), /^Capacitor build action.*\nAndroid .*\niOS /);
      await screenshot(page, shots, 'convert');
      await pick(page, 'Android network security configuration');
      await page.locator('.tab.active.dirty').waitFor();
      assert.match(
        (await notifications(page, 'Nothing is saved yet')).join(),
        /network_security_config\.xml/,
      );
      // Not opened here: VS Code's preview asks a host for its own files that only its service worker answers for.
      await page.locator('.notification-toast .monaco-button', { hasText: 'Show Differences' }).waitFor();
      await screenshot(page, shots, 'converted');
      await closeNotifications(page);
      await runCommand(page, 'View: Revert and Close Editor');
    },
  },
  {
    title: 'where nothing can be converted a message says why, without a link',
    async run({ page, workspace }) {
      const own = pinningFile([somePin, otherPin]).replace('api.example.org', hostile);
      write(workspace, 'refused.json', own);
      await openFile(page, 'refused.json');
      await waitForProblems(page, 'error');
      await runCommand(page, command);
      assert.match((await notifications(page, 'Not converted')).join(), /command:workbench/);
      const links = page.locator('.notification-list-item-message a');
      assert.equal(await links.count(), 0, 'names are no links');
      await closeNotifications(page);
    },
  },
];
