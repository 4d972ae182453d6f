import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PinnedHost, Purpose, ReadMaterial } from '../../../server/src/inspect/inspection';
import { wantedHost } from '../../../server/src/inspect/names';
import { inspectPackage } from '../../../server/src/package-crypto';
import { pinKey } from '../../../server/src/pins/pin';
import { inspectMarkdown } from '../../../server/src/report/inspect-markdown';
import { describe } from '../describe';
import { readPackage } from '../package-file';
import { hostsOfWorkspace } from '../pinned-hosts';
import { showReport } from '../report-document';

const { l10n } = vscode;

/** Check Certificate Package…: says whether a file is ready to be uploaded, as a page of its own. */
export function registerCheckPackage(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.checkCertificatePackage', async (selected?: unknown) => {
    const offered = await hostsOfEditor(client);
    const uri = selected instanceof vscode.Uri ? selected : await choosePackage();
    const purpose = uri && (await choosePurpose());
    if (!uri || !purpose) return;
    const hosts = purpose === 'environment' ? await askHosts(offered) : [];
    const material = hosts && (await readPackage(uri));
    if (!hosts || !material) return;
    const name = vscode.workspace.asRelativePath(uri);
    const page = await judge(client, { name, material, purpose, hosts });
    if (page) await showReport(l10n.t('Certificate package {0}', name), page);
  });
}

interface Wish {
  readonly name: string;
  readonly material: ReadMaterial;
  readonly purpose: Purpose;
  readonly hosts: readonly string[];
}

async function judge(
  client: BaseLanguageClient,
  { name, material, purpose, hosts }: Wish,
): Promise<string | undefined> {
  const pinned = purpose === 'environment' ? await pinnedHosts(client) : undefined;
  if (purpose === 'environment' && !pinned) return undefined;
  return inspectMarkdown(name, await inspectPackage(material, { purpose, hosts, pinned }));
}

/** The pins of the workspace that are all known before the build; nothing when the person gives up. */
async function pinnedHosts(client: BaseLanguageClient): Promise<PinnedHost[] | undefined> {
  const found = await hostsOfWorkspace(client);
  return found
    ?.filter(({ open, pins }) => !open && pins.length > 0)
    .map(({ uri, host, platform, enforced, pins }) => ({
      path: vscode.workspace.asRelativePath(uri),
      host,
      platform,
      enforced,
      keys: pins.map(pinKey),
    }));
}

/** The hosts that the document in the active editor pins. */
async function hostsOfEditor(client: BaseLanguageClient): Promise<readonly string[]> {
  const document = vscode.window.activeTextEditor?.document;
  if (!document) return [];
  return describe(client, document).then(
    ({ hosts }) => hosts,
    () => [],
  );
}

async function choosePackage(): Promise<vscode.Uri | undefined> {
  const chosen = await vscode.window.showOpenDialog({
    title: l10n.t('Certificate package'),
    openLabel: l10n.t('Check'),
    filters: {
      [l10n.t('Certificate packages')]: ['pfx', 'p12', 'zip', 'pem', 'crt', 'cer', 'der', 'p7b'],
      [l10n.t('All files')]: ['*'],
    },
  });
  return chosen?.[0];
}

async function choosePurpose(): Promise<Purpose | undefined> {
  const items: readonly (vscode.QuickPickItem & { readonly purpose: Purpose })[] = [
    {
      label: l10n.t('For an OutSystems environment'),
      iconPath: new vscode.ThemeIcon('globe'),
      detail: l10n.t('The certificate of its domain, which apps and browsers see'),
      purpose: 'environment',
    },
    {
      label: l10n.t('As a client certificate'),
      iconPath: new vscode.ThemeIcon('key'),
      detail: l10n.t('With which the platform shows itself to a web service that it consumes'),
      purpose: 'client',
    },
    {
      label: l10n.t('For the trusted root store'),
      iconPath: new vscode.ThemeIcon('library'),
      detail: l10n.t("So that the platform trusts another system's private authority"),
      purpose: 'trusted-root',
    },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('What is the package for?'),
    matchOnDetail: true,
  });
  return chosen?.purpose;
}

/** Asks which hosts the certificate must cover; none when the answer is empty, nothing when the person gives up. */
async function askHosts(offered: readonly string[]): Promise<readonly string[] | undefined> {
  const known = [...new Set(offered)].filter((host) => wantedHost(host) !== undefined);
  const answer = await vscode.window.showInputBox({
    title: l10n.t('Hosts that it must cover'),
    prompt: l10n.t('Names with blanks between them; leave it empty to see only what it covers'),
    placeHolder: 'api.example.org *.example.org',
    ignoreFocusOut: true,
    value: known.join(' '),
    validateInput: (value) => {
      const wrong = words(value).find((word) => wantedHost(word) === undefined);
      return wrong === undefined ? undefined : l10n.t('"{0}" is no host name', wrong);
    },
  });
  return answer === undefined ? undefined : words(answer).flatMap((word) => wantedHost(word) ?? []);
}

function words(text: string): string[] {
  return text.split(/[\s,;]+/).filter((word) => word !== '');
}
