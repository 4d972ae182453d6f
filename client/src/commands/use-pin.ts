import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ChainResult, PlacedCertificate } from '../../../server/src/pins/chain';
import { describe, insertPin } from '../describe';
import { certificateItem, confirmUntrusted } from '../pick';

const { l10n } = vscode;

/** Where a pin can be inserted: a host in the active document. */
export interface Place {
  readonly document: vscode.TextDocument;
  readonly offset: number;
  readonly host: string;
  readonly keys: readonly string[];
}

/** The pinned host that the cursor of the active editor is at. */
export async function placeAtCursor(client: LanguageClient): Promise<Place | undefined> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document } = editor;
  const offset = document.offsetAt(editor.selection.active);
  const at = await describe(client, document, offset).then(
    (description) => description.at,
    () => null,
  );
  return at ? { document, offset, ...at } : undefined;
}

/** Lists certificates with their pins; the chosen one is copied or inserted. */
export async function offerPins(
  client: LanguageClient,
  title: string,
  heading: string,
  certificates: readonly PlacedCertificate[],
  place: Place | undefined,
  chain?: ChainResult,
): Promise<void> {
  const known = l10n.t('already pinned');
  const items = certificates.map((certificate) =>
    certificateItem(certificate, certificate, place?.keys.includes(keyOf(certificate)) ? [known] : []),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: heading,
    matchOnDetail: true,
  });
  if (!chosen) return;
  const copy = { label: `$(copy) ${l10n.t('Copy')}`, detail: chosen.value.pin, insert: false };
  const insert = place && {
    label: `$(insert) ${l10n.t('Insert as a pin of {0}', place.host)}`,
    detail: chosen.value.pin,
    insert: true,
  };
  const action = await vscode.window.showQuickPick(insert ? [copy, insert] : [copy], { title });
  if (
    !action ||
    (chain &&
      !(await confirmUntrusted(chain, action.insert ? l10n.t('Insert Anyway') : l10n.t('Copy Anyway'))))
  )
    return;
  if (action.insert && place) await insertAt(client, place, chosen.value);
  else {
    await vscode.env.clipboard.writeText(chosen.value.pin);
    vscode.window.setStatusBarMessage(l10n.t('Pin copied: {0}', chosen.value.pin), 5000);
  }
}

/** Inserts a certificate's pin, unless the host has it. */
export async function insertAt(
  client: LanguageClient,
  place: Place,
  certificate: PlacedCertificate,
): Promise<void> {
  if (place.keys.includes(keyOf(certificate))) {
    void vscode.window.showInformationMessage(
      l10n.t('{0} is pinned for {1} already.', certificate.pin, place.host),
    );
    return;
  }
  await insertPin(client, place.document, place.offset, keyOf(certificate));
}

function keyOf({ pin }: PlacedCertificate): string {
  return pin.replace(/^sha256\//, '');
}
