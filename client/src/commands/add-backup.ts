import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { type BackupCandidate, chainCandidates, fileCandidates } from '../../../server/src/features/backup';
import type { AskArgument } from '../../../server/src/lsp/protocol';
import type { ChainResult } from '../../../server/src/pins/chain';
import { chooseFile, readFile } from '../certificate-file';
import { describe } from '../describe';
import { askHost, dial, mayDial } from '../dial';
import { certificateItem, chainHeading, confirmUntrusted } from '../pick';
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
    const source = await chooseSource(place);
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

async function chooseSource({ host }: Place): Promise<'file' | 'live' | undefined> {
  const items = [
    {
      label: `$(file) ${l10n.t('From a certificate file…')}`,
      detail: l10n.t(
        'The best backup: the certificate that the server will get next, or that of another authority',
      ),
      source: 'file' as const,
    },
    {
      label: `$(globe) ${l10n.t('From the live chain of {0}…', host)}`,
      detail: l10n.t('Its issuing authorities; connects to the host after you have confirmed it'),
      source: 'live' as const,
    },
  ];
  const placeHolder = l10n.t('A backup is the pin of a key that takes over when the present one goes');
  return (
    await vscode.window.showQuickPick(items, {
      title: l10n.t('Backup fingerprint for {0}', host),
      placeHolder,
    })
  )?.source;
}

/** What can be chosen from, and the chain that it comes from, if any. */
interface Offer {
  readonly heading: string;
  readonly candidates: readonly BackupCandidate[];
  readonly chain?: ChainResult;
}

async function fromFile({ keys }: Place): Promise<Offer | undefined> {
  const uri = await chooseFile();
  const certificates = uri && (await readFile(uri));
  if (!certificates) return undefined;
  const heading = l10n.t('From a file: nothing here says that a server uses them');
  return { heading, candidates: fileCandidates(certificates, keys) };
}

async function fromLive({ host, keys }: Place): Promise<Offer | undefined> {
  if (!(await mayDial())) return undefined;
  const asked = await askHost(host);
  const chain = asked && (await dial(asked));
  return chain
    ? { heading: chainHeading(chain), candidates: chainCandidates(chain, keys), chain }
    : undefined;
}

async function choose(
  client: LanguageClient,
  place: Place,
  { heading, candidates, chain }: Offer,
): Promise<void> {
  const items = candidates.map((candidate) =>
    certificateItem(candidate.certificate, candidate, [
      ...(candidate.pinned ? [l10n.t('already pinned')] : []),
      l10n.t(candidate.survives),
    ]),
  );
  const title = l10n.t('Backup fingerprint for {0}', place.host);
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: heading,
    matchOnDetail: true,
  });
  if (!chosen || (chain && !(await confirmUntrusted(chain, l10n.t('Insert Anyway'))))) return;
  await insertAt(client, place, chosen.value.certificate);
}
