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

/** A certificate as a line that shows its pin, whose it is, who issued it and how long it lasts. */
export function certificateItem<T>(
  certificate: PlacedCertificate,
  value: T,
  notes: readonly string[] = [],
): CertificateItem<T> {
  const { role, subject, issuer, pin, key, served } = certificate;
  const origin = served === false ? [l10n.t('not sent by the server')] : [];
  return {
    label: `$(${ICONS[role]}) ${plain(commonName(subject))}`,
    description: [roleName(role), key, validity(certificate), ...origin, ...notes].map(plain).join(' · '),
    detail: plain(`${pin} · ${subject} · ${l10n.t('issued by {0}', issuer)}`),
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
  const mark = isTrustworthy(chain) ? '' : `${l10n.t('CAREFUL')}: `;
  return `${mark}${plain(verdict(chain))} (${chain.address})`;
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

function commonName(subject: string): string {
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
