import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { localDate, utcStamp } from '../../../server/src/core/date';
import type { Observations } from '../observations';
import { hostsOfWorkspace } from '../pinned-hosts';
import { adoptionDays, reportHosts } from '../report-hosts';
import { tellNoPins } from './new-pinning-file';

const { l10n } = vscode;

/** Show Pin Report: a page about every pinned host of the workspace, and its days as a calendar file. */
export function registerShowReport(
  client: BaseLanguageClient,
  observations: Observations,
): vscode.Disposable {
  let shown: vscode.WebviewPanel | undefined;
  let calendar = '';
  const show = async () => {
    const hosts = await hostsOfWorkspace(client);
    if (!hosts) return;
    if (hosts.length === 0) return tellNoPins();
    if (observations.all().length === 0 && !(await wantsUnasked())) return;
    const { outlooks, pinCalendar, pinReport } = await import('../../../server/src/report/pins');
    const stamp = utcStamp();
    const options = {
      today: localDate(),
      adoptionDays: adoptionDays(),
      stamp,
      calendar: `command:${SAVE}`,
      // Where there are no texts in the editor's language, the page speaks English.
      language: l10n.bundle ? vscode.env.language : 'en',
    };
    const report = reportHosts(hosts, observations);
    calendar = pinCalendar(outlooks(report, options), stamp);
    shown ??= openPanel(() => {
      shown = undefined;
    });
    shown.webview.html = pinReport(report, options);
    shown.reveal();
  };
  return vscode.Disposable.from(
    vscode.commands.registerCommand('pinwarden.showPinReport', show),
    vscode.commands.registerCommand(SAVE, () => saveCalendar(calendar)),
    { dispose: () => shown?.dispose() },
  );
}

/** The command behind the page's link; it is in no menu. */
const SAVE = 'pinwarden.saveCalendar';

/** The page has no script; the one command that its link may run is named. */
function openPanel(closed: () => void): vscode.WebviewPanel {
  const panel = vscode.window.createWebviewPanel(
    'pinwarden.report',
    l10n.t('Pin Report'),
    vscode.ViewColumn.Active,
    {
      enableScripts: false,
      enableCommandUris: [SAVE],
      enableFindWidget: true,
      localResourceRoots: [],
    },
  );
  panel.onDidDispose(closed);
  return panel;
}

/** Without any answer of a host the report says little, so the way to answers is offered first. */
async function wantsUnasked(): Promise<boolean> {
  const check = l10n.t('Check Live Hosts First');
  const anyway = l10n.t('Show Anyway');
  const answer = await vscode.window.showInformationMessage(
    l10n.t('No host was asked in this window yet, so the report cannot say how the pins stand.'),
    check,
    anyway,
  );
  if (answer === check) await vscode.commands.executeCommand('pinwarden.checkLive');
  return answer === anyway;
}

async function saveCalendar(calendar: string): Promise<void> {
  if (calendar === '') return;
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const uri = await vscode.window.showSaveDialog({
    title: l10n.t('Save the days of the report'),
    filters: { [l10n.t('Calendar')]: ['ics'] },
    ...(folder ? { defaultUri: vscode.Uri.joinPath(folder, 'pin-report.ics') } : {}),
  });
  if (uri) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(calendar));
}
