import * as l10n from '../core/l10n';

/** What a conversion changes or leaves out, gathered by what happens, so that many hosts make one sentence. */
export type Notes = Map<string, Set<string>>;

/**
 * Notes what happens, and to whom; without a name it concerns the file as a whole, and is a sentence. With one it goes on
 * behind a list of names and a colon.
 */
export function note(notes: Notes, what: string, name?: string): void {
  const names = notes.get(what) ?? new Set();
  if (name !== undefined) names.add(name);
  notes.set(what, names);
}

/** More notes than anyone reads. */
const MAX_NOTES = 100;

/** The notes as sentences: first what concerns the file, then what concerns hosts, each as it came up. */
export function sentences(notes: Notes): string[] {
  const all = [...notes];
  const told = [
    ...all.flatMap(([what, names]) => (names.size === 0 ? [what] : [])),
    ...all.flatMap(([what, names]) => (names.size > 0 ? [`${list(names)}: ${what}`] : [])),
  ];
  if (told.length <= MAX_NOTES) return told;
  const more = told.length - MAX_NOTES;
  return [
    ...told.slice(0, MAX_NOTES),
    more === 1 ? l10n.t('1 more note of these kinds.') : l10n.t('{0} more notes of these kinds.', more),
  ];
}

const MAX_NAMES = 100;

/** Names for a sentence: the first ones as they are, how many more there are. */
export function list(names: Iterable<string>): string {
  const all = [...names];
  const shown = all.slice(0, MAX_NAMES).map(quote).join(', ');
  return all.length > MAX_NAMES ? l10n.t('{0} and {1} more', shown, all.length - MAX_NAMES) : shown;
}

/** A text of the document inside a sentence, never longer than a host name may be. */
export function quote(text: string): string {
  return `\`${text.length > 253 ? `${text.slice(0, 253)}…` : text}\``;
}
