import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

/** The whole project, the rooms that may know neither VS Code nor Node nor the DOM, and what runs in a web worker. */
const projects = ['tsconfig.json', 'server/tsconfig.pure.json', 'client/tsconfig.web.json'];

/** Type-checks everything; answers whether it is sound. */
export function typecheck() {
  const tsc = path.join(root, 'node_modules/typescript/bin/tsc');
  return projects.every(
    (project) =>
      spawnSync(process.execPath, [tsc, '-p', project], { cwd: root, stdio: 'inherit' }).status === 0,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = typecheck() ? 0 : 1;
