import { deepEqual, ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { DIST } from '../support/cli';

/** What runs in web workers, and which modules each may ask for. */
const bundles = [
  ['extension.web.js', ['vscode']],
  ['server.web.js', []],
  ['suffixes.js', []],
  ['xml.js', []],
  ['yaml.js', []],
] as const;

describe('what runs in web workers', () => {
  for (const [name, modules] of bundles) {
    const code = () => readFileSync(path.join(DIST, name), 'utf8');

    it(`${name} asks for ${modules.length === 0 ? 'no module' : `${modules} alone`}`, () => {
      const asked = Array.from(code().matchAll(/\b(?:require|import)\(([^)]*)\)/g), ([, what]) => what);
      deepEqual(
        [...new Set(asked)],
        modules.map((module) => `"${module}"`),
      );
      ok(!/["']node:/.test(code()));
    });

    it(`${name} makes no code from text, which the page's policy forbids`, () => {
      ok(!/\beval\s*\(|\bFunction\s*\(\s*["'`]|new Function\b/.test(code()));
    });
  }
});
