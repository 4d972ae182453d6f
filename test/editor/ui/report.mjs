// Show Pin Report: what the page says first, how it can be read, what it lets nobody do, and the file behind its link.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  notifications,
  openFile,
  openPicker,
  pick,
  runCommand,
  screenshot,
  setHighContrast,
  setTheme,
} from '../ui.mjs';
import { eventually, hostsFile, lab, noCertificates, otherPin, serveNames, somePin, write } from './lab.mjs';

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Frame} Frame */

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const report = [
  {
    title:
      'the pin report tells the most urgent host first, runs nothing, and saves its days as a calendar file',
    skip: noCertificates,
    async run({ page, workspace, shots, network }) {
      const server = await serveNames(network, {
        'root.report.example': 80,
        'leaf.report.example': 20,
        'broken.report.example': 60,
        'middle.report.example': 45,
      });
      const path = 'report/pinning.json';
      write(
        workspace,
        path,
        hostsFile({
          'root.report.example': [server.rootPin, somePin],
          'middle.report.example': [server.intermediatePin, somePin],
          'leaf.report.example': [server.pinOf('leaf.report.example'), somePin],
          'broken.report.example': [somePin, otherPin],
          'silent.report.example': [somePin, otherPin],
        }),
      );
      try {
        await openFile(page, path);
        await runCommand(page, 'Pinwarden: Check Pins Against Live Hosts');
        await openPicker(page, 'Check pins against live hosts');
        await pick(page, 'This file');
        await openPicker(page, 'Connect to 5 hosts');
        await page.keyboard.press('Enter');
        await notifications(page, '5 hosts asked');
        await page.locator('.notification-toast .monaco-button', { hasText: 'Show Pin Report' }).click();
        const frame = await reportFrame(page);
        const hosts = (await frame.locator('.overview tbody a').allInnerTexts()).filter((host) =>
          host.includes('.report.'),
        );
        assert.deepEqual(hosts, [
          'broken.report.example',
          'silent.report.example',
          'leaf.report.example',
          'middle.report.example',
          'root.report.example',
        ]);
        assert.equal(
          await frame.locator('script, iframe, img, form').count(),
          0,
          'nothing that runs or loads',
        );

        for (const theme of /** @type {const} */ (['light', 'dark'])) {
          await setTheme(page, theme);
          await frame.locator(`body.vscode-${theme}`).waitFor();
          assert.deepEqual(await pale(frame), []);
          await screenshot(page, shots, `report-${theme}`);
        }
        await setHighContrast(page);
        await frame.locator('body.vscode-high-contrast').waitFor();
        await screenshot(page, shots, 'report-high-contrast');
        await page.emulateMedia({ forcedColors: 'none' });

        await keyboardReaches(page, frame, '.ics');
        await page.keyboard.press('Enter');
        await saveCalendar(page, join(workspace, 'report', 'days.ics'));

        await page.setViewportSize({ width: 400, height: 800 });
        await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
        await eventually('the page in a narrow window', async () => {
          assert.ok(await fits(frame));
        });
        await screenshot(page, shots, 'report-400');
      } finally {
        await page.setViewportSize({ width: 1280, height: 800 });
        await runCommand(page, 'View: Toggle Primary Side Bar Visibility');
        await server.close();
      }
    },
  },
  {
    title:
      'the report as a file can be read in a browser: light, dark, on paper, with forced colours, at 400 pixels',
    skip: noCertificates,
    async run({ page: workbench, shots }) {
      const html = await lab.labReport(['gone.acme.example'], ['next.acme.example']);
      const page = await workbench.context().newPage();
      try {
        await page.setContent(html);
        for (const [name, media, width] of looks) {
          await page.setViewportSize({ width, height: 800 });
          await page.emulateMedia({ media: 'screen', colorScheme: 'light', forcedColors: 'none', ...media });
          assert.deepEqual(await pale(page.mainFrame()), [], name);
          assert.ok(await fits(page.mainFrame()), name);
          if (shots) await page.screenshot({ path: join(shots, `report-file-${name}.png`), fullPage: true });
        }
        await page.emulateMedia({ media: 'print', forcedColors: 'none' });
        const certificates = page.locator('details table').first();
        assert.ok(await certificates.isVisible(), 'paper shows the certificates');
        await keyboardReaches(page, page.mainFrame(), 'shop.acme.example');
      } finally {
        await page.close();
      }
    },
  },
];

