import type { Severity } from '../core/finding';
import { nameOf } from '../inspect/dates';
import type { InspectedCertificate, Inspection, PinOutcome, Purpose } from '../inspect/inspection';
import { plural } from './paint';

/** What each purpose is called after "for". */
const PURPOSE_NAMES: Readonly<Record<Purpose, string>> = {
  environment: 'an OutSystems environment',
  client: 'a consumed web service (client certificate)',
  'trusted-root': "the platform's trusted root store",
};

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
    plural(errors, 'error'),
    plural(warnings, 'warning'),
    ...(infos > 0 ? [plural(infos, 'note')] : []),
  ].join(', ');
  return `${errors > 0 ? 'not ready' : 'ready'} for ${PURPOSE_NAMES[inspection.purpose]}: ${counts}`;
}

/** Where the chain ends, in one clause; nothing where there is none to speak of. */
export function chainClause({ chain, certificates, purpose }: Inspection): string | undefined {
  if (!chain || purpose === 'trusted-root') return undefined;
  if (chain.end === 'missing') return `stops below "${chain.missing ?? ''}", which is not in the file`;
  const last = certificates.findLast(({ role }) => role !== 'certificate');
  const root = last ? nameOf(last) : 'itself';
  return chain.end === 'public'
    ? `complete up to ${root}, a public root`
    : `complete up to ${root}, which is no public root`;
}

/** Key, signature, validity and origin of a certificate in one line. */
export function certificateClause({
  key,
  signature,
  notBefore,
  notAfter,
  included,
}: InspectedCertificate): string {
  const origin = included ? '' : '; not in the file, and need not be';
  return `${key}, ${signature}, from ${notBefore.slice(0, 10)} to ${notAfter.slice(0, 10)}${origin}`;
}

/** How long it still lasts. */
export function lastingClause({ daysLeft }: Inspection): string | undefined {
  if (daysLeft === undefined) return undefined;
  return daysLeft < 0 ? `ended ${plural(-daysLeft, 'day')} ago` : `${plural(daysLeft, 'day')} left`;
}

/** What becomes of a pinned host, in one clause; a chain that stops short may hide the key that is pinned. */
export function pinClause({ matches, platform }: PinOutcome, { chain }: Inspection): string {
  const where = { both: '', android: ' on Android', ios: ' on iOS' }[platform];
  if (matches !== 'none') return `apps go on connecting${where}: they pin the key of the ${matches}`;
  return chain?.end === 'missing'
    ? `perhaps apps cannot connect${where}: no pin is in the part of the chain that is here`
    : `apps cannot connect${where}: none of their pins is in the chain`;
}
