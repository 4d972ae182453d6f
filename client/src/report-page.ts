import * as vscode from 'vscode';

const SCHEME = 'pinwarden-report';

/** How many reports are kept for being shown again; the oldest goes first. */
const MAX_REPORTS = 20;

/** Shows reports as read-only pages of Markdown in the editor's own preview. */
export interface ReportPages extends vscode.Disposable {
  /** Shows a page under a title; a page with the same title is replaced. */
  readonly show: (title: string, markdown: string) => Promise<void>;
}

/** Makes the pages; their text is in memory only. */
export function reportPages(): ReportPages {
  const texts = new Map<string, string>();
  const changed = new vscode.EventEmitter<vscode.Uri>();
  const provider = vscode.workspace.registerTextDocumentContentProvider(SCHEME, {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => texts.get(uri.path) ?? '',
  });
  return {
    async show(title, markdown) {
      const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${title.replace(/[/\\?#]/g, '-')}.md` });
      texts.delete(uri.path);
      texts.set(uri.path, markdown);
      const [oldest] = texts.keys();
      if (texts.size > MAX_REPORTS && oldest !== undefined) texts.delete(oldest);
      changed.fire(uri);
      // Without VS Code's own Markdown support the text can still be read.
      await vscode.commands
        .executeCommand('markdown.showPreview', uri)
        .then(undefined, () => vscode.window.showTextDocument(uri));
    },
    dispose: () => void vscode.Disposable.from(provider, changed).dispose(),
  };
}
