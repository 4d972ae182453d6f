import * as vscode from 'vscode';
import { localDate } from '../../server/src/core/date';
import {
  type ChainResult,
  daysLeft,
  isTrustworthy,
  type PlacedCertificate,
  verdict,
} from '../../server/src/pins/chain';

const { l10n } = vscode;

/** One line of a list of certificates; `value` is what a choice gives. */
export interface CertificateItem<T> extends vscode.QuickPickItem {
  readonly value: T;
}

/** What a line says besides the certificate itself. */
export interface CertificateNotes {
  readonly pinned: boolean;
  /** The second line of the two, which hold about 85 characters each. */
  readonly detail: string;
}

/** A certificate as a line that shows whose it is, how long it lasts and who issued it. */
export function certificateItem<T>(
  certificate: PlacedCertificate,
  value: T,
  { pinned, detail }: CertificateNotes,
): CertificateItem<T> {
  const { role, subject, issuer, served } = certificate;
  const description = [
    ...(pinned ? [l10n.t('already pinned')] : []),
    roleName(role),
    validity(certificate),
    issuer === subject ? l10n.t('issued by itself') : l10n.t('issued by {0}', commonName(issuer)),
    ...(served === false ? [l10n.t('not sent by the server')] : []),
  ];
  return {
    label: plain(commonName(subject)),
    iconPath: new vscode.ThemeIcon(ICONS[role]),
    description: description.map(plain).join(' · '),
    detail: plain(detail),
    value,
  };
}

const ICONS: Readonly<Record<PlacedCertificate['role'], string>> = {
  leaf: 'globe',
  intermediate: 'organization',
  root: 'library',
  certificate: 'file',
};

/** The verdict on a chain, as the heading of a list. */
export function chainHeading(chain: ChainResult): string {
  const words = verdict(chain);
  const heading = isTrustworthy(chain) ? capital(words) : l10n.t('Careful, {0}', words);
  return `${heading} (${chain.address})`;
}

/** Asks once more before a pin is used that no public root vouches for. */
export async function confirmUntrusted(chain: ChainResult, action: string): Promise<boolean> {
  if (isTrustworthy(chain)) return true;
  const answer = await vscode.window.showWarningMessage(
    l10n.t('This chain is {0}.', verdict(chain)),
    {
      modal: true,
      detail: l10n.t(
        "If somebody intercepts your connection, this is their key and not the server's: an app that pins it connects to nobody else.",
      ),
    },
    action,
  );
  return answer === action;
}

/** Text from a certificate, kept from being read as an icon. */
export function plain(text: string): string {
  return text.replace(/\$\(/g, '\\$(');
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The name that people know the owner of a certificate by. */
export function commonName(subject: string): string {
  return /(?:^|, )CN=([^,]+)/.exec(subject)?.[1] ?? (subject || l10n.t('no name'));
}

function roleName(role: PlacedCertificate['role']): string {
  return {
    leaf: l10n.t('leaf'),
    intermediate: l10n.t('intermediate'),
    root: l10n.t('root'),
    certificate: l10n.t('certificate'),
  }[role];
}

function validity({ notAfter }: PlacedCertificate): string {
  const left = daysLeft(notAfter, localDate());
  if (left === undefined) return l10n.t('no readable dates');
  const day = notAfter.slice(0, 10);
  return left < 0 ? l10n.t('ended on {0}', day) : l10n.t('until {0}', day);
}
