import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import {
  DESCRIBE,
  type DescribeParams,
  type Description,
  INSERT_PIN,
  type InsertPinParams,
  type InsertPinResult,
} from '../../server/src/lsp/protocol';

const { l10n } = vscode;

/** Asks the server what a document is, and which host stands at an offset. */
export function describe(
  client: LanguageClient,
  document: vscode.TextDocument,
  offset?: number,
): Promise<Description> {
  const params: DescribeParams = {
    uri: uriOf(client, document),
    ...(offset === undefined ? {} : { offset }),
  };
  return client.sendRequest<Description>(DESCRIBE, params);
}

/** Adds a key to the host at an offset, as one step that can be undone; says so when it has no place there. */
export async function insertPin(
  client: LanguageClient,
  document: vscode.TextDocument,
  offset: number,
  key: string,
): Promise<boolean> {
  const params: InsertPinParams = { uri: uriOf(client, document), offset, key };
  const found = await client.sendRequest<InsertPinResult | null>(INSERT_PIN, params);
  if (!found || found.version !== document.version) {
    void vscode.window.showWarningMessage(l10n.t('Not inserted: there is no list of pins here any more.'));
    return false;
  }
  const edit = new vscode.WorkspaceEdit();
  for (const { span, text } of found.edits) {
    edit.replace(
      document.uri,
      new vscode.Range(document.positionAt(span.start), document.positionAt(span.end)),
      text,
    );
  }
  return vscode.workspace.applyEdit(edit);
}

function uriOf(client: LanguageClient, document: vscode.TextDocument): string {
  return client.code2ProtocolConverter.asUri(document.uri);
}
