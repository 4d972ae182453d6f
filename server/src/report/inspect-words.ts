import type { Severity } from '../core/finding';
import * as l10n from '../core/l10n';
import { roleName } from '../core/words';
import { nameOf } from '../inspect/dates';
import type { InspectedCertificate, Inspection, PinOutcome, Purpose } from '../inspect/inspection';

/** How many findings of each severity there are. */
export function countFindings({
  findings,
}: Inspection): Readonly<Record<'errors' | 'warnings' | 'infos', number>> {
  const count = (severity: Severity) => findings.filter((finding) => finding.severity === severity).length;
  return { errors: count('error'), warnings: count('warning'), infos: count('info') };
}

/** Whether a package is ready, and what was found: `not ready for …: 1 error, 0 warnings`. */
export function readiness(inspection: Inspection): string {
  const { errors, warnings, infos } = countFindings(inspection);
  const counts = [
    errors === 1 ? l10n.t('1 error') : l10n.t('{0} errors', errors),
    warnings === 1 ? l10n.t('1 warning') : l10n.t('{0} warnings', warnings),
    ...(infos === 0 ? [] : [infos === 1 ? l10n.t('1 info') : l10n.t('{0} infos', infos)]),
  ].join(', ');
  const purpose = purposeName(inspection.purpose);
  return errors > 0
    ? l10n.t('not ready for {0}: {1}', purpose, counts)
    : l10n.t('ready for {0}: {1}', purpose, counts);
}

function purposeName(purpose: Purpose): string {
  return {
    environment: l10n.t('an OutSystems environment'),
    client: l10n.t('a consumed web service (client certificate)'),
    'trusted-root': l10n.t("the platform's trusted root store"),
  }[purpose];
}

/** Where the chain ends, in one clause; nothing where there is none to speak of. */
export function chainClause({ chain, certificates, purpose }: Inspection): string | undefined {
  if (!chain || purpose === 'trusted-root') return undefined;
  if (chain.end === 'missing')
    return l10n.t('stops below "{0}", which is not in the file', chain.missing ?? '');
  const root = certificates.findLast(({ role }) => role !== 'certificate');
  if (!root) return undefined;
  return chain.end === 'public'
    ? l10n.t('complete up to {0}, a public root', nameOf(root))
    : l10n.t('complete up to {0}, which is no public root', nameOf(root));
}

/** Key, signature, validity and origin of a certificate in one line. */
export function certificateClause({
  key,
  signature,
  notBefore,
  notAfter,
  included,
}: InspectedCertificate): string {
  const facts = [key, signature, notBefore.slice(0, 10), notAfter.slice(0, 10)];
  return included
    ? l10n.t('{0}, {1}, from {2} to {3}', ...facts)
    : l10n.t('{0}, {1}, from {2} to {3}; not in the file, and need not be', ...facts);
}

/** How long it still lasts. */
export function lastingClause({ daysLeft }: Inspection): string | undefined {
  if (daysLeft === undefined) return undefined;
  if (daysLeft < 0)
    return daysLeft === -1 ? l10n.t('ended 1 day ago') : l10n.t('ended {0} days ago', -daysLeft);
  return daysLeft === 1 ? l10n.t('1 day left') : l10n.t('{0} days left', daysLeft);
}

/** What becomes of a pinned host, in one clause; a chain that stops short may hide the key that is pinned. */
export function pinClause({ matches, platform }: PinOutcome, { chain }: Inspection): string {
  const apps = appsOn(platform);
  if (matches !== 'none')
    return l10n.t('{0} go on connecting: they pin the key of the {1}', apps, roleName(matches));
  return chain?.end === 'missing'
    ? l10n.t('{0} perhaps cannot connect: no pin is in the part of the chain that is here', apps)
    : l10n.t('{0} cannot connect: none of their pins is in the chain', apps);
}

function appsOn(platform: PinOutcome['platform']): string {
  return { both: l10n.t('apps'), android: l10n.t('Android apps'), ios: l10n.t('iOS apps') }[platform];
}
