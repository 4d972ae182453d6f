import * as l10n from '../../core/l10n';
import type { State } from './outlook';

/** What a state means for the apps that pin a host, in the cell of a table. */
export function shortVerdict(state: State): string {
  switch (state) {
    case 'broken':
      return l10n.t('cannot connect');
    case 'open':
      return l10n.t('have pins that the build puts in');
    case 'idle':
      return l10n.t('enforce no pins');
    case 'silent':
      return l10n.t('not known');
    case 'leaf':
      return l10n.t('cut off by a new server key');
    case 'intermediate':
      return l10n.t('survive a new server key');
    case 'root':
      return l10n.t('survive a renewal');
    case 'unasked':
      return l10n.t('not asked');
  }
}

/** The same as a sentence. */
export function longVerdict(state: State): string {
  switch (state) {
    case 'broken':
      return l10n.t('No pin matches what this host serves: apps with these pins cannot connect.');
    case 'open':
      return l10n.t(
        'The build puts further pins in, which no file shows: whether apps connect, and what they survive, hangs on those.',
      );
    case 'idle':
      return l10n.t(
        'The pins are not enforced, or have expired: nothing is refused because of them, and nothing is protected.',
      );
    case 'silent':
      return l10n.t('The host gave no chain, so its pins could not be checked.');
    case 'leaf':
      return l10n.t(
        "Only the server's own key matches: when the renewal brings a new key, these apps are cut off unless a backup is that key.",
      );
    case 'intermediate':
      return l10n.t(
        'The issuing authority matches: apps survive a new server key, and not a change of the issuing authority, which comes unannounced.',
      );
    case 'root':
      return l10n.t(
        'The root matches: apps survive every renewal, as long as the server stays with this authority.',
      );
    case 'unasked':
      return l10n.t('This host was not asked.');
  }
}

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
