import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { localDate } from '../../../server/src/core/date';
import type { CheckLiveArgument } from '../../../server/src/lsp/protocol';
import { type ClosedFiles, showClosedFiles } from '../closed-files';
import { dialMany, mayDial } from '../dial';
import type { Observations } from '../observations';
import { hostsOfDocument, hostsOfWorkspace, type WorkspaceHost } from '../pinned-hosts';
import { adoptionDays, reportHosts } from '../report-hosts';
import { tellNoPins } from './new-pinning-file';

const { l10n } = vscode;

/** Check Pins Against Live Hosts: lists the hosts, asks them once the person said yes, and shows how the pins stand. */
export function registerCheckLive(client: BaseLanguageClient, observations: Observations): vscode.Disposable {
  const closed = showClosedFiles(client);
  const command = vscode.commands.registerCommand(
    'pinwarden.checkLive',
    async (argument?: CheckLiveArgument) => {
      if (!(await mayDial())) return;
      const hosts = argument ? await hostsAt(client, argument) : await chooseHosts(client);
      if (!hosts) return;
      if (hosts.length === 0) return tellNoPins();
      const confirmed = await confirmHosts(hosts);
      if (confirmed.length > 0) await checkHosts(hosts, confirmed, { observations, closed });
    },
  );
  return vscode.Disposable.from(command, closed);
}

/** The entries of one host in one document. */
async function hostsAt(
  client: BaseLanguageClient,
  { uri, host }: CheckLiveArgument,
): Promise<readonly WorkspaceHost[]> {
  const document = await vscode.workspace.openTextDocument(client.protocol2CodeConverter.asUri(uri));
  return (await hostsOfDocument(client, document)).filter((one) => one.host === host);
}

type Scope = 'selection' | 'file' | 'workspace';

/** Lets a person choose between what is selected, the file and the workspace; nothing when they give up. */
async function chooseHosts(client: BaseLanguageClient): Promise<readonly WorkspaceHost[] | undefined> {
  const editor = vscode.window.activeTextEditor;
  const inFile = editor ? await hostsOfDocument(client, editor.document).catch(() => []) : [];
  if (!editor || inFile.length === 0) return hostsOfWorkspace(client);
  const { document, selection } = editor;
  const within = { start: document.offsetAt(selection.start), end: document.offsetAt(selection.end) };
  const selected = selection.isEmpty ? [] : await hostsOfDocument(client, document, within);
  const scope = await chooseScope(document, inFile.length, selected.length);
  if (scope === 'workspace') return hostsOfWorkspace(client);
  return scope && (scope === 'file' ? inFile : selected);
}

async function chooseScope(
  document: vscode.TextDocument,
  inFile: number,
  selected: number,
): Promise<Scope | undefined> {
  const items: (vscode.QuickPickItem & { readonly scope: Scope })[] = [
    {
      label: l10n.t('This file'),
      description: `${vscode.workspace.asRelativePath(document.uri)} · ${hostCount(inFile)}`,
      iconPath: new vscode.ThemeIcon('file'),
      scope: 'file',
    },
    {
      label: l10n.t('The whole workspace'),
      description: l10n.t('every configuration with pins'),
      iconPath: new vscode.ThemeIcon('root-folder'),
      scope: 'workspace',
    },
  ];
  if (selected > 0)
    items.unshift({
      label: l10n.t('The selection'),
      description: hostCount(selected),
      iconPath: new vscode.ThemeIcon('list-selection'),
      scope: 'selection',
    });
  const title = l10n.t('Check pins against live hosts');
  const placeHolder = l10n.t('Every name is listed before anybody is asked');
  return (await vscode.window.showQuickPick(items, { title, placeHolder }))?.scope;
}

/** Shows every host that would be connected to, each of which can be left out; none when the person gives up. */
async function confirmHosts(hosts: readonly WorkspaceHost[]): Promise<readonly string[]> {
  const names = [...new Set(hosts.map(({ host }) => host))];
  const items = names.map((host) => ({
    label: host,
    description: placesOf(host, hosts),
    picked: true,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('Connect to {0}?', hostCount(names.length)),
    placeHolder: l10n.t('Enter makes TLS handshakes with the checked ones'),
    canPickMany: true,
    ignoreFocusOut: true,
  });
  return (chosen ?? []).map(({ label }) => label);
}

/** Where a host stands, for a line of a list. */
function placesOf(host: string, hosts: readonly WorkspaceHost[]): string {
  const own = hosts.filter((one) => one.host === host);
  const [first] = own;
  if (!first) return '';
  const place = `${vscode.workspace.asRelativePath(first.uri)}:${first.line}`;
  return own.length > 1 ? l10n.t('{0} and {1} more places', place, own.length - 1) : place;
}

async function checkHosts(
  hosts: readonly WorkspaceHost[],
  names: readonly string[],
  { observations, closed }: { readonly observations: Observations; readonly closed: ClosedFiles },
): Promise<void> {
  const observed = await dialMany(names);
  if (observed.length === 0) return;
  await observations.add(
    observed.map((one) => ({
      ...one,
      judged: hosts.filter(({ host }) => host === one.host).map(({ entry }) => entry),
    })),
  );
  await closed.show(hosts.map(({ uri }) => uri));
  await tell(
    observed.map(({ host }) => host),
    hosts,
    observations,
  );
}

/** Sums up in one sentence, by what the report says of each host, and leads to it. */
async function tell(
  names: readonly string[],
  hosts: readonly WorkspaceHost[],
  observations: Observations,
): Promise<void> {
  const { outlooks } = await import('../../../server/src/report/pins');
  const asked = reportHosts(hosts, observations).filter(({ host }) => names.includes(host));
  const states = outlooks(asked, { today: localDate(), adoptionDays: adoptionDays() }).map(
    ({ state }) => state,
  );
  const silent = states.filter((state) => state === 'silent').length;
  const failing = states.filter((state) => state === 'broken').length;
  const parts = [
    l10n.t('{0} asked', hostCount(names.length)),
    failing > 0
      ? l10n.t('{0} without a matching pin', failing)
      : silent < names.length
        ? l10n.t('pins match')
        : '',
    silent > 0 ? l10n.t('{0} gave no chain', silent) : '',
  ];
  const words = parts.filter(Boolean).join(', ');
  const report = l10n.t('Show Pin Report');
  const problems = l10n.t('Show Problems');
  const show =
    failing > 0 || silent > 0 ? vscode.window.showWarningMessage : vscode.window.showInformationMessage;
  const answer = await show(words, report, problems);
  if (answer === report) await vscode.commands.executeCommand('pinwarden.showPinReport');
  if (answer === problems) await vscode.commands.executeCommand('workbench.actions.view.problems');
}

function hostCount(count: number): string {
  return count === 1 ? l10n.t('1 host') : l10n.t('{0} hosts', count);
}
