// Renders the README's pictures of the command line, from what it really prints, and of the pin report, about hosts that
// are really asked; needs the editor test host, openssl and built tests.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ensureHost, openBrowser } from './editor-host.mjs';
import { isMain, root } from './setup.mjs';

const STYLES = {
  1: 'font-weight:bold',
  2: 'color:#8b949e',
  31: 'color:#ff7b72',
  32: 'color:#7ee787',
  33: 'color:#e3b341',
  36: 'color:#79c0ff',
};

/** A colour sequence of a terminal: escape, bracket, number, m. */
const COLOUR = new RegExp(`${String.fromCharCode(27)}\\[(\\d+)m`, 'g');

/** Turns the few colours that the report uses into HTML. */
function toHtml(text) {
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  let open = 0;
  const html = escaped.replace(COLOUR, (_, code) => {
    if (STYLES[code]) {
      open++;
      return `<span style="${STYLES[code]}">`;
    }
    if (open === 0) return '';
    open--;
    return '</span>';
  });
  return html + '</span>'.repeat(open);
}

async function commandLine(page) {
  const { stdout } = spawnSync(process.execPath, ['dist/cli.js', 'check', 'examples/'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1' },
  });
  const prompt = '<span style="color:#7ee787">$</span> pinwarden check examples/\n\n';
  await page.setContent(
    `<body style="margin:0;background:#0d1117"><pre style="display:inline-block;margin:0;padding:20px 24px;color:#e6edf3;font:14px/1.35 'DejaVu Sans Mono',monospace">${prompt}${toHtml(stdout.trimEnd())}</pre></body>`,
  );
  await page.locator('pre').screenshot({ path: join(root, 'images/command-line.png') });
}

/** The report down to the end of what it says of its second host. */
async function pinReport(page) {
  const { labReport } = createRequire(import.meta.url)(join(root, 'out/editor/lab.js'));
  await page.setViewportSize({ width: 1040, height: 800 });
  await page.setContent(await labReport());
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    const { y, height } = await page.locator('section').nth(1).boundingBox();
    const clip = { x: 0, y: 0, width: 1040, height: y + height + 20 };
    await page.screenshot({ path: join(root, `images/pin-report-${colorScheme}.png`), fullPage: true, clip });
  }
}

async function pictures() {
  await ensureHost();
  const { page, close } = await openBrowser();
  mkdirSync(join(root, 'images'), { recursive: true });
  await commandLine(page);
  await pinReport(page);
  await close();
}

if (isMain(import.meta.url)) {
  await pictures();
  process.exit(0);
}
