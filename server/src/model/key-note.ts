import { operationGrammar } from './build-action-grammar';
import { KEY_NOTES, type KeyNote, type KeyNotes } from './key-notes';
import type { Kind } from './kind';

/** The way from the root of a file to a value: keys, and positions in lists. */
export type Path = readonly (string | number)[];

/** The note about the value at a path, if there is one. */
export function keyNote(kind: Kind, path: Path): KeyNote | undefined {
  const short = shortened(kind, path);
  if (kind === 'build-action' && isPlistEntry(short)) return keyNote('ios-plist', short.slice(6));
  const found = find(TRIES[kind], short, 0) ?? (kind === 'build-action' ? operationNote(short) : undefined);
  return typeof found === 'string' ? { text: found } : found;
}

/** True inside `platforms.ios.plist[0].entries[0]`, which is merged into a property list. */
function isPlistEntry([section, platform, name, , key, item, ...rest]: Path): boolean {
  const plist = section === 'platforms' && platform === 'ios' && name === 'plist';
  return plist && key === 'entries' && typeof item === 'number' && rest.length > 0;
}

/** The grammar of operations says itself what they do. */
function operationNote([section, platform, name, ...rest]: Path): string | undefined {
  if (section !== 'platforms' || rest.length > 0 || typeof name !== 'string') return undefined;
  if (platform !== 'android' && platform !== 'ios') return undefined;
  return operationGrammar(platform, name)?.summary;
}

interface Trie {
  readonly next: Map<string, Trie>;
  note?: KeyNote | string;
}

const TRIES: Readonly<Record<Kind, Trie>> = {
  pinning: trie(KEY_NOTES.pinning),
  extensibility: trie(KEY_NOTES.extensibility),
  'build-action': trie(KEY_NOTES['build-action']),
  'android-nsc': trie({}),
  'ios-plist': trie(KEY_NOTES['ios-plist']),
};

function trie(notes: KeyNotes = {}): Trie {
  const root: Trie = { next: new Map() };
  for (const [path, note] of Object.entries(notes)) {
    let at = root;
    for (const step of path.replaceAll('[]', '.[]').split('.')) {
      const next = at.next.get(step) ?? { next: new Map() };
      at.next.set(step, next);
      at = next;
    }
    at.note = note;
  }
  return root;
}

/** The most exact path wins: a key itself, then its platform, then any name. */
function find(at: Trie | undefined, path: Path, index: number): KeyNote | string | undefined {
  if (!at) return undefined;
  const step = path[index];
  if (step === undefined) return at.note;
  if (typeof step === 'number') return find(at.next.get('[]'), path, index + 1);
  const platform = step === 'android' || step === 'ios' || step === 'global';
  return (
    find(at.next.get(step), path, index + 1) ??
    (platform ? find(at.next.get('<platform>'), path, index + 1) : undefined) ??
    find(at.next.get('*'), path, index + 1)
  );
}

/** Without the steps that only repeat a section: a platform of an app, a target or a build of an action. */
function shortened(kind: Kind, path: Path): Path {
  if (kind === 'extensibility' && path[0] === 'appConfigurations' && path.length > 2) {
    return path[1] === 'android' || path[1] === 'ios' ? ['appConfigurations', ...path.slice(2)] : path;
  }
  if (kind !== 'build-action' || path[0] !== 'platforms') return path;
  const group = path[2] === 'targets' || path[2] === 'builds' ? 4 : 0;
  if (group === 0 || path.length <= group) return path;
  return shortened(kind, [...path.slice(0, 2), ...path.slice(group)]);
}
