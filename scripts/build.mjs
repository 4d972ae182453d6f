import { copyFileSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, context } from 'esbuild';
import { thirdPartyNotices } from './third-party.mjs';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/**
 * Modules that a host loads on first use become files of their own beside the bundle that wants them,
 * so that nothing reads or parses them at start-up.
 */
const onFirstUse = {
  suffixes: 'server/src/model/suffixes.ts',
  xml: 'server/src/core/xml.ts',
  yaml: 'server/src/core/yaml.ts',
  certificates: 'server/src/pins/certificates.ts',
  unseal: 'server/src/pins/unseal.ts',
  'backup-keys': 'server/src/keys/backup-keys.ts',
  'is-affected': 'server/src/is-affected.ts',
  'pin-report': 'server/src/report/pins/index.ts',
  inspect: 'server/src/inspect/inspect.ts',
  server: 'server/src/main.node.ts',
  net: 'server/src/net/index.ts',
  'package-crypto': 'server/src/package-crypto.ts',
  commands: 'server/src/cli/commands.ts',
  pin: 'server/src/cli/pin.ts',
  'backup-key': 'server/src/cli/backup-key.ts',
};

/** Those that a web worker loads as well: nothing of Node is in them, and their top level must not become its globals. */
const inWorkersToo = ['suffixes', 'xml', 'yaml'];

/** Turns `import('…/suffixes')` into a require of the file built for it. */
const firstUsePlugin = {
  name: 'first-use',
  setup(builder) {
    builder.onResolve({ filter: /^\./ }, ({ kind, path: wanted, resolveDir }) => {
      if (kind !== 'dynamic-import') return undefined;
      const module = path.relative(root, path.resolve(resolveDir, wanted)).replaceAll('\\', '/');
      const files = [`${module}.ts`, `${module}/index.ts`];
      const chunk = Object.entries(onFirstUse).find(([, source]) => files.includes(source))?.[0];
      return chunk ? { path: `./${chunk}.js`, external: true } : undefined;
    });
  },
};

/** What all bundles share. CommonJS, because VS Code loads extensions with `require`. */
function options({ production }) {
  return {
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    mainFields: ['module', 'main'],
    external: ['vscode'],
    supported: { 'dynamic-import': false },
    plugins: [firstUsePlugin],
    minify: production,
    sourcemap: production ? false : 'linked',
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  };
}

/** The product: what the extension, the command line and the library ship. */
function product({ production = false, dist = path.join(root, 'dist') } = {}) {
  const isShared = (/** @type {string} */ name) => inWorkersToo.includes(name);
  const pick = (/** @type {(name: string) => boolean} */ wanted) =>
    Object.fromEntries(Object.entries(onFirstUse).filter(([name]) => wanted(name)));
  const shared = { ...options({ production }), outdir: dist };
  return [
    {
      ...shared,
      entryPoints: {
        ...pick((name) => !isShared(name)),
        extension: 'client/src/extension.ts',
        cli: 'server/src/cli.ts',
        index: 'server/src/index.ts',
      },
    },
    {
      ...shared,
      platform: 'browser',
      entryPoints: pick(isShared),
      banner: { js: '(() => {' },
      footer: { js: '})();' },
    },
    ...web(shared),
  ];
}

/**
 * What runs in web workers alone: the extension as one file, for it can load no other, and the server, which can. A
 * built-in of Node in it fails the build.
 */
function web(shared) {
  const both = {
    ...shared,
    platform: 'browser',
    target: 'es2022',
    mainFields: ['browser', 'module', 'main'],
    plugins: [],
  };
  return [
    { ...both, entryPoints: { 'extension.web': 'client/src/extension.web.ts' } },
    // VS Code loads the script of a worker with `importScripts`.
    { ...both, format: 'iife', external: [], entryPoints: { 'server.web': 'server/src/main.web.ts' } },
  ];
}

/** Every test file, with the product's sources inside and packages outside. */
function tests() {
  const folders = ['unit', 'net', 'cli', 'protocol', 'editors', 'bench'];
  const files = folders.flatMap((folder) => listTests(path.join(root, 'test', folder)));
  const suite = path.join(root, 'test/editor/suite/index.ts');
  return {
    ...options({ production: false }),
    plugins: [],
    supported: {},
    packages: 'external',
    entryPoints: Object.fromEntries([
      ...files.map((file) => [path.relative(path.join(root, 'test'), file).replace(/\.ts$/, ''), file]),
      ...(existsSync(suite) ? [['editor/index', suite]] : []),
      ['editor/lab', path.join(root, 'test/editor/lab.ts')],
    ]),
    outdir: 'out',
  };
}

/** The suite that runs inside VS Code's web worker, which has neither Node's modules nor a `process`. */
function webSuite() {
  return {
    ...options({ production: false }),
    platform: 'browser',
    target: 'es2022',
    plugins: [],
    mainFields: ['browser', 'module', 'main'],
    alias: { 'node:assert/strict': './test/web/assert.ts' },
    define: { 'process.env': '{}' },
    entryPoints: { 'web/index': 'test/web/suite/index.ts', 'web/times': 'test/web/suite/times.ts' },
    outdir: 'out',
  };
}

function listTests(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(?:test|bench)\.ts$/.test(name) && !name.includes('node_modules'))
    .map((name) => path.join(folder, name));
}

/**
 * Builds the extension, the server, the command line and the library into a folder that is emptied before, `dist/`
 * when absent.
 */
export async function buildProduct({ production = false, dist = path.join(root, 'dist') } = {}) {
  rmSync(dist, { recursive: true, force: true });
  const outputs = {};
  for (const bundle of product({ production, dist }))
    Object.assign(outputs, (await build(bundle)).metafile.outputs);
  writeFileSync(path.join(dist, 'third-party-notices.txt'), thirdPartyNotices({ outputs }));
  copyRulePages(dist);
}

/** The rules' pages, for `pinwarden explain`. */
function copyRulePages(dist) {
  const rules = path.join(root, 'server/src/rules');
  mkdirSync(path.join(dist, 'rules'));
  for (const { name } of readdirSync(rules, { withFileTypes: true }).filter((entry) => entry.isDirectory())) {
    const page = path.join(rules, name, 'README.md');
    if (existsSync(page)) copyFileSync(page, path.join(dist, `rules/${name}.md`));
  }
}

/** Builds the tests into `out/`. */
export async function buildTests() {
  rmSync(path.join(root, 'out'), { recursive: true, force: true });
  await build(tests());
  await build(webSuite());
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--watch')) for (const bundle of product()) await (await context(bundle)).watch();
  else {
    await buildProduct({ production: process.argv.includes('--production') });
    if (process.argv.includes('--tests')) await buildTests();
  }
}
