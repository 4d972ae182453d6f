// Serves everything that the page of a VS Code without a server asks for, on localhost.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { mount } from './mount.mjs';
import { configuration, patchedScript, workbenchPage } from './workbench.mjs';

/** @typedef {import('node:http').ServerResponse} Response */

/**
 * @typedef {object} Served
 * @property {import('./workbench.mjs').Build} build
 * @property {string} extension folder of the unpacked package
 * @property {string} suite folder of the built suite, an extension without code
 * @property {string} files folder of the extension that shows the workspace
 * @property {string} workspace folder that is shown, and written to
 * @property {string} tests its file that runs
 */

/** @type {Record<string, string>} */
const types = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.wasm': 'application/wasm',
};

// The extension host is an iframe of another origin, as it is on vscode.dev.
const everyOrigin = {
  'Access-Control-Allow-Headers': '*',
  'Access-Control-Allow-Methods': 'GET,PUT',
  'Access-Control-Allow-Origin': '*',
  'Cache-Control': 'no-store',
  'Cross-Origin-Resource-Policy': 'cross-origin',
};

/**
 * Starts a server on a free port of this machine.
 * @param {Served} served
 * @returns {Promise<{ origin: string, stop: () => Promise<void> }>}
 */
export async function serveWorkbench(served) {
  const { build, extension, suite, files, workspace, tests } = served;
  const script = patchedScript(build);
  const roots = new Map([
    ['build', build.folder],
    ['extension', extension],
    ['suite', suite],
    ['files-extension', files],
  ]);
  let port = 0;
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
    const [, top = '', ...rest] = decodeURIComponent(pathname).split('/');
    const path = rest.join('/');
    const root = roots.get(top);
    if (request.method === 'OPTIONS') return send(response, 204);
    if (pathname === '/')
      return send(response, workbenchPage(build, configuration(port, tests)), 'text/html');
    if (pathname === '/product.json') return send(response, configuration(port, tests));
    // Storage for secrets wants a key; nothing here has one to keep.
    if (pathname === '/mint-key') return send(response, Buffer.alloc(32));
    if (top === 'build' && path === script.path) return send(response, script.text, types['.js']);
    if (top === 'mount') return send(response, await mount(workspace, searchParams, request));
    return root === undefined ? send(response, 404) : sendFile(response, root, path);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  if (typeof address === 'object' && address) port = address.port;
  return {
    origin: `http://localhost:${port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function sendFile(
  /** @type {Response} */ response,
  /** @type {string} */ root,
  /** @type {string} */ path,
) {
  const bytes = await readFile(join(root, normalize(`/${path}`))).catch(() => undefined);
  // An extension that is not translated is asked for its texts again and again otherwise.
  if (!bytes) return send(response, path === 'package.nls.json' ? {} : 404);
  send(response, bytes, types[extname(path)]);
}

/** Sends a status alone, bytes, a text, or anything else as JSON. */
function send(
  /** @type {Response} */ response,
  /** @type {number | string | Buffer | object} */ body,
  type = 'application/octet-stream',
) {
  if (typeof body === 'number') return void response.writeHead(body, everyOrigin).end();
  const raw = typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(200, { ...everyOrigin, 'Content-Type': raw ? type : types['.json'] });
  response.end(raw ? body : JSON.stringify(body));
}
