import * as vscode from 'vscode';
import type {
  BackupCandidate,
  BackupSource,
  BackupSources,
  Survival,
} from '../../server/src/features/backup';
import type { PinPlace } from '../../server/src/features/insert-pin';
import type { RootSet } from '../../server/src/features/root-set';
import type { KnownRoot } from '../../server/src/pins/known-roots';
import { certificateItem, plain } from './pick';

const { l10n } = vscode;

/** A source of a backup, or a word about what a backup is. */
export interface SourceItem extends vscode.QuickPickItem {
  readonly source: BackupSource | 'explain';
}

/** What a backup can be made of, the one that lives longest first, and at the end what a backup is. */
export function sourceItems(
  { sources, managed }: BackupSources,
  hosts: string,
  able: Readonly<Partial<Record<BackupSource['from'], boolean>>>,
): SourceItem[] {
  const items = sources
    .filter(({ from }) => able[from] ?? true)
    .map((source, at): SourceItem => {
      const { label, icon, detail, note = '' } = sourceText(source, managed, hosts);
      const description = [at === 0 ? l10n.t('lives longest here') : '', note].filter(Boolean).join(' · ');
      return { label, description, detail, iconPath: new vscode.ThemeIcon(icon), source };
    });
  const explain: SourceItem = {
    label: l10n.t('What is a backup fingerprint?'),
    detail: l10n.t('The pin of a key outside of the chain: without one, a lost key cuts every app off'),
    iconPath: new vscode.ThemeIcon('question'),
    alwaysShow: true,
    source: 'explain',
  };
  return [...items, explain];
}

/** One source in words; the detail has room for 82 characters at 1280 pixels. */
function sourceText(source: BackupSource, managed: boolean, hosts: string) {
  switch (source.from) {
    case 'file':
      return {
        label: l10n.t('Next certificate, CSR or key in a file…'),
        icon: 'file',
        detail: managed
          ? l10n.t('helps only with a certificate of your own: Amazon makes the keys of this host')
          : l10n.t('survives even a change of authority, once the server gets this key'),
      };
    case 'new-key':
      return {
        label: l10n.t('A new key…'),
        icon: 'key',
        detail: managed
          ? l10n.t('helps only with a certificate of your own: Amazon makes the keys of this host')
          : l10n.t('survives even a change of authority; made here, kept offline by you until then'),
      };
    case 'roots':
      return rootsText(source.set, source.missing);
    case 'chain':
      return {
        label: l10n.t('From the live chain of {0}…', hosts),
        icon: 'globe',
        detail: l10n.t('survives a renewal at best: the keys of a chain are no backup for each other'),
        note: source.seen ? l10n.t('asked already') : l10n.t('connects once you confirm'),
      };
  }
}

function rootsText({ authority, roots }: RootSet, missing: number) {
  return {
    label: l10n.t('All {0} public roots of {1}…', roots.length, plain(authority)),
    icon: 'library',
    detail: l10n.t('survives every renewal, from whichever of them the next certificate comes'),
    ...(missing < roots.length
      ? { note: l10n.t('{0} of {1} already pinned', roots.length - missing, roots.length) }
      : {}),
  };
}

/** A key to choose, or a whole set of roots. */
export type ChoiceItem = vscode.QuickPickItem & { readonly value: BackupCandidate | RootSet };

/** Keys as lines that say whose they are and what a pin of each lives through, sets of roots before them. */
export function choiceItems(
  candidates: readonly BackupCandidate[],
  sets: readonly { readonly set: RootSet; readonly missing: number }[],
): ChoiceItem[] {
  const roots = sets.map(({ set, missing }) => {
    const { label, icon, detail, note } = rootsText(set, missing);
    return {
      label,
      detail,
      ...(note ? { description: note } : {}),
      iconPath: new vscode.ThemeIcon(icon),
      value: set,
    };
  });
  const keys = candidates.map((candidate) =>
    certificateItem(candidate.certificate, candidate, {
      pinned: candidate.pinned,
      detail: survivalText(candidate.survives),
    }),
  );
  return [...roots, ...keys];
}

/** What a pin lives through, in the 82 characters that a line of the list has room for at 1280 pixels. */
function survivalText(survival: Survival): string {
  switch (survival) {
    case 'renewals':
      return l10n.t('survives every renewal, as long as the server stays with this authority');
    case 'server-keys':
      return l10n.t('survives a new server key, but not a new intermediate, which comes unannounced');
    case 'change':
      return l10n.t('survives the change to this key, when it is not in use yet');
    case 'nothing':
      return l10n.t('no backup: this is the key in use, and the pin dies with it');
  }
}

/** The roots of a set; those that are not pinned yet are chosen to begin with. */
export function rootItems({ roots }: RootSet, pinned: readonly string[]) {
  return roots.map((root: KnownRoot) => {
    const isPinned = pinned.includes(root.key);
    const notes = [
      ...(isPinned ? [l10n.t('already pinned')] : []),
      root.kind,
      l10n.t('until {0}', root.notAfter),
    ];
    return {
      label: root.name,
      description: notes.join(' · '),
      detail: `sha256/${root.key}`,
      picked: !isPinned,
      root,
    };
  });
}

/** Hosts as lines that say how each stands; those without a backup are chosen to begin with. */
export function placeItems(places: readonly PinPlace[]) {
  return places.map((place) => ({
    label: plain(place.host),
    description: [
      ...(place.others > 0 ? [l10n.t('and {0} more hosts with the same pins', place.others)] : []),
      standing(place),
      l10n.t('line {0}', place.line),
    ].join(' · '),
    picked: place.backup !== 'there',
    place,
  }));
}

function standing({ backup, keys }: PinPlace): string {
  if (backup === 'served') return l10n.t('every pin is in the live chain');
  if (keys.length === 0) return l10n.t('no pin');
  return keys.length === 1 ? l10n.t('1 pin') : l10n.t('{0} pins', keys.length);
}
