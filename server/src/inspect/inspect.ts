import type { Severity } from '../core/finding';
import * as l10n from '../core/l10n';
import { daysLeft } from '../pins/chain';
import type { CertificateMaterial } from '../pins/material';
import type { Case } from './case';
import { leafOf, readChain } from './chain';
import { readKeys } from './contents';
import type { Inspection, InspectOptions, PackageFinding, Purpose, ReadMaterial } from './inspection';
import { pinOutcomes } from './pinned';
import { presentedFindings } from './presented';
import { rootFindings } from './trusted-root';

/** Judges whether a certificate package is ready for its purpose. Pure and total: any material gives an inspection. */
export function inspect(material: ReadMaterial, options: InspectOptions): Inspection {
  const { purpose, crypto, today, hosts } = options;
  const certificates = material.items.filter((item) => item.role === 'certificate');
  const leaf = leafOf(material);
  const chain = readChain(certificates, leaf, crypto);
  const keys = readKeys(material, leaf);
  const pinned = purpose === 'environment' ? options.pinned : undefined;
  const outcomes = chain && pinned ? pinOutcomes(chain, pinned, hosts) : [];
  const findings = chain ? judge({ material, chain, keys, outcomes, options }) : [noCertificate()];
  return {
    purpose,
    format: material.format,
    ...(material.protection === undefined ? {} : { protection: material.protection }),
    certificates: chain ? [...chain.certificates, ...chain.others] : [],
    keys,
    chain: chain && { end: chain.end, ...(chain.missing === undefined ? {} : { missing: chain.missing }) },
    findings: findings.sort((a, b) => RANK[a.severity] - RANK[b.severity]),
    daysLeft: firstEnd(certificates, leaf, purpose, today),
    pinned: pinned && outcomes,
    responsibility: responsibility(purpose),
  };
}

function judge(subject: Case): PackageFinding[] {
  const { purpose } = subject.options;
  return [...(purpose === 'trusted-root' ? rootFindings(subject) : presentedFindings(subject, purpose))];
}

function noCertificate(): PackageFinding {
  return {
    id: 'package-certificate-missing',
    severity: 'error',
    message: l10n.t('The file holds no certificate.'),
    remedy: l10n.t('Put in the certificate that your authority issued, and its chain.'),
  };
}

const RANK: Readonly<Record<Severity, number>> = { error: 0, warning: 1, info: 2 };

/** Who has to do what, as OutSystems documents it. */
function responsibility(purpose: Purpose): string {
  const owner =
    purpose === 'trusted-root'
      ? l10n.t(
          "The other system's owner renews this certificate, and you watch when it ends: OutSystems does not.",
        )
      : l10n.t('You own this certificate, watch when it ends and renew it.');
  const installs =
    purpose === 'environment'
      ? l10n.t(
          'OutSystems installs what you upload to its cloud and does not renew it, and in your own infrastructure you install it too. ODC needs no upload, because it issues and renews the certificate of a custom domain itself.',
        )
      : l10n.t(
          "On OutSystems' cloud, OutSystems Support installs it on every front-end when you ask for it; in your own infrastructure you install it on each.",
        );
  return `${owner} ${installs}`;
}

/** When the certificate ends that the package is about; in a list of roots, the first of them. */
function firstEnd(
  certificates: readonly CertificateMaterial[],
  leaf: CertificateMaterial | undefined,
  purpose: Purpose,
  today: string,
): number | undefined {
  const concerned = purpose === 'trusted-root' ? certificates : leaf ? [leaf] : [];
  const days = concerned.flatMap(({ notAfter }) => daysLeft(notAfter, today) ?? []);
  return days.length > 0 ? days.reduce((least, one) => Math.min(least, one)) : undefined;
}
