import { type CodeAction, CodeActionKind, type Connection } from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import { CONVERT_TARGETS, type Converted, type ConvertTarget, convert, targetsFor } from '../convert';
import * as l10n from '../core/l10n';
import type { Span } from '../core/span';
import { type Model, pinnedSets } from '../model/model';
import type { Opened } from './documents';
import { isObject } from './is-object';
import {
  CONVERSIONS,
  CONVERT,
  CONVERT_COMMAND,
  type ConversionsParams,
  type ConversionsResult,
  type ConvertArgument,
} from './protocol';

/** What the handlers need of the server. */
export interface ConversionsHost {
  readonly document: (uri: string) => TextDocument | undefined;
  readonly open: (document: TextDocument) => Promise<Opened>;
}

/** Says what an open document can be converted to, and converts it; no document is changed by that. */
export function registerConversions(connection: Connection, host: ConversionsHost): void {
  const modelOf = async (uri: unknown): Promise<Model | undefined> => {
    const document = typeof uri === 'string' ? host.document(uri) : undefined;
    return document && (await host.open(document)).model;
  };
  connection.onRequest(CONVERSIONS, async (params: ConversionsParams | null): Promise<ConversionsResult> => {
    const model = await modelOf(params?.uri);
    return { targets: model ? targetsFor(model) : [] };
  });
  connection.onRequest<Converted, void>(CONVERT, async (params: unknown): Promise<Converted> => {
    const { uri, to }: Readonly<Record<string, unknown>> = isObject(params) ? params : {};
    const model = await modelOf(uri);
    if (!model)
      return { ok: false, message: l10n.t('the file is not open, or holds no pinning configuration') };
    const target = CONVERT_TARGETS.find((one) => one === to);
    return target
      ? convert(model, target)
      : { ok: false, message: l10n.t('it can be converted only to {0}', CONVERT_TARGETS.join(', ')) };
  });
}

/** The kind of the code actions that lead to a conversion. */
export const REWRITE = CodeActionKind.RefactorRewrite;

/** What the file can be converted to, for an editor with the command, where the place touches a pinned host or a preference. */
export function conversionActions({ uri }: TextDocument, model: Model, place: Span): CodeAction[] {
  const touched =
    pinnedSets(model).some(
      ({ entry, list }) => touches(entry.span, place) || (list && touches(list.span, place)),
    ) || model.preferences.some(({ span }) => touches(span, place));
  if (!touched) return [];
  return targetsFor(model).map((to) => {
    const argument: ConvertArgument = { uri, to };
    const title = titleOf(to);
    return { title, kind: REWRITE, command: { title, command: CONVERT_COMMAND, arguments: [argument] } };
  });
}

function titleOf(to: ConvertTarget): string {
  switch (to) {
    case 'pinning':
      return l10n.t('Convert to a pinning file…');
    case 'build-action':
      return l10n.t('Convert to a Capacitor build action…');
    case 'android-nsc':
      return l10n.t('Convert to an Android network security configuration…');
    case 'ios-plist':
      return l10n.t('Convert to an iOS property list…');
    case 'extensibility':
      return l10n.t('Convert the preferences to the universal schema…');
  }
}

/** A cursor is an empty span, and counts at either end. */
function touches(span: Span, place: Span): boolean {
  return span.start <= place.end && place.start <= span.end;
}
