import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

interface Source {
  readonly file: string;
  readonly text: string;
}

/** What starts by itself, or tells the compiler of something. */
const ENTRIES =
  /^(?:server\/src\/(?:cli|index|main\.(?:node|web))|client\/src\/extension(?:\.web)?|.*\.d)\.ts$/;

/** Exported values; a type may be exported so that callers can name what a function takes and gives. */
const EXPORTED = /^export (?:async )?(?:function\*?|const|class) (\w+)/gm;

describe('the sources', () => {
  const own = ['server/src', 'client/src'].flatMap(read);
  const all = [...own, ...read('test'), ...read('scripts')];

  it('export only what another file imports', () => {
    const words = new Map(all.map(({ file, text }) => [file, new Set(text.match(/\w+/g))]));
    const unused = own
      .filter(({ file }) => !ENTRIES.test(file))
      .flatMap(({ file, text }) => Array.from(text.matchAll(EXPORTED), ([, name = '']) => ({ file, name })));
    ok(unused.length > 200);
    deepEqual(
      unused.filter(
        ({ file, name }) => !all.some((other) => other.file !== file && words.get(other.file)?.has(name)),
      ),
      [],
    );
  });

  it('are all reached', () => {
    const wanted = new Set(own.flatMap(importsOf));
    const lost = own.map(({ file }) => file).filter((file) => !ENTRIES.test(file) && !wanted.has(file));
    deepEqual(lost, []);
  });
});

/** The sources below a folder, by their paths with forward slashes. */
function read(folder: string): Source[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((found) => found.isFile() && /\.(?:ts|mjs)$/.test(found.name))
    .map((found) => path.join(found.parentPath, found.name).replaceAll('\\', '/'))
    .filter((file) => !file.includes('node_modules'))
    .map((file) => ({ file, text: readFileSync(file, 'utf8') }));
}

/** The files that one of them imports. */
function importsOf({ file, text }: Source): string[] {
  const found = Array.from(text.matchAll(/(?:\bfrom|\bimport\(?)\s*'(\.[^']+)'/g), ([, wanted = '']) =>
    path.posix.join(path.posix.dirname(file), wanted),
  );
  return found.flatMap((module) => [`${module}.ts`, `${module}/index.ts`]);
}
