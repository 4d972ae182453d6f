import * as vscode from 'vscode';
import type { PlacedCertificate } from '../../server/src/pins/chain';

const { l10n } = vscode;

/** Lets a person choose a certificate file; nothing when they give up. */
export async function chooseFile(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: l10n.t('Certificate file'),
    openLabel: l10n.t('Read its pin'),
    filters: { [l10n.t('Certificates')]: ['pem', 'crt', 'cer', 'der'], [l10n.t('All files')]: ['*'] },
  });
  return chosen?.[0];
}

/** Reads the certificates of a file; tells the person why when there are none. */
export async function readFile(uri: vscode.Uri): Promise<readonly PlacedCertificate[] | undefined> {
  const { MAX_CERTIFICATE_FILE, readCertificateFile } = await import('../../server/src/pins/certificates');
  const name = vscode.workspace.asRelativePath(uri);
  const refuse = (reason: string) =>
    void vscode.window.showErrorMessage(l10n.t('No pin in {0}: {1}', name, reason));
  try {
    if ((await vscode.workspace.fs.stat(uri)).size > MAX_CERTIFICATE_FILE)
      return refuse(l10n.t('larger than 1 MB'));
    const read = readCertificateFile(await vscode.workspace.fs.readFile(uri));
    return read.ok ? read.certificates.map((one) => ({ ...one, role: 'certificate' })) : refuse(read.message);
  } catch {
    return refuse(l10n.t('the file cannot be read'));
  }
}
