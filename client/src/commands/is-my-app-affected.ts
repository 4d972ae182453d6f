import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Answers } from '../../../server/src/affected/triage';
import { type AppFiles, readAppFiles } from '../app-files';
import { linkToFile, showReport } from '../report-document';

const { l10n } = vscode;

/** Is My App Affected?: asks what no file tells, reads the files of the workspace, and shows the verdict as a page. */
export function registerAffected(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.isMyAppAffected', async () => {
    const folder = await chooseFolder();
    const answers = folder && (await ask());
    const found = answers && (await survey(client, folder));
    if (!found) return;
    const { affectedMarkdown, triage } = await import('../../../server/src/is-affected');
    const page = affectedMarkdown(triage(found.files, answers, found.unread), (path, line, column) => {
      const uri = found.places.get(path);
      return uri && linkToFile(uri, line, column);
    });
    await showReport(l10n.t('Is My App Affected?'), page);
  });
}

/** The folder of the app: each app has a verdict of its own. */
async function chooseFolder(): Promise<vscode.WorkspaceFolder | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0)
    void vscode.window.showInformationMessage(
      l10n.t('Open the folder that holds the files of the app first.'),
    );
  if (folders.length < 2) return folders[0];
  return vscode.window.showWorkspaceFolderPick({ placeHolder: l10n.t('The folder of the app') });
}

/** Asks what no file tells; nothing when the person gives up. */
async function ask(): Promise<Answers | undefined> {
  const infrastructure = await choose(l10n.t('Where does the app run? (1 of 2)'), [
    {
      label: l10n.t('In the OutSystems cloud'),
      detail: l10n.t('Also with a domain of your own; OutSystems Developer Cloud always'),
      value: { infrastructure: 'cloud' as const },
    },
    {
      label: l10n.t('On servers of your own'),
      detail: l10n.t('Self-managed: you, or a provider of yours, run the environments'),
      value: { infrastructure: 'self-managed' as const },
    },
  ]);
  const plugin =
    infrastructure &&
    (await choose(l10n.t('Does the app reference the SSL Pinning plugin of Forge? (2 of 2)'), [
      {
        label: l10n.t('Yes'),
        detail: l10n.t("Seen in the IDE, among the dependencies of the app's modules"),
        value: { plugin: 'referenced' as const },
      },
      {
        label: l10n.t('No'),
        detail: l10n.t('Looked up in the IDE: no module of the app references it'),
        value: { plugin: 'absent' as const },
      },
    ]));
  return plugin && { ...infrastructure, ...plugin };
}

async function choose(
  title: string,
  known: readonly (vscode.QuickPickItem & { readonly value: Answers })[],
): Promise<Answers | undefined> {
  const unknown = {
    label: l10n.t("I don't know"),
    detail: l10n.t('The report says how to find out'),
    value: {},
  };
  const placeHolder = l10n.t('No file of the app tells this');
  const chosen = await vscode.window.showQuickPick([...known, unknown], {
    title,
    placeHolder,
    ignoreFocusOut: true,
  });
  return chosen?.value;
}

/** Reads the files with progress and cancel. */
function survey(client: BaseLanguageClient, folder: vscode.WorkspaceFolder): Thenable<AppFiles | undefined> {
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Reading the files of the app'),
      cancellable: true,
    },
    (progress, token) => readAppFiles(client, folder, (increment) => progress.report({ increment }), token),
  );
}
