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

/** Another one, which is a backup for it. */
export const otherPin = 'sha256/FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';

/**
 * @typedef {object} Network
 * @property {string} url address of the proxy through which every name is reached
 * @property {(routes: Readonly<Record<string, number>>) => void} lead has port 443 of names lead to ports of 127.0.0.1; other names are answered with 502
 * @property {() => readonly string[]} asked the names that were asked for since the last `lead`, with repeats
 * @property {() => Promise<void>} close
 */

/**
 * Opens the network of a run: a real proxy, which is asked for every name and leads it to a server on loopback.
 * @returns {Promise<Network>}
 */
export async function openNetwork() {
  /** @type {Record<string, number>} */
  const routes = {};
  const proxy = await lab.serveProxy({ routes });
  let before = 0;
  return {
    url: `http://127.0.0.1:${proxy.port}`,
    lead(names) {
      for (const known of Object.keys(routes)) delete routes[known];
      for (const [name, port] of Object.entries(names)) routes[`${name}:443`] = port;
      before = proxy.requests.length;
    },
    asked: () => proxy.requests.slice(before).map((head) => /^CONNECT ([^:]+)/.exec(head)?.[1] ?? head),
    close: proxy.close,
  };
}

/**
 * Starts a server that shows each name a chain of its own under the lab's intermediate, and leads the names to it.
 * @param {Network} network
 * @param {Readonly<Record<string, number>>} names days to the end of each one's certificate
 * @param {Readonly<Record<string, number>>} [more] other names and the ports that they lead to
 */
export async function serveNames(network, names, more = {}) {
  const { intermediate, root, issue } = lab.openLab();
  const leaves = Object.entries(names).map(
    ([name, days]) =>
      /** @type {const} */ ([
        name,
        issue({ commonName: name, names: [`DNS:${name}`], days: [-1, days], issuer: intermediate }),
      ]),
  );
  const server = await lab.serveByName(
    Object.fromEntries(leaves.map(([name, leaf]) => [name, { leaf, rest: [intermediate, root] }])),
  );
  network.lead({ ...Object.fromEntries(leaves.map(([name]) => [name, server.port])), ...more });
  const pins = Object.fromEntries(
    leaves.map(([name, { certificate }]) => [name, lab.opensslPin(certificate)]),
  );
  return {
    close: server.close,
    /** The pin of a name's own key. */
    pinOf: (/** @type {string} */ name) => pins[name] ?? '',
    intermediatePin: lab.opensslPin(intermediate.certificate),
    rootPin: lab.opensslPin(root.certificate),
  };
}

/** A pinning file of several hosts, each with its pins, a line each. */
export function hostsFile(/** @type {Readonly<Record<string, readonly string[]>>} */ hosts) {
  const list = Object.entries(hosts).map(([host, hashes]) => ({ host, hashes }));
  return `${JSON.stringify({ hosts: list }, null, 2)}\n`;
}

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
