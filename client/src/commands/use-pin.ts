import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { ChainResult, PinItem } from '../../../server/src/pins/chain';
import { pinKey } from '../../../server/src/pins/pin';
import { describe, insertPins } from '../describe';
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
export async function placeAtCursor(client: BaseLanguageClient): Promise<Place | undefined> {
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
  client: BaseLanguageClient,
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
    await insertAt(client, place.document, [place], {
      pins: [chosen.value.pin],
      name: ownerName(chosen.value),
    });
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

/** Pins that belong together, with the name that people know them by. */
export interface NamedPins {
  readonly pins: readonly string[];
  readonly name: string;
}

/** Inserts pins at hosts of a document, unless all have them or, since they were looked up, one has moved. */
export async function insertAt(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  places: readonly Pick<Place, 'host' | 'offset' | 'keys'>[],
  { pins, name }: NamedPins,
): Promise<void> {
  const keys = pins.map(pinKey);
  const hosts = hostsText(places.map(({ host }) => host));
  if (places.every((place) => keys.every((key) => place.keys.includes(key)))) {
    const text =
      keys.length > 1
        ? l10n.t('{0}: these pins are there already.', hosts)
        : l10n.t('{0}: this pin is there already.', hosts);
    void vscode.window.showInformationMessage(text);
    return;
  }
  if (!(await insertPins(client, document, places, keys))) return;
  confirm(
    keys.length > 1
      ? l10n.t('{0} pins of {1} added to {2}', keys.length, name, hosts)
      : l10n.t('Pin of {0} added to {1}', name, hosts),
  );
}

/** One host by its name, several by their number. */
export function hostsText(hosts: readonly string[]): string {
  const [first, ...others] = new Set(hosts);
  return others.length > 0 ? l10n.t('{0} hosts', others.length + 1) : (first ?? '');
}

const CONFIRMATION_MS = 5000;

function confirm(text: string): void {
  vscode.window.setStatusBarMessage(plain(text), CONFIRMATION_MS);
}

function isPinned(place: Place | undefined, certificate: Pick<PinItem, 'pin'>): boolean {
  return place?.keys.includes(pinKey(certificate.pin)) ?? false;
}
