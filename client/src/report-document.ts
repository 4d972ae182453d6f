import * as vscode from 'vscode';

const { l10n } = vscode;

/** The scheme of documents that exist in this window only, and that nobody can edit. */
const SCHEME = 'pinwarden-report';

/** How many reports are kept; the oldest goes first. */
const MAX_REPORTS = 20;

/** The latest report of each title, the newest last. */
const reports = new Map<string, string>();

const changed = new vscode.EventEmitter<vscode.Uri>();

/** Serves reports as documents; one from before the window was loaded anew says that it is gone. */
export function registerReports(): vscode.Disposable {
  return vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: ({ path }) =>
      reports.get(path) ?? l10n.t('This report is gone. Run the command again.'),
  });
}

/** Shows Markdown as a read-only page; a report of the same title is replaced. Names in it must have been escaped. */
export async function showReport(title: string, markdown: string): Promise<void> {
  const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replace(/[/\\?#%:]/g, '')}.md` });
  reports.delete(uri.path);
  reports.set(uri.path, markdown);
  const [oldest] = reports.keys();
  if (reports.size > MAX_REPORTS && oldest !== undefined) reports.delete(oldest);
  changed.fire(uri);
  try {
    await vscode.commands.executeCommand('markdown.showPreview', uri);
  } catch {
    // Without VS Code's own Markdown support the text is still readable.
    await vscode.window.showTextDocument(uri);
  }
}

/**
 * The target of a link to a place in a file (line and column from 1), for Markdown's `[…](<…>)`. A preview opens no
 * address with a scheme but those of the web; a path it takes from the first folder of the workspace. Nothing for a
 * file that no such path leads to.
 */
export function linkToFile(uri: vscode.Uri, line: number, column: number): string | undefined {
  const root = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (root?.scheme !== uri.scheme || root.authority !== uri.authority) return undefined;
  const from = root.path.split('/').filter(Boolean);
  const to = uri.path.split('/').filter(Boolean);
  const differs = from.findIndex((name, index) => name !== to[index]);
  const common = differs < 0 ? from.length : differs;
  const steps = [...from.slice(common).map(() => '..'), ...to.slice(common).map(encodeURIComponent)];
  return `/${steps.join('/')}#L${line},${column}`;
}
