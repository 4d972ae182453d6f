// Hosts and files for the scenarios: TLS servers on loopback with a chain that nobody trusts, and pinning files.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { root } from '../../../scripts/setup.mjs';

/** @type {typeof import('../lab')} */
export const lab = createRequire(import.meta.url)(join(root, 'out', 'editor', 'lab.js'));

/** Why scenarios that need certificates of their own cannot run, or nothing. */
export const noCertificates = lab.hasOpenssl ? undefined : 'no openssl';

const WAIT_MS = 10_000;

/** A pin that no certificate of the tests has. */
export const somePin = 'sha256/fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';

/** Starts a server for `localhost` that sends its whole chain: leaf, intermediate, root. */
export async function serveChain() {
  const { intermediate, root, issue } = lab.openLab();
  const leaf = issue({ commonName: 'localhost', names: ['DNS:localhost'], issuer: intermediate });
  const server = await lab.serveTls({ leaf, rest: [intermediate, root] });
  const [leafPin, intermediatePin, rootPin] = [leaf, intermediate, root].map(({ certificate }) =>
    lab.opensslPin(certificate),
  );
  return { ...server, target: `localhost:${server.port}`, leafPin, intermediatePin, rootPin };
}

/** A pinning file of one host with CRLF, tabs and a pin a line, so that a careless edit shows. */
export function pinningFile(/** @type {readonly (string | undefined)[]} */ pins) {
  const list = pins.map((pin) => `\t\t\t\t"${pin}"`).join(',\n');
  const text = `{\n\t"hosts": [\n\t\t{\n\t\t\t"host": "api.example.org",\n\t\t\t"hashes": [\n${list}\n\t\t\t]\n\t\t}\n\t]\n}\n`;
  return text.replaceAll('\n', '\r\n');
}

/**
 * Writes a file into the workspace.
 * @param {string} workspace
 * @param {string} path
 * @param {string} text
 */
export function write(workspace, path, text) {
  const file = join(workspace, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/**
 * Waits until a file of the workspace holds a text, byte for byte.
 * @param {string} workspace
 * @param {string} path
 * @param {string} text
 */
export function fileIs(workspace, path, text) {
  return eventually(`${path} on disk`, () => {
    const now = readFileSync(join(workspace, path), 'utf8');
    if (now !== text) throw new Error(`${JSON.stringify(now)} instead of ${JSON.stringify(text)}`);
  });
}

/**
 * Repeats a check until it no longer throws, and returns what it gives.
 * @template T
 * @param {string} what
 * @param {() => T | Promise<T>} check
 * @returns {Promise<T>}
 */
export async function eventually(what, check) {
  const end = Date.now() + WAIT_MS;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > end) throw new Error(`${what}: ${error instanceof Error ? error.message : error}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
