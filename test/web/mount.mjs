// A folder on the disk over HTTP, for the extension in `files-extension`.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, normalize, relative } from 'node:path';

/** VS Code's `FileType`. */
const typeOf = (/** @type {{ isDirectory(): boolean }} */ entry) => (entry.isDirectory() ? 2 : 1);

/** What each operation answers; what is no text or bytes is sent as JSON. */
const operations = {
  async stat(/** @type {string} */ file) {
    const found = await stat(file);
    return { type: typeOf(found), ctime: found.ctimeMs, mtime: found.mtimeMs, size: found.size };
  },
  async list(/** @type {string} */ folder) {
    return (await readdir(folder, { withFileTypes: true })).map((entry) => [entry.name, typeOf(entry)]);
  },
  async walk(/** @type {string} */ folder) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile());
    return files.map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
  },
  read: (/** @type {string} */ file) => readFile(file),
  async write(
    /** @type {string} */ file,
    /** @type {URLSearchParams} */ query,
    /** @type {AsyncIterable<Buffer>} */ body,
  ) {
    const exists = existsSync(file);
    if (!exists && query.get('create') !== 'true') return 404;
    if (exists && query.get('overwrite') !== 'true') return 409;
    const chunks = [];
    for await (const chunk of body) chunks.push(chunk);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.concat(chunks));
    return {};
  },
  async create(/** @type {string} */ folder) {
    await mkdir(folder, { recursive: true });
    return {};
  },
  async delete(/** @type {string} */ file) {
    await rm(file, { recursive: true });
    return {};
  },
  async rename(
    /** @type {string} */ file,
    /** @type {URLSearchParams} */ query,
    /** @type {unknown} */ _,
    /** @type {(path: string) => string} */ inside,
  ) {
    await rename(file, inside(query.get('to') ?? ''));
    return {};
  },
};

/**
 * Does what a request asks for below a folder.
 * @param {string} folder
 * @param {URLSearchParams} query
 * @param {AsyncIterable<Buffer>} body
 * @returns {Promise<number | Buffer | object>} an HTTP status, a file's bytes, or what is to be sent as JSON
 */
export async function mount(folder, query, body) {
  const inside = (/** @type {string} */ path) => join(folder, normalize(`/${path}`));
  const operation = operations[/** @type {keyof operations} */ (query.get('operation'))];
  if (!operation) return 400;
  try {
    return await operation(inside(query.get('path') ?? ''), query, body, inside);
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ENOENT' ? 404 : 500;
  }
}