/** Name of the picture, what the reader has, and how wide it is. */
const looks = /** @type {const} */ ([
  ['light', {}, 1040],
  ['dark', { colorScheme: 'dark' }, 1040],
  ['paper', { media: 'print', colorScheme: 'dark' }, 760],
  ['forced', { forcedColors: 'active', colorScheme: 'dark' }, 1040],
  ['400', {}, 400],
]);

/** Whether nothing needs more width than there is, the sections included that are not laid out until one scrolls there. */
function fits(/** @type {Frame} */ frame) {
  return frame.evaluate(() => {
    const sections = [...document.querySelectorAll('section')];
    for (const { style } of sections) style.contentVisibility = 'visible';
    const all = [document.documentElement, ...sections];
    const fit = all.every(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth);
    for (const { style } of sections) style.contentVisibility = '';
    return fit;
  });
}

/** The frame in a frame that VS Code shows the report in. */
async function reportFrame(/** @type {Page} */ page) {
  return eventually('the report', async () => {
    for (const frame of page.frames()) {
      const title = await frame.title().catch(() => '');
      if (title.startsWith('Pin report of') && (await frame.locator('h1').isVisible())) return frame;
    }
    throw new Error('no frame shows it');
  });
}

/** Goes from link to link with Tab until the one with a text has the focus. */
async function keyboardReaches(
  /** @type {Page} */ page,
  /** @type {Frame} */ frame,
  /** @type {string} */ text,
) {
  await frame.locator('h1').click();
  for (let presses = 0; presses < 30; presses++) {
    await page.keyboard.press('Tab');
    const focused = await frame.evaluate(() => document.activeElement?.textContent ?? '');
    if (focused.includes(text)) return;
  }
  throw new Error(`Tab does not reach ${text}`);
}

/** Gives VS Code's dialog a path and waits for the file. */
async function saveCalendar(/** @type {Page} */ page, /** @type {string} */ file) {
  await openPicker(page, 'Save the days of the report');
  const input = page.locator('.quick-input-widget input.input').first();
  await eventually('the calendar file', async () => {
    if (!existsSync(file)) {
      await input.fill(file, { timeout: 1000 });
      await page.waitForTimeout(300);
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
    }
    const text = readFileSync(file, 'utf8');
    assert.ok(text.startsWith('BEGIN:VCALENDAR\r\n') && text.endsWith('END:VCALENDAR\r\n'));
    assert.match(text, /SUMMARY:Ship the pins of leaf\.report\.example/);
    assert.match(text, /SUMMARY:The certificate of broken\.report\.example ends/);
  });
}

/** Texts whose contrast with their ground is below 4.5 : 1 (WCAG 2.2, 1.4.3). */
function pale(/** @type {Frame} */ frame) {
  return frame.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    /** Any CSS colour as the light that it gives off, 0 to 1. */
    const luminance = (/** @type {string} */ colour) => {
      if (!canvas) return 0;
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((byte) => {
        const part = byte / 255;
        return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const ground = luminance(getComputedStyle(document.body).backgroundColor);
    const faults = [];
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
      if (!own || !element.checkVisibility()) continue;
      const { color, fill } = getComputedStyle(element);
      const text = luminance(element instanceof SVGElement ? fill : color);
      const ratio = (Math.max(text, ground) + 0.05) / (Math.min(text, ground) + 0.05);
      if (ratio < 4.5) faults.push(`${ratio.toFixed(1)} : 1 ${element.textContent}`);
    }
    return faults;
  });
}
