import * as vscode from 'vscode';

/** How long a poll goes on and how often it asks, in milliseconds. */
export interface PollOptions {
  readonly timeout?: number;
  readonly interval?: number;
}

/**
 * Calls a function until it returns something truthy, and returns that. Whatever it throws counts as "not yet":
 * a language client that still settles cancels requests or answers them with nothing.
 */
export async function poll<T>(
  fn: () => T | PromiseLike<T>,
  options: PollOptions = {},
): Promise<NonNullable<T>> {
  const { timeout = 10_000, interval = 100 } = options;
  const end = Date.now() + timeout;
  let last: unknown = 'nothing';
  while (Date.now() < end) {
    try {
      const value = await fn();
      if (value) return value;
      last = value;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, interval));
  }
  throw new Error(`not there after ${timeout} ms; last seen: ${last}`);
}

/** What is done with each list or question that a command shows: its first row is taken, or it is closed. */
const ANSWERS = {
  first: 'workbench.action.acceptSelectedQuickOpenItem',
  none: 'workbench.action.closeQuickOpen',
} as const;

/** Runs a command to its end, answering everything that it asks in one way. */
export async function runAnswering(
  answer: keyof typeof ANSWERS,
  command: string,
  ...args: readonly unknown[]
): Promise<void> {
  let ended = false;
  void vscode.commands.executeCommand(command, ...args).then(() => {
    ended = true;
  });
  await poll(async () => {
    await vscode.commands.executeCommand(ANSWERS[answer]);
    return ended;
  });
}

/** Opens a file of the workspace in an editor; the path is relative to the workspace folder. */
export async function openFile(path: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceUri(path));
  return vscode.window.showTextDocument(document);
}

/** Opens one of the examples in an editor: `openExample('pinning.json')`. */
export function openExample(name: string): Promise<vscode.TextEditor> {
  return openFile(`examples/${name}`);
}

/** Writes a file into the workspace and opens it in an editor; one that is open already gets the text. */
export async function openText(path: string, text: string): Promise<vscode.TextEditor> {
  await vscode.workspace.fs.writeFile(workspaceUri(path), new TextEncoder().encode(text));
  const editor = await openFile(path);
  if (editor.document.getText() !== text) await replaceText(editor, editor.document.getText(), text);
  return editor;
}

/** Replaces the first occurrence of a text, as one edit of the person at the keyboard. */
export async function replaceText(editor: vscode.TextEditor, before: string, after: string): Promise<void> {
  const { document } = editor;
  const start = document.getText().indexOf(before);
  if (start < 0) throw new Error(`"${before}" is not in ${document.uri.path}`);
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  if (!(await editor.edit((edit) => edit.replace(range, after)))) throw new Error('the edit was refused');
}

/** What stands on disk. */
export async function fileText(path: string): Promise<string> {
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(workspaceUri(path)));
}

/** The address of a file in the workspace folder, which is a copy that tests may write to. */
export function workspaceUri(path: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (!folder) throw new Error('no workspace folder is open');
  return vscode.Uri.joinPath(folder.uri, path);
}

/** The present diagnostics of Pinwarden for one file. */
export function diagnosticsOf(uri: vscode.Uri): readonly vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter((diagnostic) => diagnostic.source === 'pinwarden');
}

/** The rules that Pinwarden's present diagnostics name. */
export function rulesOf(uri: vscode.Uri): readonly string[] {
  return diagnosticsOf(uri).map(({ code }) => String(typeof code === 'object' ? code.value : code));
}

/** Waits until the rules that are reported satisfy a condition, and returns them. */
export async function waitForRules(
  uri: vscode.Uri,
  isEnough: (rules: readonly string[]) => boolean,
): Promise<readonly string[]> {
  return poll(() => {
    const rules = rulesOf(uri);
    return isEnough(rules) ? rules : undefined;
  });
}

/** Waits until Pinwarden's diagnostics satisfy a condition, by default that there is one, and returns them. */
export function waitForDiagnostics(
  uri: vscode.Uri,
  isEnough: (diagnostics: readonly vscode.Diagnostic[]) => boolean = (diagnostics) => diagnostics.length > 0,
  options?: PollOptions,
): Promise<readonly vscode.Diagnostic[]> {
  return poll(() => {
    const diagnostics = diagnosticsOf(uri);
    return isEnough(diagnostics) ? diagnostics : undefined;
  }, options);
}

/** The code actions offered for a range, asked for until there is one. */
export function codeActions(
  uri: vscode.Uri,
  range: vscode.Range,
  options?: PollOptions,
): Promise<readonly vscode.CodeAction[]> {
  return poll(async () => {
    const found = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      uri,
      range,
    );
    return found.length > 0 ? found : undefined;
  }, options);
}

/** Applies the first quick fix that is offered for a range. */
export async function applyQuickFix(uri: vscode.Uri, range: vscode.Range | undefined): Promise<void> {
  if (!range) throw new Error('no place to ask for a quick fix');
  const edit = await poll(async () => {
    const offered = await codeActions(uri, range);
    return offered.find(({ kind, edit }) => edit && kind && vscode.CodeActionKind.QuickFix.contains(kind))
      ?.edit;
  });
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error('the quick fix was not applied');
}

/** Whether this is a VS Code in a browser without a server, such as vscode.dev. */
export const inBrowser = vscode.env.uiKind === vscode.UIKind.Web && !vscode.env.remoteName;

/** A test of what a browser cannot do; there it is skipped with the reason. */
export function itOutsideBrowsers(title: string, why: string, run: () => Promise<void>): void {
  itUnless(inBrowser && why, title, run);
}

/** A test of what follows changes on the disk. The VS Code server that the tests install comes without its watcher. */
export function itWhereWatched(title: string, run: () => Promise<void>): void {
  itUnless(vscode.env.remoteName !== undefined && 'this build watches no files', title, run);
}

function itUnless(why: string | false, title: string, run: () => Promise<void>): void {
  if (why) it.skip(`${title} (skipped: ${why})`);
  else it(title, run);
}

/** The extension under test, activated. */
export async function activateExtension(): Promise<vscode.Extension<unknown>> {
  const id = process.env.PINWARDEN_EXTENSION ?? 'pinwarden.pinwarden';
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`the extension ${id} is not installed`);
  await extension.activate();
  return extension;
}
