// The walkthrough, and the way from it to a first pinning file.
import assert from 'node:assert/strict';
import { languageStatus, openFile, pick, runCommand, screenshot } from '../ui.mjs';
import { eventually } from './lab.mjs';

/** @type {readonly import('../ui-scenarios.mjs').Scenario[]} */
export const walkthrough = [
  {
    title: 'the walkthrough shows its pictures in the colours of the theme and leads to a first pinning file',
    async run({ page, shots }) {
      await openFile(page, 'examples/pinning.json');
      // Pictures stand beside the steps, where there is room for both.
      await page.setViewportSize({ width: 1600, height: 800 });
      await runCommand(page, 'Welcome: Open Walkthrough');
      await pick(page, 'Get Started with Pinwarden');
      const steps = page.locator('.getting-started-step');
      await steps.first().waitFor();
      assert.equal(await steps.count(), 4);
      const media = page.frameLocator('iframe.webview').frameLocator('#active-frame').locator('svg');
      await media.waitFor();
      await screenshot(page, shots, 'walkthrough');
      const fill = await media
        .locator('rect')
        .first()
        .evaluate((rect) => getComputedStyle(rect).fill);
      assert.notEqual(fill, 'rgb(255, 255, 255)', 'a dark theme, not the colours for none');
      await page.getByRole('button', { name: 'New Pinning File' }).click();
      await page.locator('.view-line', { hasText: 'sha256/AAAA' }).first().waitFor();
      await eventually('the status', async () =>
        assert.match(await languageStatus(page), /SSL pinning file.*1 pinned host/),
      );
      await screenshot(page, shots, 'new-pinning-file');
      await page.setViewportSize({ width: 1280, height: 800 });
      await runCommand(page, 'View: Revert and Close Editor');
    },
  },
];
