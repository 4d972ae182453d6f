import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { WantedPlace } from '../../server/src/features/insert-pin';
import {
  DESCRIBE,
  type DescribeParams,
  type Description,
  INSERT_PIN,
  type InsertPinParams,
  type InsertPinResult,
  PIN_PLACES,
  type PinPlacesParams,
  type PinPlacesResult,
} from '../../server/src/lsp/protocol';

const { l10n } = vscode;

/** Asks the server what a document is, and which host stands at an offset. */
export function describe(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  offset?: number,
): Promise<Description> {
  const params: DescribeParams = {
    uri: uriOf(client, document),
    ...(offset === undefined ? {} : { offset }),
  };
  return client.sendRequest<Description>(DESCRIBE, params);
}

/** Asks the server where pins can be added. */
export function pinPlaces(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  offset?: number,
): Promise<PinPlacesResult> {
  const params: PinPlacesParams = {
    uri: uriOf(client, document),
    ...(offset === undefined ? {} : { offset }),
  };
  return client.sendRequest<PinPlacesResult>(PIN_PLACES, params);
}

/**
 * Adds keys (canonical base64) to hosts of a document, as one step that can be undone. Where the text has changed so
 * that one of them stands elsewhere, nothing is inserted, and the person is told.
 */
export async function insertPins(
  client: BaseLanguageClient,
  document: vscode.TextDocument,
  places: readonly WantedPlace[],
  keys: readonly string[],
): Promise<boolean> {
  const wanted = places.map(({ offset, host }) => ({ offset, host }));
  const params: InsertPinParams = { uri: uriOf(client, document), keys, places: wanted };
  const found = await client.sendRequest<InsertPinResult | null>(INSERT_PIN, params);
  if (!found || found.version !== document.version) {
    const [first, ...others] = new Set(places.map(({ host }) => host));
    void vscode.window.showWarningMessage(
      others.length > 0
        ? l10n.t('Not inserted: one of the hosts stands elsewhere now.')
        : l10n.t('Not inserted: {0} stands elsewhere now.', first ?? ''),
    );
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

function uriOf(client: BaseLanguageClient, document: vscode.TextDocument): string {
  return client.code2ProtocolConverter.asUri(document.uri);
}
