import { statSync } from 'node:fs';
import path from 'node:path';
import { type CertificateFolder, certificateFinder } from '../disk/certificates';
import { type Model, pinnedSets } from '../model/model';
import { knownRoot } from '../pins/known-roots';
import type { NamedCertificate } from '../pins/observe';
import { meantKey } from '../pins/pin';

/** Finds the certificates that the pins of a file may have been mistaken for. */
export type CertificatesAtHand = (model: Model) => Promise<readonly NamedCertificate[]>;

/**
 * The certificates below the folders among the targets of a check. They are looked for once, with the first file that
 * pins anything but the keys of public roots, which nobody mixes up with a certificate of one's own.
 */
export function certificatesAtHand(targets: readonly string[]): CertificatesAtHand {
  let found: Promise<readonly NamedCertificate[]> | undefined;
  return async (model) => {
    if (!found && mayBeMistaken(model))
      found = certificateFinder().find(targets.filter(isFolder).map(shownIn));
    return found ?? NONE;
  };
}

const NONE: readonly NamedCertificate[] = [];

function mayBeMistaken(model: Model): boolean {
  return pinnedSets(model).some(({ pins }) =>
    pins.some(({ reading }) => {
      const key = meantKey(reading) ?? (reading.ok ? undefined : reading.fingerprint);
      return key !== undefined && knownRoot(key) === undefined;
    }),
  );
}

/** Files are shown as the user would write them. */
function shownIn(folder: string): CertificateFolder {
  return { folder, shown: (relative) => path.join(folder, relative).split(path.sep).join('/') };
}

function isFolder(target: string): boolean {
  try {
    return target !== '-' && statSync(target).isDirectory();
  } catch {
    return false;
  }
}
