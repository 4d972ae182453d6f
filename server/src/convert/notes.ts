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

/** More names than anyone reads, and more notes. */
const MAX_NAMES = 100;
const MAX_NOTES = 100;

/**
 * The notes as sentences: first what concerns the file, then what concerns hosts, each as it came up.
 *
 * @param most more names than these are counted
 */
export function sentences(notes: Notes, most: number = MAX_NAMES): string[] {
  const all = [...notes];
  const told = [
    ...all.flatMap(([what, names]) => (names.size === 0 ? [what] : [])),
    ...all.flatMap(([what, names]) => (names.size > 0 ? [`${list(names, most)}: ${what}`] : [])),
  ];
  if (told.length <= MAX_NOTES) return told;
  const more = told.length - MAX_NOTES;
  return [
    ...told.slice(0, MAX_NOTES),
    more === 1 ? l10n.t('1 more note of these kinds.') : l10n.t('{0} more notes of these kinds.', more),
  ];
}

/** Names for a sentence: the first ones as they are, how many more there are. */
export function list(names: Iterable<string>, most: number = MAX_NAMES): string {
  const all = [...names].map(quote);
  const shown = all.slice(0, most);
  if (all.length > most) return l10n.t('{0} and {1} more', shown.join(', '), all.length - most);
  const last = shown.pop() ?? '';
  return shown.length === 0 ? last : l10n.t('{0} and {1}', shown.join(', '), last);
}

/** A text of the document inside a sentence, never longer than a host name may be. */
export function quote(text: string): string {
  return `\`${text.length > 253 ? `${text.slice(0, 253)}…` : text}\``;
}
