import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import type { ChainResult, PlacedCertificate } from '../../../server/src/pins/chain';
import { describe, insertPin } from '../describe';
import { certificateItem, commonName, confirmUntrusted, plain } from '../pick';

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
  if (use.insert && place) await insertAt(client, place, chosen.value);
  else {
    await vscode.env.clipboard.writeText(chosen.value.pin);
    confirm(l10n.t('Pin copied: {0}', chosen.value.pin));
  }
}

/** Asks what to do with a pin; inserting is offered where there is a host that lacks it. */
function chooseUse(
  certificate: PlacedCertificate,
  place: Place | undefined,
): Thenable<{ readonly insert: boolean } | undefined> {
  const copy = {
    label: l10n.t('Copy'),
    description: certificate.pin,
    iconPath: new vscode.ThemeIcon('copy'),
    insert: false,
  };
  const add = place &&
    !isPinned(place, certificate) && {
      label: l10n.t('Insert as a pin of {0}', place.host),
      iconPath: new vscode.ThemeIcon('add'),
      insert: true,
    };
  return vscode.window.showQuickPick(add ? [copy, add] : [copy], {
    title: l10n.t('Pin of {0}', commonName(certificate.subject)),
    placeHolder: l10n.t('What to do with it'),
    ignoreFocusOut: true,
  });
}

/** Inserts the pin of a certificate or a key, unless the host has it or, since it was looked up, has moved. */
export async function insertAt(
  client: LanguageClient,
  place: Place,
  certificate: Pick<PlacedCertificate, 'pin' | 'subject'>,
): Promise<void> {
  if (isPinned(place, certificate)) {
    void vscode.window.showInformationMessage(l10n.t('{0} has this pin already.', place.host));
    return;
  }
  const { at } = await describe(client, place.document, place.offset);
  if (at?.host !== place.host) {
    void vscode.window.showWarningMessage(l10n.t('Not inserted: {0} stands elsewhere now.', place.host));
    return;
  }
  if (!(await insertPin(client, place.document, place.offset, keyOf(certificate)))) return;
  confirm(l10n.t('Pin of {0} added to {1}', commonName(certificate.subject), place.host));
}

const CONFIRMATION_MS = 5000;

function confirm(text: string): void {
  vscode.window.setStatusBarMessage(plain(text), CONFIRMATION_MS);
}

function isPinned(place: Place | undefined, certificate: Pick<PlacedCertificate, 'pin'>): boolean {
  return place?.keys.includes(keyOf(certificate)) ?? false;
}

function keyOf({ pin }: Pick<PlacedCertificate, 'pin'>): string {
  return pin.replace(/^sha256\//, '');
}
