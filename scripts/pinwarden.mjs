#!/usr/bin/env node
// `pinwarden` from a clone, for build servers and pre-commit: installs and builds on first use, then runs the command
// line. Standard output belongs to the report, so that npm and the build speak on standard error.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isInstalled, npm, root, run } from './setup.mjs';

const cli = join(root, 'dist/cli.js');

/** Builds the command line unless it is there; the rules' pages are what a build writes last. */
async function ensureBuilt() {
  if (existsSync(cli) && existsSync(join(root, 'dist/rules'))) return;
  const stdio = ['ignore', 2, 2];
  if (!isInstalled(root)) await npm(['ci', '--include=dev'], { cwd: root, stdio });
  await run(process.execPath, [join(root, 'scripts/build.mjs')], { stdio });
}

try {
  await ensureBuilt();
  await import(pathToFileURL(cli).href);
} catch (error) {
  console.error(`pinwarden: cannot be built: ${error.message}`);
  process.exitCode = 2;
}
