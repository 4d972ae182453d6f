// Add backup fingerprint…: from the quick fix to the pin in the saved file, and giving up at every step.
import assert from 'node:assert/strict';
import {
  answer,
  chooseFile,
  dialog,
  focusProblem,
  notifications,
  openFile,
  openPicker,
  pick,
  pickerHeading,
  quickFix,
  quickPickItems,
  runCommand,
  save,
  screenshot,
  waitForNoProblems,
  waitForProblems,
} from '../ui.mjs';
import { eventually, fileIs, noCertificates, pinningFile, serveChain, somePin, write } from './lab.mjs';

const nextPin = 'sha256/+kxldhqgUYLS0n44rkTYf5L2xUkxtojq329gr/SXut8=';
const authorityPin = 'sha256/IthwpazTXlcRY/HZouXHmMt/kETCqWHnnXfhgkOtA9E=';
const amazonRoots = [
  '++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=',
  'f0KW/FtqTjs108NpYj42SrGvOB2PpxIVM8nWxjPqJGE=',
  'NqvDJlas/GRcYbcWE8S/IceH9cq77kg0jVhZeAPXq8k=',
  '9+ze1cZgR9KO1kZrVDxA4HQ6voHRCSVNz4RdTCx4U8U=',
  'KwccWaCgrnaw6tsrrSO61FgLacNgG2MMLq8GE6+oP5I=',
];
const fix = 'Add backup fingerprint';
const fromFile = 'Next certificate, CSR or key';

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const backup = [
  {
    title: 'a backup pin comes from a certificate file, PEM or DER',
    async run({ page, workspace, shots }) {
      const path = 'from-file.json';
      const rows = /** @type {const} */ ([
        [
          'certificates/next.pem',
          nextPin,
          /^api\.example\.org, certificate · until 2046-01-21 · issued by itself/,
        ],
        ['certificates/authority.der', authorityPin, /^Acme Root, certificate · until 2046-01-21/],
      ]);
      write(workspace, path, pinningFile([somePin]));
      await openFile(page, path);
      for (const [file, pin, line] of rows) {
        await waitForProblems(page, 'error');
        await quickFix(page, fix);
        const sources = await quickPickItems(page);
        assert.deepEqual(
          sources.map((source) => source.slice(0, 10)),
          ['Next certi', 'A new key…', 'From the l', 'What is a '],
        );
        assert.match(sources[0] ?? '', /lives longest here, survives even a change of authority/);
        await screenshot(page, shots, 'backup-source');
        await pick(page, fromFile);
        await chooseFile(page, `${workspace}/${file}`);
        const items = await quickPickItems(page);
        assert.equal(items.length, 1);
        assert.match(items[0] ?? '', line);
        assert.match(items[0] ?? '', /survives/);
        await screenshot(page, shots, `backup-${file.slice(13)}`);
        await page.keyboard.press('Enter');
        await waitForNoProblems(page);
        await save(page);
        await fileIs(workspace, path, pinningFile([somePin, pin]));
        await page.keyboard.press('Control+z');
        await save(page);
      }
    },
  },
  {
    title: 'a backup pin comes from the live chain, by keyboard alone, after a second consent',
    skip: noCertificates,
    async run({ page, workspace, shots }) {
      const server = await serveChain();
      const path = 'from-live.json';
      write(workspace, path, pinningFile([server.leafPin]));
      try {
        await openFile(page, path);
        await waitForProblems(page, 'error');
        await chooseLive(page);
        assert.equal(await page.locator('.quick-input-widget input.input').inputValue(), 'api.example.org');
        await screenshot(page, shots, 'backup-host');
        assert.equal(server.accepted(), 0, 'nobody was asked before the host was confirmed');
        await answer(page, server.target);
        const items = await chainItems(page);
        assert.match(
          items[0] ?? '',
          /^Lab Root, root · until \d{4}-\d\d-\d\d · issued by itself, survives every/,
        );
        assert.match(
          items[1] ?? '',
          /^Lab CA, intermediate · .* issued by Lab Root, survives a new server key/,
        );
        assert.match(items[2] ?? '', /^localhost, already pinned · leaf · .* issued by Lab CA, no backup/);
        const { title, placeholder } = await pickerHeading(page);
        assert.match(placeholder, /^Careful, not trusted/);
        assert.equal(title, `Backup fingerprint for api.example.org from ${server.target} (2/2)`);
        await screenshot(page, shots, 'backup-chain');
        await page.keyboard.press('ArrowDown');
        await page.keyboard.press('Enter');
        assert.match(
          await dialog(page),
          /Insert Anyway.*This chain is not trusted.*Lab CA is in the chain that localhost:\d+ serves now/s,
        );
        await screenshot(page, shots, 'backup-consent');
        await page.keyboard.press('Enter');
        await waitForNoProblems(page);
        await screenshot(page, shots, 'backup-added');
        await save(page);
        await fileIs(workspace, path, pinningFile([server.leafPin, server.intermediatePin]));
        assert.equal(server.received(), 0, 'no application data was sent');
      } finally {
        await server.close();
      }
    },
  },
  {
    title: 'a pin is not inserted for another host when the file has changed meanwhile',
    skip: noCertificates,
    async run({ page, workspace }) {
      const server = await serveChain();
      const path = 'changed.json';
      // Far enough down that the list does not cover it.
      const text = `${'\r\n'.repeat(12)}${pinningFile([somePin])}`;
      write(workspace, path, text);
      try {
        await openFile(page, path);
        await waitForProblems(page, 'error');
        await chooseLive(page);
        await answer(page, server.target);
        await chainItems(page);
        await page.locator('.view-line', { hasText: '"host"' }).click();
        await page.keyboard.press('End');
        for (let times = 0; times < 3; times++) await page.keyboard.press('ArrowLeft');
        await page.keyboard.type('x');
        await pick(page, 'Lab Root');
        await dialog(page);
        await page.keyboard.press('Enter');
        assert.match(
          (await notifications(page, 'Not inserted')).join(' '),
          /api\.example\.org stands elsewhere now/,
        );
        await page.keyboard.press('Control+z');
        await save(page);
        await fileIs(workspace, path, text);
      } finally {
        await server.close();
      }
    },
  },
  {
    title: 'the roots of Amazon are a backup for an app of the OutSystems Developer Cloud',
    async run({ page, workspace, shots }) {
      const path = 'odc/roots.json';
      write(workspace, 'odc/.pinwarden.json', '{ "product": "odc" }');
      write(workspace, path, pinningFile([`sha256/${amazonRoots[0]}`]));
      await openFile(page, path);
      await waitForProblems(page, 'error');
      await quickFix(page, fix);
      const [first = ''] = await quickPickItems(page);
      assert.match(first, /^All 5 public roots of Amazon…, lives longest here · 1 of 5 already pinned, surv/);
      await screenshot(page, shots, 'backup-amazon');
      await page.keyboard.press('Enter');
      await openPicker(page, 'roots of Amazon');
      const roots = await quickPickItems(page);
      assert.equal(roots.length, 5);
      assert.match(roots[0] ?? '', /^Amazon Root CA 1, already pinned · RSA 2048 · until 2038-01-17/);
      await screenshot(page, shots, 'backup-roots');
      await page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
      await openPicker(page, '(1/2)');
      await page.keyboard.press('Enter');
      await openPicker(page, '(2/2)');
      await page.keyboard.press('Enter');
      await waitForNoProblems(page);
      await save(page);
      await fileIs(workspace, path, pinningFile(amazonRoots.map((key) => `sha256/${key}`)));
    },
  },
  {
    title: 'one choice is a backup for two hosts, and one undo takes it back',
    async run({ page, workspace, shots }) {
      const path = 'two-hosts.json';
      const text = (/** @type {readonly string[]} */ ...added) =>
        hostsFile(
          ['api.example.org', somePin, ...added],
          ['done.example.org', somePin, authorityPin],
          ['www.example.org', somePin, ...added],
        );
      write(workspace, path, text());
      await openFile(page, path);
      await waitForProblems(page, 'error');
      await page.keyboard.press('Control+Home');
      await runCommand(page, 'Pinwarden: Add Backup Fingerprint');
      await openPicker(page, 'for which hosts?');
      const hosts = await quickPickItems(page);
      assert.deepEqual(
        hosts.map((host) => host.split(',')[0]),
        ['api.example.org', 'www.example.org'],
      );
      await screenshot(page, shots, 'backup-hosts');
      await page.keyboard.press('Enter');
      await openPicker(page, 'Backup fingerprint for 2 hosts (2/3)');
      await screenshot(page, shots, 'backup-hosts-source');
      await page.locator('.quick-input-titlebar .codicon-quick-input-back').click();
      await openPicker(page, '(1/3)');
      await page.keyboard.press('Enter');
      await pick(page, fromFile);
      await chooseFile(page, `${workspace}/certificates/next.pem`);
      await openPicker(page, '(3/3)');
      await screenshot(page, shots, 'backup-hosts-choice');
      await page.keyboard.press('Enter');
      await waitForNoProblems(page);
      await screenshot(page, shots, 'backup-hosts-added');
      await save(page);
      await fileIs(workspace, path, text(nextPin));
      await page.keyboard.press('Control+z');
      await save(page);
      await fileIs(workspace, path, text());
    },
  },
  {
    title: 'giving up at any step of a backup changes nothing',
    skip: noCertificates,
    async run({ page, workspace }) {
      const server = await serveChain();
      const path = 'given-up.json';
      const text = pinningFile([server.leafPin]);
      write(workspace, path, text);
      /** @type {readonly (() => Promise<unknown>)[]} */
      const steps = [
        () => quickFix(page, fix).then(() => openPicker(page, 'Backup fingerprint for')),
        () => pick(page, fromFile).then(() => openPicker(page, 'Certificate file')),
        () => chooseLive(page),
        () => answer(page, server.target).then(() => chainItems(page)),
        () => page.keyboard.press('Enter').then(() => dialog(page)),
      ];
      const ways = [[0], [0, 1], [2], [2, 3], [2, 3, 4]];
      try {
        await openFile(page, path);
        await waitForProblems(page, 'error');
        for (const way of ways) {
          for (const step of way) await steps[step]?.();
          await page.keyboard.press('Escape');
          await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
          await page.locator('.monaco-dialog-box').waitFor({ state: 'detached' });
          assert.equal(await page.locator('.tab.active.dirty').count(), 0, `dirty after ${way}`);
        }
        await waitForProblems(page, 'error');
        await fileIs(workspace, path, text);
      } finally {
        await server.close();
      }
    },
  },
];

/** A pinning file of several hosts: the name of each, then its pins. */
function hostsFile(/** @type {readonly (readonly string[])[]} */ ...hosts) {
  const items = hosts.map(([host, ...hashes]) => ({ host, hashes }));
  return `${JSON.stringify({ hosts: items }, null, 2)}\n`;
}

/** From the squiggle to the question for the host, with keys. */
async function chooseLive(/** @type {import('playwright-core').Page} */ page) {
  await focusProblem(page);
  await eventually('the quick fix', async () => {
    await page.keyboard.press('Control+Period');
    await page.locator('.action-widget .monaco-list-row.action').first().waitFor({ timeout: 2000 });
  });
  await page.keyboard.press('Enter');
  await openPicker(page, 'Backup fingerprint for');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await openPicker(page, 'Host to connect to');
}

/** The three lines of the served chain. */
async function chainItems(/** @type {import('playwright-core').Page} */ page) {
  await openPicker(page, 'from localhost');
  const items = await quickPickItems(page);
  assert.equal(items.length, 3);
  return items;
}
