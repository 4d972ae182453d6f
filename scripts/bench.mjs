import { existsSync, readdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { ensureDependencies, isInstalled, isMain, npm, root, run } from './setup.mjs';

/** What the server reads when VS Code starts it, and what people download; in bytes. */
const AIMS = { 'dist/server.js': 350_000, vsix: 900_000 };

/** Builds everything as it ships, prints sizes, then runs every benchmark; asserts nothing. */
async function bench() {
  await ensureDependencies();
  await ensurePeers();
  const { buildProduct, buildTests } = await import('./build.mjs');
  await buildProduct({ production: true });
  await buildTests();
  for (const name of readdirSync(path.join(root, 'dist')).filter((file) => file.endsWith('.js')))
    size(`dist/${name}`);
  const vsix = readdirSync(root).find((name) => name.endsWith('.vsix'));
  if (vsix) size(vsix, AIMS.vsix);
  const folder = path.join(root, 'out/bench');
  const benches = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.bench.js')) : [];
  for (const name of benches) await run(process.execPath, [path.join(folder, name)]);
  await inBrowser();
}

/** How long the extension takes to start in a browser. */
async function inBrowser() {
  const { whyNoHost } = await import('./editor-host.mjs');
  const reason = whyNoHost();
  if (reason) return console.log(`\nskipped: the times in a browser: ${reason}`);
  await (await import('../test/web/run.mjs')).printWebTimes();
}

/** Installs what only the benchmark compares with, on its first run. */
async function ensurePeers() {
  const folder = path.join(root, 'test/bench');
  if (isInstalled(folder)) return;
  console.log('Installing the peers of the benchmark (npm ci in test/bench) …');
  await npm(['ci', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder });
}

function size(file, aim = AIMS[file]) {
  const kilobytes = (bytes) => `${(bytes / 1000).toFixed(0)} kB`;
  console.log(
    `${file}: ${kilobytes(statSync(path.join(root, file)).size)}${aim ? ` (aim: at most ${kilobytes(aim)})` : ''}`,
  );
}

if (isMain(import.meta.url)) await bench();
