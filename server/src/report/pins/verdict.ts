import type { State } from './outlook';

/** What a state means for the apps that pin a host: for a table, and as a sentence. */
export const VERDICTS: Readonly<Record<State, { readonly short: string; readonly long: string }>> = {
  broken: {
    short: 'cannot connect',
    long: 'No pin matches what this host serves: apps with these pins cannot connect.',
  },
  open: {
    short: 'have pins that the build puts in',
    long: 'The build puts further pins in, which no file shows: whether apps connect, and what they survive, hangs on those.',
  },
  idle: {
    short: 'enforce no pins',
    long: 'The pins are not enforced, or have expired: nothing is refused because of them, and nothing is protected.',
  },
  silent: { short: 'not known', long: 'The host gave no chain, so its pins were compared with nothing.' },
  leaf: {
    short: 'cut off by a new server key',
    long: "Only the server's own key matches: when the renewal brings a new key, these apps are cut off unless a backup is that key.",
  },
  intermediate: {
    short: 'survive a new server key',
    long: 'The issuing authority matches: apps survive a new server key, and not a change of the issuing authority, which comes unannounced.',
  },
  root: {
    short: 'survive a renewal',
    long: 'The root matches: apps survive every renewal, as long as the server stays with this authority.',
  },
  unasked: { short: 'not asked', long: 'This host was not asked.' },
};

const MARKS: Readonly<Record<State, string>> = {
  broken: '✕',
  silent: '?',
  leaf: '!',
  open: '?',
  intermediate: '✓',
  root: '✓',
  idle: '–',
  unasked: '–',
};

/** A sign for a state that does not need its colour to be told from the others. */
export function mark(state: State): string {
  return `<span class="mark ${state}" aria-hidden="true">${MARKS[state]}</span>`;
}
