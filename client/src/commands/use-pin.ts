import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ChainResult, PinItem } from '../../../server/src/pins/chain';
import { describe, insertPin } from '../describe';
import { certificateItem, confirmUntrusted, ownerName, plain } from '../pick';

const { l10n } = vscode;

/** Where a pin can be inserted: a host in the active document. */
export interface Place {
  readonly document: vscode.TextDocument;
  readonly offset: number;
  readonly host: string;
  readonly keys: readonly string[];
  /** False where no pin can be inserted. */
  readonly takesPins: boolean;
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
  certificates: readonly PinItem[],
  place: Place | undefined,
  chain?: ChainResult,
): Promise<void> {
  const items = certificates.map((certificate) =>
    certificateItem(certificate, certificate, {
      pinned: isPinned(place, certificate),
      detail: `${certificate.pin} · ${certificate.key}`,
    }),
  );
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: heading,
    matchOnDetail: true,
    ignoreFocusOut: true,
  });
  const use = chosen && (await chooseUse(chosen.value, place));
  if (!use) return;
  const anyway = use.insert ? l10n.t('Insert Anyway') : l10n.t('Copy Anyway');
  if (chain && !(await confirmUntrusted(chain, anyway))) return;
  if (use.insert && place)
    await insertAt(client, place, { pin: chosen.value.pin, name: ownerName(chosen.value) });
  else {
    await vscode.env.clipboard.writeText(chosen.value.pin);
    confirm(l10n.t('Pin copied: {0}', chosen.value.pin));
  }
}

/** Asks what to do with a pin; inserting is offered where there is a host that lacks it. */
function chooseUse(
  certificate: PinItem,
  place: Place | undefined,
): Thenable<{ readonly insert: boolean } | undefined> {
  const copy = {
    label: l10n.t('Copy'),
    description: certificate.pin,
    iconPath: new vscode.ThemeIcon('copy'),
    insert: false,
  };
  const add = place?.takesPins &&
    !isPinned(place, certificate) && {
      label: l10n.t('Insert as a pin of {0}', place.host),
      iconPath: new vscode.ThemeIcon('add'),
      insert: true,
    };
  return vscode.window.showQuickPick(add ? [copy, add] : [copy], {
    title: l10n.t('Pin of {0}', ownerName(certificate)),
    placeHolder: l10n.t('What to do with it'),
    ignoreFocusOut: true,
  });
}

/** A pin with the name that people know it by. */
export interface NamedPin {
  readonly pin: string;
  readonly name: string;
}

/** Inserts the pin of a certificate or a key, unless the host has it or, since it was looked up, has moved. */
export async function insertAt(client: LanguageClient, place: Place, { pin, name }: NamedPin): Promise<void> {
  if (isPinned(place, { pin })) {
    void vscode.window.showInformationMessage(l10n.t('{0} has this pin already.', place.host));
    return;
  }
  const { at } = await describe(client, place.document, place.offset);
  if (at?.host !== place.host) {
    void vscode.window.showWarningMessage(l10n.t('Not inserted: {0} stands elsewhere now.', place.host));
    return;
  }
  if (!(await insertPin(client, place.document, place.offset, keyOf({ pin })))) return;
  confirm(l10n.t('Pin of {0} added to {1}', name, place.host));
}

const CONFIRMATION_MS = 5000;

function confirm(text: string): void {
  vscode.window.setStatusBarMessage(plain(text), CONFIRMATION_MS);
}

function isPinned(place: Place | undefined, certificate: Pick<PinItem, 'pin'>): boolean {
  return place?.keys.includes(keyOf(certificate)) ?? false;
}

function keyOf({ pin }: Pick<PinItem, 'pin'>): string {
  return pin.replace(/^sha256\//, '');
}
