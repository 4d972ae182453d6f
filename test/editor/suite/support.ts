import { join } from 'node:path';
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

/** Opens a file of the workspace in an editor; the path is relative to the workspace folder. */
export async function openFile(path: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(workspaceUri(path));
  return vscode.window.showTextDocument(document);
}

/** Opens one of the examples in an editor: `openExample('pinning.json')`. */
export function openExample(name: string): Promise<vscode.TextEditor> {
  return openFile(join('examples', name));
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

/** The extension under test, activated. */
export async function activateExtension(): Promise<vscode.Extension<unknown>> {
  const id = process.env.PINWARDEN_EXTENSION ?? 'pinwarden.pinwarden';
  const extension = vscode.extensions.getExtension(id);
  if (!extension) throw new Error(`the extension ${id} is not installed`);
  await extension.activate();
  return extension;
}
