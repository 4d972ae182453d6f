import * as vscode from 'vscode';

/** One step of several: a list to choose from. */
export interface Step<T extends vscode.QuickPickItem> {
  readonly title: string;
  readonly placeholder: string;
  readonly items: readonly T[];
  /** Which step this is, from 1, and how many there are; left out where there is one alone. */
  readonly step?: readonly [number, number];
  /** Several can be chosen; those whose `picked` is true are to begin with. */
  readonly many?: boolean;
  readonly buttons?: readonly vscode.QuickInputButton[];
}

/** What a person did: chose, pressed a button beside the title, or (nothing) gave up. */
export type Answer<T> = { readonly picked: readonly T[] } | { readonly button: vscode.QuickInputButton };

/** Shows one step; it stays open when the window loses the focus, as people look things up elsewhere. */
export function askStep<T extends vscode.QuickPickItem>(step: Step<T>): Promise<Answer<T> | undefined> {
  const list = vscode.window.createQuickPick<T>();
  list.title = step.title;
  list.placeholder = step.placeholder;
  list.canSelectMany = step.many ?? false;
  list.matchOnDescription = true;
  list.matchOnDetail = true;
  list.ignoreFocusOut = true;
  list.buttons = step.buttons ?? [];
  list.items = step.items;
  if (step.step) [list.step, list.totalSteps] = step.step;
  if (step.many) list.selectedItems = step.items.filter(({ picked }) => picked);
  return new Promise<Answer<T> | undefined>((resolve) => {
    list.onDidAccept(() => resolve({ picked: list.selectedItems }));
    list.onDidTriggerButton((button) => resolve({ button }));
    list.onDidHide(() => resolve(undefined));
    list.show();
  }).finally(() => list.dispose());
}

/** Says whether a person wants the step before once more. */
export function isBack<T>(answer: Answer<T>): boolean {
  return 'button' in answer && answer.button === vscode.QuickInputButtons.Back;
}
