import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Kind } from '../../server/src/model/kind';
import { SELECTOR } from './client-options';
import { describe } from './describe';

const { l10n } = vscode;

/** A selector that no document matches: the item is hidden. */
const NOWHERE = { scheme: 'pinwarden-nowhere' };

/** Shows in the language status what kind of file the active one is and how it stands. */
export function registerStatus(client: BaseLanguageClient): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('pinwarden.status', NOWHERE);
  item.name = 'Pinwarden';
  item.command = { title: l10n.t('Show problems'), command: 'workbench.actions.view.problems' };
  const update = () => void show(client, item).catch(() => undefined);
  update();
  return vscode.Disposable.from(
    item,
    vscode.window.onDidChangeActiveTextEditor(update),
    vscode.languages.onDidChangeDiagnostics(({ uris }) => {
      const active = vscode.window.activeTextEditor?.document.uri.toString();
      if (uris.some((uri) => uri.toString() === active)) update();
    }),
  );
}

async function show(client: BaseLanguageClient, item: vscode.LanguageStatusItem): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const description =
    document && vscode.languages.match(SELECTOR, document) ? await describe(client, document) : undefined;
  if (!document || !description?.kind) {
    item.selector = NOWHERE;
    return;
  }
  const own = vscode.languages.getDiagnostics(document.uri).filter(({ source }) => source === 'pinwarden');
  const count = (severity: vscode.DiagnosticSeverity) =>
    own.filter((diagnostic) => diagnostic.severity === severity).length;
  const errors = count(vscode.DiagnosticSeverity.Error);
  const warnings = count(vscode.DiagnosticSeverity.Warning);
  item.selector = SELECTOR;
  item.text = kindName(description.kind);
  const suppressed = description.suppressed > 0 ? l10n.t('{0} suppressed', description.suppressed) : '';
  item.detail = [hostCount(description.hosts.length), problemCount(errors, warnings), suppressed]
    .filter(Boolean)
    .join(', ');
  item.severity = statusSeverity(errors, warnings);
}

function statusSeverity(errors: number, warnings: number): vscode.LanguageStatusSeverity {
  const { Error: bad, Warning: doubtful, Information: fine } = vscode.LanguageStatusSeverity;
  return errors > 0 ? bad : warnings > 0 ? doubtful : fine;
}

/** What a kind of file is called, in the language of VS Code. */
export function kindName(kind: Kind): string {
  return {
    pinning: l10n.t('SSL pinning file'),
    extensibility: l10n.t('Extensibility configuration'),
    'build-action': l10n.t('Capacitor build action'),
    'android-nsc': l10n.t('Android network security configuration'),
    'ios-plist': l10n.t('iOS property list with pins'),
  }[kind];
}

function hostCount(hosts: number): string {
  if (hosts === 0) return '';
  return hosts === 1 ? l10n.t('1 pinned host') : l10n.t('{0} pinned hosts', hosts);
}

function problemCount(errors: number, warnings: number): string {
  if (errors + warnings === 0) return l10n.t('no problems found');
  const parts = [
    errors === 1 ? l10n.t('1 error') : errors > 1 ? l10n.t('{0} errors', errors) : '',
    warnings === 1 ? l10n.t('1 warning') : warnings > 1 ? l10n.t('{0} warnings', warnings) : '',
  ];
  return parts.filter(Boolean).join(', ');
}
