import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { Converted, ConvertTarget } from '../../../server/src/convert';
import { plainProse } from '../../../server/src/core/prose';
import { code, quoting } from '../../../server/src/features/markdown';
import {
  CONVERSIONS,
  CONVERT,
  CONVERT_COMMAND,
  type ConversionsParams,
  type ConversionsResult,
  type ConvertArgument,
  type ConvertParams,
} from '../../../server/src/lsp/protocol';
import { describe } from '../describe';
import { showReport } from '../report-document';
import { kindName } from '../status';
import { tellNoPins } from './new-pinning-file';

const { l10n } = vscode;

/** Convert Pinning Configuration…: shows a document as another kind of file, unsaved, and what differs. */
export function registerConvert(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand(CONVERT_COMMAND, async (argument?: ConvertArgument) => {
    const document = argument
      ? await vscode.workspace.openTextDocument(client.protocol2CodeConverter.asUri(argument.uri))
      : vscode.window.activeTextEditor?.document;
    if (!document) return tell(l10n.t('Open a file with pinned hosts first.'));
    const uri = client.code2ProtocolConverter.asUri(document.uri);
    const to = argument?.to ?? (await chooseTarget(client, document, uri));
    if (!to) return;
    const converted = await convert(client, { uri, to });
    if (!converted.ok) return tellRefusal(converted);
    const { text, name } = converted;
    const result = await vscode.workspace.openTextDocument({ language: languageOf(name), content: text });
    await vscode.window.showTextDocument(result, { viewColumn: vscode.ViewColumn.Beside });
    // The message stays until somebody answers it; the command is done.
    void offerDifferences(document, to, converted);
  });
}

function convert(client: BaseLanguageClient, params: ConvertParams): Promise<Converted> {
  return client.sendRequest<Converted>(CONVERT, params);
}

/** Asks what the document is to become; says why where it can become nothing else. */
async function chooseTarget(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  uri: string,
): Promise<ConvertTarget | undefined> {
  const params: ConversionsParams = { uri };
  const none: ConversionsResult = { targets: [] };
  const { targets } = await client.sendRequest<ConversionsResult>(CONVERSIONS, params).catch(() => none);
  if (targets.length === 0) {
    await tellNothing(client, document, uri);
    return undefined;
  }
  const items = targets.map((target) => ({ label: kindName(target), detail: detailOf(target), target }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: l10n.t('Convert {0} to', vscode.workspace.asRelativePath(document.uri)),
    placeHolder: l10n.t('The file itself stays as it is; the other one opens beside it, unsaved'),
  });
  return chosen?.target;
}

function detailOf(target: ConvertTarget): string {
  return {
    pinning: l10n.t('What the SSL Pinning plugin reads, for both platforms'),
    'build-action': l10n.t('For Capacitor: puts the pins into the Android and the iOS project of each build'),
    'android-nsc': l10n.t('What Android itself enforces; nothing for iOS'),
    'ios-plist': l10n.t('What TrustKit enforces on iOS; nothing for Android'),
    extensibility: l10n.t('The preferences in the universal schema, for MABS 11.2 and later'),
  }[target];
}

async function tellNothing(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  uri: string,
): Promise<void> {
  const { kind, hosts } = await describe(client, document).catch(() => ({ kind: null, hosts: [] }));
  if (kind === 'extensibility')
    return tell(
      l10n.t(
        'An Extensibility Configuration holds no pins itself. Open the pinning file that it names, and convert that.',
      ),
    );
  if (hosts.length === 0) return tellNoPins();
  const refused = await convert(client, { uri, to: kind === 'build-action' ? 'pinning' : 'build-action' });
  if (!refused.ok) tellRefusal(refused);
}

/** More characters than anyone reads in a message. */
const MAX_SHOWN = 400;

/** Says why something cannot be converted. Names in it come from the document, and must not become links. */
function tellRefusal({ message, notes = [] }: Extract<Converted, { ok: false }>): void {
  const clause = [message, ...notes.map((note) => note.replace(/[.。]$/, ''))].join('; ');
  const shown = clause.length > MAX_SHOWN ? `${clause.slice(0, MAX_SHOWN)}…` : clause;
  tell(l10n.t('Not converted: {0}', plainProse(shown).replaceAll('](', '] (')));
}

/** The language of a file by its name. */
function languageOf(name: string): string {
  if (/\.jsonc?$/i.test(name)) return 'json';
  return /\.ya?ml$/i.test(name) ? 'yaml' : 'xml';
}

/** Says what to save the result as, and leads to what it lacks or adds. */
async function offerDifferences(
  document: vscode.TextDocument,
  to: ConvertTarget,
  { name, notes }: Extract<Converted, { ok: true }>,
): Promise<void> {
  const unsaved = l10n.t('Nothing is saved yet. The usual name of this file is {0}.', name);
  if (notes.length === 0) return tell(unsaved);
  const show = l10n.t('Show Differences');
  const differs = l10n.t('See what is different before you use it.');
  const answer = await vscode.window.showInformationMessage(`${differs} ${unsaved}`, show);
  if (answer === show) await showReport(l10n.t('What the conversion changes'), page(document, to, notes));
}

/** What differs as Markdown. Notes quote names of the document: nothing in them is markup. */
function page(document: vscode.TextDocument, to: ConvertTarget, notes: readonly string[]): string {
  const title = l10n.t('What the conversion changes');
  const source = code(vscode.workspace.asRelativePath(document.uri));
  const items = notes.map((note) => `- ${quoting(note)}`).join('\n');
  return `# ${title}\n\n${source} → ${kindName(to)}\n\n${items}\n`;
}

function tell(text: string): void {
  void vscode.window.showInformationMessage(text);
}
