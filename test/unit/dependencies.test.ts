import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DIST } from '../support/cli';

/** Licences that ask for no more than a notice, by their SPDX identifiers. */
const PERMISSIVE: ReadonlySet<string> = new Set([
  '0BSD',
  'Apache-2.0',
  'Artistic-2.0',
  'BlueOak-1.0.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'CC0-1.0',
  'ISC',
  'MIT',
  'PSF-2.0',
  'Python-2.0',
  'Unlicense',
  'WTFPL',
  'Zlib',
]);

/** Licences that were read, of tools and data that help to make a package and are never in one. */
const LOOKED_AT: readonly (readonly [name: RegExp, license: string])[] = [
  // Microsoft's signing tool, which comes with vsce and is not run.
  [/^@vscode\/vsce-sign(?:-|$)/, 'SEE LICENSE IN LICENSE.txt'],
  // MIT, which its manifest says in an older form than the lock file takes over.
  [/^httpolyglot$/, 'none'],
  // A list of licence exceptions, which npm's own tools read.
  [/^spdx-exceptions$/, 'CC-BY-3.0'],
];

interface Locked {
  readonly license?: string;
  readonly version?: string;
  readonly link?: boolean;
}

describe('dependencies', () => {
  for (const folder of ['.', 'test/bench', 'test/host']) {
    it(`of ${folder} are all under permissive licences`, () => {
      const { packages } = JSON.parse(readFileSync(path.join(folder, 'package-lock.json'), 'utf8'));
      const locked = Object.entries<Locked>(packages).filter(([place, { link }]) => place !== '' && !link);
      ok(locked.length > 0);
      const refused = locked
        .map(([place, { license }]) => ({
          name: nameOf(place),
          license: license ?? licenseOf(path.join(folder, place)) ?? 'none',
        }))
        .filter(
          ({ name, license }) =>
            !isPermissive(license) &&
            !LOOKED_AT.some(([form, known]) => form.test(name) && known === license),
        );
      deepEqual(refused, []);
    });
  }

  it('say in their own manifests what the lock file says', () => {
    const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
    const installed = Object.entries<Locked>(packages).filter(([place]) => place !== '' && existsSync(place));
    ok(installed.length > 100);
    for (const [place, { license }] of installed)
      if (license !== undefined) equal(licenseOf(place) ?? license, license, place);
  });

  it('that are bundled are under permissive licences, whose texts travel along', () => {
    const notices = readFileSync(path.join(DIST, 'third-party-notices.txt'), 'utf8');
    const bundled = Array.from(notices.matchAll(/^(@?[\w./-]+) \d+\.\d+\.\d+ \((.*)\)$/gm));
    ok(bundled.length > 15);
    for (const [, name = '', license = ''] of bundled) ok(isPermissive(license), `${name}: ${license}`);
  });

  it('are all bundled: whoever installs a package of ours installs nothing else', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8'));
    for (const kind of ['dependencies', 'optionalDependencies', 'peerDependencies', 'bundleDependencies'])
      ok(!(kind in manifest), kind);
  });

  it('are all used, in exact versions', () => {
    const { devDependencies, scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
    const folders = ['server/src', 'client/src', 'scripts', 'test'];
    const texts = [Object.values(scripts).join('\n'), readFileSync('tsconfig.json', 'utf8')];
    const text = [...texts, ...folders.flatMap(sources)].join('\n');
    const unused = Object.keys(devDependencies).filter(
      (name) => !text.includes(name.replace('@types/', '')) && !text.includes(name),
    );
    deepEqual(unused, []);
    for (const [name, version] of Object.entries(devDependencies))
      ok(/^\d+\.\d+\.\d+$/.test(String(version)), name);
  });
});

/** Says whether a licence expression can be met with permissive licences alone. */
function isPermissive(expression: string): boolean {
  const choices = expression.replace(/^\((.*)\)$/, '$1').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every((id) => PERMISSIVE.has(id)));
}

function licenseOf(folder: string): string | undefined {
  const manifest = path.join(folder, 'package.json');
  if (!existsSync(manifest)) return undefined;
  const { license } = JSON.parse(readFileSync(manifest, 'utf8'));
  return typeof license === 'string' ? license : license?.type;
}

function nameOf(place: string): string {
  return place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

/** The texts of the sources and scripts below a folder. */
function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((found) => found.isFile() && /\.(?:ts|mjs)$/.test(found.name))
    .filter((found) => !found.parentPath.includes('node_modules'))
    .map((found) => readFileSync(path.join(found.parentPath, found.name), 'utf8'));
}
