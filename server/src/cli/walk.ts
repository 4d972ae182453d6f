import { type Dirent, lstatSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import ignore, { type Ignore } from 'ignore';
import { reason } from './reason';

/** The endings of files that may be ours. */
const ENDINGS = /\.(?:json|jsonc|ya?ml|xml|plist)$/i;

/** Something that a walk came across: a file that may be ours, or a folder that it could not read, and why. */
export interface Found {
  readonly path: string;
  readonly unread?: string;
}

/** Is told what each folder holds that a walk goes through, by the path that the user would write. */
export type Witness = (folder: string, entries: readonly Dirent[]) => void;

/**
 * Goes through a folder in the order of the names; links are not followed. Each folder is read when its turn comes,
 * and at once: a command line has nothing else to do, and a small read costs less than its way through a thread pool.
 */
export function* walk(folder: string, witness: Witness): Generator<Found> {
  const real = orNothing(() => realpathSync(folder)) ?? path.resolve(folder);
  const above = inheritedIgnores(real);
  // A folder that is itself ignored was named on purpose.
  const shown = path.normalize(folder);
  yield* descend({ real, shown }, isIgnored(real, true, above) ? [] : above, witness);
}

/** A folder as the user writes it and where it really is, which ignore files go by. */
interface Folder {
  readonly real: string;
  readonly shown: string;
}

/** An ignore file's rules and the folder that they hold in. */
interface Scope {
  readonly folder: string;
  readonly rules: Ignore;
}

function* descend({ real, shown }: Folder, scopes: readonly Scope[], witness: Witness): Generator<Found> {
  let entries: Dirent[];
  try {
    entries = readdirSync(real, { withFileTypes: true });
  } catch (error) {
    yield { path: shown, unread: reason(error) };
    return;
  }
  witness(shown, entries);
  // By any case, because some file systems know none.
  const rules = entries.some(({ name }) => name.toLowerCase() === '.gitignore') ? ownIgnore(real) : undefined;
  const inner = rules ? [...scopes, rules] : scopes;
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const directory = entry.isDirectory();
    if (!directory && !(entry.isFile() && ENDINGS.test(entry.name))) continue;
    const inside: Folder = { real: below(real, entry.name), shown: below(shown, entry.name) };
    if (SKIPPED.has(entry.name) || isIgnored(inside.real, directory, inner)) continue;
    if (directory) yield* descend(inside, inner, witness);
    else yield { path: inside.shown };
  }
}

/** The path of an entry of a folder whose own path is in its normal form, which need not be worked out again. */
function below(folder: string, name: string): string {
  if (folder === '.') return name;
  return folder.endsWith(path.sep) ? folder + name : folder + path.sep + name;
}

/** Folders that hold nobody's configuration. */
const SKIPPED: ReadonlySet<string> = new Set(['node_modules', '.git']);

/** Larger ignore files are not read. In bytes. */
const MAX_IGNORE = 1_000_000;

/** The ignore file of a folder; like git, one that is a link is not followed. */
function ownIgnore(folder: string): Scope | undefined {
  const file = path.join(folder, '.gitignore');
  const found = orNothing(() => lstatSync(file));
  if (!found?.isFile() || found.size > MAX_IGNORE) return undefined;
  const text = orNothing(() => readFileSync(file, 'utf8')) ?? '';
  return { folder, rules: ignore({ allowRelativePaths: true }).add(text) };
}

/** The ignore files above a folder, up to the root of its repository; none outside a repository. */
function inheritedIgnores(folder: string): Scope[] {
  const scopes: Scope[] = [];
  for (let at = folder; ; at = path.dirname(at)) {
    if (orNothing(() => statSync(path.join(at, '.git')))) return scopes.reverse();
    const parent = path.dirname(at);
    if (parent === at) return [];
    const own = ownIgnore(parent);
    if (own) scopes.push(own);
  }
}

/** The innermost ignore file that says anything about a path decides, as in git. */
function isIgnored(full: string, directory: boolean, scopes: readonly Scope[]): boolean {
  if (scopes.length === 0) return false;
  for (const { folder, rules } of scopes.toReversed()) {
    const relative = path.relative(folder, full).split(path.sep).join('/');
    const { ignored, unignored } = rules.test(directory ? `${relative}/` : relative);
    if (ignored || unignored) return ignored;
  }
  return false;
}

function orNothing<T>(look: () => T): T | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
