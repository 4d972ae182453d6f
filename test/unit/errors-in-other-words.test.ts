import { deepEqual } from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { reason } from '../../server/src/cli/reason';
import { loadConfig } from '../../server/src/disk/find-config';
import { MAX_NAMES, readNames } from '../../server/src/keys/names';
import { englishIn, inOtherWords } from './in-other-words';

describe('what errors say in another language has no English left', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pinwarden-errors-'));
    mkdirSync(path.join(folder, 'folder'));
    writeFileSync(path.join(folder, 'binary'), Buffer.of(0xff));
    writeFileSync(path.join(folder, 'large'), Buffer.alloc(2_000_000));
  });
  after(() => rmSync(folder, { recursive: true }));

  const names = (texts: readonly string[]) => {
    const reading = readNames(texts);
    return reading.ok ? '' : reading.message;
  };
  const config = async (name: string) => {
    const found = await loadConfig(path.join(folder, name));
    return 'error' in found ? found.error : '';
  };
  const many = Array.from({ length: MAX_NAMES + 1 }, (_, at) => `h${at}.example.org`);
  const cases: readonly (readonly [name: string, said: () => string | Promise<string>])[] = [
    ['no host name', () => names(['https://'])],
    ['too many names', () => names(many)],
    ['no configuration', () => config('none')],
    ['a folder as configuration', () => config('folder')],
    ['a large configuration', () => config('large')],
    ['a configuration that is no text', () => config('binary')],
    ['no error of a file system', () => reason(undefined)],
    ...[
      'EEXIST',
      'ENOENT',
      'EACCES',
      'EPERM',
      'ENAMETOOLONG',
      'ELOOP',
      'EISDIR',
      'ENOTDIR',
      'EROFS',
      'ENOSPC',
    ].map(
      (code) =>
        [code, () => reason(Object.assign(new Error(`${code}: as the system says`), { code }))] as const,
    ),
  ];
  for (const [name, say] of cases) {
    it(name, async () => {
      const said = await inOtherWords(say);
      deepEqual([englishIn(said, 'https'), said.includes('⟦')], [[], true], said);
    });
  }
});
