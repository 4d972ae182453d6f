import * as vscode from 'vscode';
import { localDate } from '../../server/src/core/date';
import { roleName } from '../../server/src/core/words';
import {
  type ChainResult,
  daysLeft,
  isCertificate,
  isTrustworthy,
  type PinItem,
  verdict,
} from '../../server/src/pins/chain';
import { ownerOf } from '../../server/src/pins/owner';

const { l10n } = vscode;

/** One line of a list of certificates; `value` is what a choice gives. */
export interface CertificateItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** A chain as far as people are told whether to rely on it. */
export type Verdict = Pick<ChainResult, 'address' | 'trust' | 'reason' | 'nameMatches' | 'nameReason'>;

/** What a line says besides the certificate itself. */
export interface CertificateNotes {
  readonly pinned: boolean;
  /** The second line of the two, which hold about 85 characters each. */
  readonly detail: string;
}

/** A certificate, request or key as a line that shows whose it is, how long it lasts and who issued it. */
export function certificateItem<T>(
  item: PinItem,
  value: T,
  { pinned, detail }: CertificateNotes,
): CertificateItem<T> {
  const served = 'served' in item ? item.served : undefined;
  const description = [
    ...(pinned ? [l10n.t('already pinned')] : []),
    itemName(item.role),
    ...(isCertificate(item) ? origin(item) : []),
    ...(served === false ? [l10n.t('not sent by the server')] : []),
    ...('entry' in item && item.entry !== undefined ? [l10n.t('in {0}', item.entry)] : []),
  ];
  return {
    label: plain(ownerName(item)),
    iconPath: new vscode.ThemeIcon(ICONS[item.role]),
    description: description.map(plain).join(' · '),
    detail: plain(detail),
    value,
  };
}

/** How long a certificate lasts and who issued it. */
function origin(certificate: PinItem & { issuer: string; subject: string; notAfter: string }): string[] {
  const { issuer, subject } = certificate;
  const by = issuer === subject ? l10n.t('issued by itself') : l10n.t('issued by {0}', nameOf(issuer));
  return [validity(certificate), by];
}

/** Whose key it is, as people call it; a bare key is called by its kind. */
export function ownerName(item: PinItem): string {
  return 'subject' in item ? nameOf(item.subject) : item.key;
}

const ICONS: Readonly<Record<PinItem['role'], string>> = {
  leaf: 'globe',
  intermediate: 'organization',
  root: 'library',
  certificate: 'file',
  csr: 'request-changes',
  'public-key': 'key',
  'private-key': 'key',
};

/** The verdict on a chain, as the heading of a list. */
export function chainHeading(chain: Verdict): string {
  const words = verdict(chain);
  const heading = isTrustworthy(chain) ? capital(words) : l10n.t('Careful, {0}', words);
  return `${heading} (${chain.address})`;
}

/** Asks once more before a pin is used that no public root vouches for. */
export function confirmUntrusted(chain: ChainResult, action: string): Promise<boolean> {
  return confirmAnyway(untrusted(chain), action);
}

/** What speaks against a choice: a sentence, and what it means for the app. */
export interface Objection {
  readonly text: string;
  readonly detail: string;
}

/** What speaks against the pins of a chain; nothing where a public root vouches for this very name. */
export function untrusted(chain: Verdict): readonly Objection[] {
  if (isTrustworthy(chain)) return [];
  const detail = l10n.t(
    "If somebody intercepts your connection, this is their key and not the server's: an app that pins it connects to nobody else.",
  );
  return [{ text: l10n.t('This chain is {0}.', verdict(chain)), detail }];
}

/** Asks once for all that speaks against a choice; true where nothing does, or the person goes on nevertheless. */
export async function confirmAnyway(objections: readonly Objection[], action: string): Promise<boolean> {
  const [first, ...others] = objections;
  if (!first) return true;
  const detail = [first.detail, ...others.flatMap((other) => [other.text, other.detail])].join('\n\n');
  return (await vscode.window.showWarningMessage(first.text, { modal: true, detail }, action)) === action;
}

/** Text from a certificate, kept from being read as an icon. */
export function plain(text: string): string {
  return text.replace(/\$\(/g, '\\$(');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function nameOf(subject: string): string {
  return ownerOf(subject) ?? l10n.t('no name');
}

function itemName(role: PinItem['role']): string {
  switch (role) {
    case 'csr':
      return l10n.t('certificate request');
    case 'public-key':
      return l10n.t('public key');
    case 'private-key':
      return l10n.t('private key');
    default:
      return roleName(role);
  }
}

function validity({ notAfter }: { readonly notAfter: string }): string {
  const left = daysLeft(notAfter, localDate());
  if (left === undefined) return l10n.t('no readable dates');
  const day = notAfter.slice(0, 10);
  return left < 0 ? l10n.t('ended on {0}', day) : l10n.t('until {0}', day);
}
