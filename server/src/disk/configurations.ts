import type { Dirent } from 'node:fs';
import { lstat, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { CONFIG_NAME } from '../config/config-file';

/** A configuration that may name resources, as it lies on the disk. */
export interface ConfigurationText {
  readonly file: string;
  readonly text: string;
}

/** More entries than the folders of any app; what lies behind them is not looked at. */
const MAX_ENTRIES = 20_000;
const MAX_DEPTH = 20;
const MAX_FILES = 200;
/** Bytes, of one configuration and of all of them. */
const MAX_SIZE = 1_000_000;
const MAX_TOTAL = 8_000_000;

const NAME = /extensibility[^/]*\.jsonc?$/i;
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/**
 * The extensibility configurations below the folder of a `.pinwarden.json`, the nearest first. They are found by
 * listing that folder, so that no document decides what is opened; links are not followed, and folders with a
 * `.pinwarden.json` of their own are left to that. Bounded in names, files and bytes.
 */
export async function readConfigurations(root: string): Promise<readonly ConfigurationText[]> {
  const found: ConfigurationText[] = [];
  let total = 0;
  for (const file of await listConfigurations(root)) {
    const text = await readText(file);
    if (text === undefined) continue;
    total += text.length;
    if (total > MAX_TOTAL) break;
    found.push({ file, text });
  }
  return found;
}

async function listConfigurations(root: string): Promise<readonly string[]> {
  const files: string[] = [];
  let left = MAX_ENTRIES;
  let level = [root];
  for (let depth = 0; depth <= MAX_DEPTH && level.length > 0; depth++) {
    const below: string[] = [];
    for (const folder of level) {
      const entries = await readdir(folder, { withFileTypes: true }).catch((): Dirent[] => []);
      left -= entries.length;
      if (left < 0) return files;
      if (folder !== root && entries.some(({ name }) => name === CONFIG_NAME)) continue;
      for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
        const inside = path.join(folder, entry.name);
        if (entry.isDirectory() && !SKIPPED.has(entry.name)) below.push(inside);
        if (entry.isFile() && NAME.test(entry.name) && files.push(inside) >= MAX_FILES) return files;
      }
    }
    level = below;
  }
  return files;
}

async function readText(file: string): Promise<string | undefined> {
  try {
    const found = await lstat(file);
    if (!found.isFile() || found.size > MAX_SIZE) return undefined;
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(file));
  } catch {
    return undefined;
  }
}
