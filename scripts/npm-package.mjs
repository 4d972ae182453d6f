// Packs what `npm install pinwarden` gives: pinwarden-VERSION.tgz. The manifest is written here, because that of the
// root is the extension's: another `main`, a list of commands, and vsce takes no `files`.
import {
  chmodSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { npm, root, run } from './setup.mjs';

/** What is published beside the manifest; npm itself adds the licence and the README. */
const FILES = ['dist', 'schemas', 'CHANGELOG.md'];

/**
 * Packs a build for npm; nothing in it is built or downloaded by whoever installs it.
 * @param {{ dist?: string, to?: string }} [folders] the build, and where the package goes: `dist` and the root when absent
 * @returns {Promise<string>} the path of the package
 */
export async function packageForNpm({ dist = join(root, 'dist'), to = root } = {}) {
  const stage = mkdtempSync(join(tmpdir(), 'pinwarden-npm-'));
  try {
    const manifest = npmManifest();
    writeFileSync(join(stage, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    for (const name of ['README.md', 'LICENSE', 'CHANGELOG.md']) cpSync(join(root, name), join(stage, name));
    copySchemas(join(stage, 'schemas'));
    copyBuild(dist, join(stage, 'dist'));
    await writeTypes(join(stage, 'dist/types'));
    await npm(['pack', '--silent', '--ignore-scripts', '--pack-destination', to], {
      cwd: stage,
      stdio: 'ignore',
    });
    return join(to, `${manifest.name}-${manifest.version}.tgz`);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** The manifest of the npm package: the same facts, the command line and the library instead of the extension. */
function npmManifest() {
  const whole = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const { name, version, description, keywords, license, repository, bugs, homepage, engines, bin } = whole;
  return {
    ...{ name, version, description, keywords, license, repository, bugs, homepage },
    type: 'commonjs',
    engines: { node: engines.node },
    bin,
    main: './dist/index.js',
    types: './dist/types/index.d.ts',
    exports: {
      '.': { types: './dist/types/index.d.ts', default: './dist/index.js' },
      './schemas/*': './schemas/*',
      './package.json': './package.json',
    },
    files: FILES,
    publishConfig: { access: 'public', provenance: true },
  };
}

/** Copies the schemas; those in other languages are for VS Code, which alone knows which one it wants. */
function copySchemas(to) {
  const from = join(root, 'schemas');
  const english = readdirSync(from).filter((name) => name.endsWith('.json'));
  for (const name of english) cpSync(join(from, name), join(to, name));
}

/** Copies what runs outside of VS Code: no source maps, and not the extension, which needs its host. */
function copyBuild(dist, to) {
  cpSync(dist, to, {
    recursive: true,
    filter: (file) =>
      !file.endsWith('.map') && !/[\\/](?:extension|extension\.web|server\.web)\.js$/.test(file),
  });
  chmodSync(join(to, 'cli.js'), 0o755);
}

/** Writes the declarations of the library: those of its entry, and of what they name. */
async function writeTypes(to) {
  const all = mkdtempSync(join(tmpdir(), 'pinwarden-types-'));
  try {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    await run(process.execPath, [tsc, '-p', join(root, 'server/tsconfig.types.json'), '--outDir', all]);
    for (const name of reached('index.d.ts', all)) {
      mkdirSync(dirname(join(to, name)), { recursive: true });
      cpSync(join(all, name), join(to, name));
    }
  } finally {
    rmSync(all, { recursive: true, force: true });
  }
}

/** The declarations that one of them leads to, itself included, as paths in their folder. */
function reached(entry, folder, found = new Set()) {
  if (found.has(entry)) return found;
  found.add(entry);
  const text = readFileSync(join(folder, entry), 'utf8');
  for (const [, wanted] of text.matchAll(/(?:from |import\()['"](\.[^'"]+)['"]/g)) {
    const module = join(dirname(entry), wanted);
    reached(declarations(folder, module), folder, found);
  }
  return found;
}

/** The file of declarations that a module's name without an ending means. */
function declarations(folder, module) {
  const beside = readdirSync(join(folder, dirname(module)));
  return beside.includes(`${module.split(/[\\/]/).at(-1)}.d.ts`)
    ? `${module}.d.ts`
    : join(module, 'index.d.ts');
}
