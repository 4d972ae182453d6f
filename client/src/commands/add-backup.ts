import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { localDate } from '../../../server/src/core/date';
import { type BackupHost, backupSources } from '../../../server/src/features/backup';
import type { PinPlace } from '../../../server/src/features/insert-pin';
import type { AskArgument, PinPlacesResult } from '../../../server/src/lsp/protocol';
import { rulePage } from '../../../server/src/rules/page';
import type { Abilities } from '../abilities';
import { placeItems, sourceItems } from '../backup-items';
import { type BackupWork, chooseFromChain, chooseFromFile, chooseRoots } from '../backup-offers';
import { pinPlaces } from '../describe';
import type { Observations } from '../observations';
import { askStep, isBack } from '../steps';
import { hostsText } from './use-pin';

const { l10n } = vscode;

/** Add Backup Fingerprint…: leads from hosts with too few pins to the pin of another key. */
export function registerBackup(
  client: BaseLanguageClient,
  observations: Observations,
  abilities: Abilities,
): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.addBackupFingerprint', async (argument?: AskArgument) => {
    const editor = vscode.window.activeTextEditor;
    const document = argument
      ? await vscode.workspace.openTextDocument(client.protocol2CodeConverter.asUri(argument.uri))
      : editor?.document;
    if (!document) return tell(l10n.t('Open a file with pinned hosts first.'));
    const offset = argument?.start ?? (editor ? document.offsetAt(editor.selection.active) : 0);
    const found = await pinPlaces(client, document, offset).catch(() => undefined);
    if (!found || found.places.length === 0)
      return tell(l10n.t('No pinned host here: there is nothing to back up.'));
    const { product, at } = found;
    const work = { client, observations, abilities, document, ...(product ? { product } : {}) };
    const place = at === null ? undefined : found.places[at];
    if (!place) return forSeveral(work, found);
    if (!place.takesPins)
      return tell(l10n.t('No pin can be inserted for {0}: give it a list of pins first.', place.host));
    await askSource({ ...work, places: [place], step: 1, steps: 2 });
  });
}

/** Where no one host is meant, asks for which; one choice then goes to all of them. */
async function forSeveral(
  work: Omit<BackupWork, 'places' | 'step' | 'steps'>,
  { places: all }: PinPlacesResult,
): Promise<void> {
  const open = all.filter(({ takesPins }) => takesPins);
  const lacking = open.filter(({ backup }) => backup !== 'there');
  if (open.length === 0) return tell(l10n.t('No host here has a list of pins to add to.'));
  let places: readonly PinPlace[] | undefined;
  for (;;) {
    const answer = await askStep({
      title: l10n.t('Backup fingerprint: for which hosts?'),
      placeholder:
        lacking.length > 0
          ? l10n.t('These hosts lack a backup: check those that get one')
          : l10n.t('Every host has a backup: check those that get another'),
      items: placeItems(lacking.length > 0 ? lacking : open).map((item) => ({
        ...item,
        picked: places?.includes(item.place) ?? item.picked,
      })),
      step: [1, 3],
      many: true,
    });
    places = answer && 'picked' in answer ? answer.picked.map(({ place }) => place) : [];
    if (places.length === 0) return;
    if ((await askSource({ ...work, places, step: 2, steps: 3 })) !== 'back') return;
  }
}

/** Asks what the backup is to be made of, until something is inserted or the person gives up or goes back. */
async function askSource(work: BackupWork): Promise<'back' | undefined> {
  const hosts = hostsText(work.places.map(({ host }) => host));
  const { liveChain, newKey } = work.abilities;
  const makesKeys = newKey !== undefined && newKey.refusal() === undefined;
  for (;;) {
    const offered = backupSources(backupHosts(work), localDate(), work.product);
    const answer = await askStep({
      title: l10n.t('Backup fingerprint for {0}', hosts),
      placeholder: liveChain
        ? l10n.t('A backup is the pin of a key that takes over when the present one goes')
        : l10n.t('A browser cannot ask hosts for their certificates, but it can read files'),
      items: sourceItems(offered, hosts, { 'new-key': makesKeys, chain: liveChain !== undefined }),
      step: [work.step, work.steps],
      buttons: work.step > 1 ? [vscode.QuickInputButtons.Back] : [],
    });
    if (answer && isBack(answer)) return 'back';
    const source = answer && 'picked' in answer ? answer.picked[0]?.source : undefined;
    if (!source) return undefined;
    if (source === 'explain') await vscode.env.openExternal(vscode.Uri.parse(rulePage('missing-backup-pin')));
    else if ((await choose(work, source)) !== 'back') return undefined;
  }
}

async function choose(
  work: BackupWork,
  source: ReturnType<typeof backupSources>['sources'][number],
): Promise<'back' | undefined> {
  switch (source.from) {
    case 'new-key':
      await work.abilities.newKey?.insert(work.client, work.document, work.places);
      return undefined;
    case 'file':
      return chooseFromFile(work, backupHosts(work));
    case 'chain':
      return chooseFromChain(work, backupHosts(work));
    case 'roots':
      return chooseRoots(work, source.set, backupHosts(work));
  }
}

/** What is known of the hosts without asking anybody. */
function backupHosts({ places, observations }: BackupWork): readonly BackupHost[] {
  return places.map(({ host, keys }) => ({ host, keys, chains: observations.of(host)?.chains ?? [] }));
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}
