import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  type BackupCandidate,
  chainCandidates,
  fileCandidates,
  type Survival,
} from '../../../server/src/features/backup';
import type { AskArgument } from '../../../server/src/lsp/protocol';
import type { ChainResult } from '../../../server/src/pins/chain';
import { chooseFile, readFile } from '../certificate-file';
import { describe } from '../describe';
import { askHost, dial, mayDial } from '../dial';
import { certificateItem, chainHeading, confirmUntrusted, ownerName } from '../pick';
import { insertNewKey, keysRefusal } from './generate-backup';
import { insertAt, type Place, placeAtCursor } from './use-pin';

const { l10n } = vscode;

/** Add Backup Fingerprint…: leads from a host with too few pins to the pin of another key. */
export function registerBackup(client: LanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.addBackupFingerprint', async (argument?: AskArgument) => {
    const place = argument ? await placeOf(client, argument) : await placeAtCursor(client);
    if (!place) {
      void vscode.window.showInformationMessage(l10n.t('Put the cursor on a pinned host first.'));
      return;
    }
    if (!place.takesPins) {
      void vscode.window.showInformationMessage(
        l10n.t('No pin can be inserted for {0}: give it a list of pins first.', place.host),
      );
      return;
    }
    const source = await chooseSource(place);
    if (source === 'new') return insertNewKey(client, place);
    const offer =
      source === 'file' ? await fromFile(place) : source === 'live' ? await fromLive(place) : undefined;
    if (offer) await choose(client, place, offer);
  });
}

async function placeOf(client: LanguageClient, { uri, start }: AskArgument): Promise<Place | undefined> {
  const document = await vscode.workspace.openTextDocument(client.protocol2CodeConverter.asUri(uri));
  const { at } = await describe(client, document, start);
  return at ? { document, offset: start, ...at } : undefined;
}

async function chooseSource({ host }: Place): Promise<'file' | 'live' | 'new' | undefined> {
  const items = [
    {
      label: l10n.t('From a certificate file…'),
      iconPath: new vscode.ThemeIcon('file'),
      detail: l10n.t('Best: the certificate that the server gets next, or one of another authority'),
      source: 'file' as const,
    },
    {
      label: l10n.t('From the live chain of {0}…', host),
      iconPath: new vscode.ThemeIcon('globe'),
      detail: l10n.t('Its issuing authorities; connects to the host after you have confirmed it'),
      source: 'live' as const,
    },
    ...(keysRefusal() === undefined ? [newKey()] : []),
  ];
  const placeHolder = l10n.t('A backup is the pin of a key that takes over when the present one goes');
  return (
    await vscode.window.showQuickPick(items, {
      title: l10n.t('Backup fingerprint for {0}', host),
      placeHolder,
    })
  )?.source;
}

function newKey() {
  return {
    label: l10n.t('A new key…'),
    iconPath: new vscode.ThemeIcon('key'),
    detail: l10n.t(
      'Made here with a certificate request (CSR); you keep it offline until the present key goes',
    ),
    source: 'new' as const,
  };
}

/** What can be chosen from, and the chain that it comes from, if any. */
interface Offer {
  readonly source: string;
  readonly heading: string;
  readonly candidates: readonly BackupCandidate[];
  readonly chain?: ChainResult;
}

async function fromFile({ keys }: Place): Promise<Offer | undefined> {
  const uri = await chooseFile();
  const contents = uri && (await readFile(uri));
  if (!contents) return undefined;
  return {
    source: vscode.workspace.asRelativePath(uri),
    heading: l10n.t('From a file: nothing here says that a server uses them'),
    candidates: fileCandidates(contents.items, keys),
  };
}

async function fromLive({ host, keys }: Place): Promise<Offer | undefined> {
  if (!(await mayDial())) return undefined;
  const asked = await askHost(host);
  const chain = asked && (await dial(asked));
  return chain
    ? { source: asked, heading: chainHeading(chain), candidates: chainCandidates(chain, keys), chain }
    : undefined;
}

async function choose(
  client: LanguageClient,
  place: Place,
  { source, heading, candidates, chain }: Offer,
): Promise<void> {
  const items = candidates.map((candidate) =>
    certificateItem(candidate.certificate, candidate, {
      pinned: candidate.pinned,
      detail: survivalText(candidate.survives),
    }),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('Backup fingerprint for {0} from {1}', place.host, source),
    placeHolder: heading,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  if (!chosen || (chain && !(await confirmUntrusted(chain, l10n.t('Insert Anyway'))))) return;
  const { certificate } = chosen.value;
  await insertAt(client, place, { pin: certificate.pin, name: ownerName(certificate) });
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
