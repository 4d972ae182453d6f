// Renders the README's picture of the command line from what it really prints; needs the editor test host.
import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
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

async function picture() {
  await ensureHost();
  const { stdout } = spawnSync(process.execPath, ['dist/cli.js', 'check', 'examples/'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, FORCE_COLOR: '1' },
  });
  const { page, close } = await openBrowser();
  const prompt = '<span style="color:#7ee787">$</span> pinwarden check examples/\n\n';
  await page.setContent(
    `<body style="margin:0;background:#0d1117"><pre style="display:inline-block;margin:0;padding:20px 24px;color:#e6edf3;font:14px/1.35 'DejaVu Sans Mono',monospace">${prompt}${toHtml(stdout.trimEnd())}</pre></body>`,
  );
  mkdirSync(join(root, 'images'), { recursive: true });
  await page.locator('pre').screenshot({ path: join(root, 'images/command-line.png') });
  await close();
}

if (isMain(import.meta.url)) {
  await picture();
  process.exit(0);
}
