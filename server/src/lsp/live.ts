import {
  type ClientCapabilities,
  type CodeLens,
  CodeLensRefreshRequest,
  type Connection,
  type InlayHint,
  type Range,
  type ServerCapabilities,
} from 'vscode-languageserver';
import { TextDocument } from 'vscode-languageserver-textdocument';
import * as l10n from '../core/l10n';
import type { HostObservation } from '../core/observed';
import type { Span } from '../core/span';
import { askableHosts, type HostNote, hostNotes, pinNotes } from '../features/live-notes';
import type { Model } from '../model/model';
import { toDiagnostic, toRange, toSpan } from './convert';
import type { Reader } from './documents';
import { isObject } from './is-object';
import {
  CHECK_LIVE_COMMAND,
  type CheckLiveArgument,
  HOSTS,
  type HostsParams,
  type HostsResult,
  type InitializationOptions,
  LIVE_FINDINGS,
  type LiveFindingsParams,
  type LiveFindingsResult,
  OBSERVATIONS,
} from './protocol';

/** What the handlers need of the server. */
export interface LiveHost {
  readonly document: (uri: string) => TextDocument | undefined;
  readonly reader: Reader;
  readonly client: () => ClientCapabilities;
  readonly told: () => InitializationOptions;
  readonly today: () => string;
  /** Has the editor ask for diagnostics again, or sends them. */
  readonly refresh: () => void;
}

/** What an editor may ask about live hosts. */
export const LIVE_CAPABILITIES: ServerCapabilities = { codeLensProvider: {}, inlayHintProvider: true };

/** More hosts than anyone has observed in a session. */
const MAX_OBSERVED = 10_000;

/** Takes what the client observed, and shows it at hosts and pins. The server itself dials nobody. */
export function registerLive(connection: Connection, host: LiveHost): void {
  const { reader } = host;
  const modelOf = async (document: TextDocument): Promise<Model | undefined> => {
    const { model, version } = await reader.open(document);
    return version === document.version ? model : undefined;
  };

  connection.onNotification(OBSERVATIONS, (params: unknown) => {
    reader.observe(observationsOf(params));
    host.refresh();
    const { workspace } = host.client();
    if (workspace?.codeLens?.refreshSupport) void connection.sendRequest(CodeLensRefreshRequest.type);
    if (workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh();
  });
  connection.onRequest(HOSTS, async ({ uri, text, within }: HostsParams): Promise<HostsResult> => {
    const document = host.document(uri);
    const model = document ? await modelOf(document) : undefined;
    const read = model ?? (text === undefined ? undefined : await reader.readText(uri, text));
    return { hosts: read ? askableHosts(read, within) : [] };
  });
  connection.onRequest(
    LIVE_FINDINGS,
    async ({ uri, text }: LiveFindingsParams): Promise<LiveFindingsResult> => {
      const document = TextDocument.create(uri, '', 0, text);
      const findings = await reader.judgeText(uri, text);
      const live = findings.filter(({ rule }) => rule.startsWith('live-'));
      return { diagnostics: live.map((finding) => toDiagnostic(document, finding)) };
    },
  );
  connection.onCodeLens(async ({ textDocument }): Promise<CodeLens[]> => {
    const document = host.told().asksHosts ? host.document(textDocument.uri) : undefined;
    const model = document && (await modelOf(document));
    if (!document || !model) return [];
    return hostNotes(model, reader.observed(), host.today()).map((note) => toLens(document, note));
  });
  connection.languages.inlayHint.on(async ({ textDocument, range }): Promise<InlayHint[]> => {
    const document = host.document(textDocument.uri);
    const model = document && (await modelOf(document));
    if (!document || !model) return [];
    return hintsIn(document, model, range);
  });

  function hintsIn(document: TextDocument, model: Model, range: Range): InlayHint[] {
    const shown = toSpan(document, range);
    return pinNotes(model, reader.observed())
      .filter(({ span }) => span.end >= shown.start && span.end <= shown.end)
      .map(({ span, text }) => ({
        position: document.positionAt(behind(model.text, span)),
        label: text,
        paddingLeft: true,
      }));
  }
}

/** The end of a pin with its quote and its comma: a hint there looks like a part of neither pin nor list. */
function behind(text: string, { end }: Span): number {
  return end + (/^["']?,?/.exec(text.slice(end, end + 2))?.[0].length ?? 0);
}

function toLens(document: TextDocument, { span, host, parts }: HostNote): CodeLens {
  const argument: CheckLiveArgument = { uri: document.uri, host };
  const title = parts.length > 0 ? parts.join(' · ') : l10n.t('Check live');
  return {
    range: toRange(document, span),
    command: { title, command: CHECK_LIVE_COMMAND, arguments: [argument] },
  };
}

/** Notifications come from outside and may hold anything. */
function observationsOf(params: unknown): HostObservation[] {
  const hosts = isObject(params) && Array.isArray(params['hosts']) ? params['hosts'] : [];
  return hosts.slice(0, MAX_OBSERVED).filter(isObservation);
}

function isObservation(value: unknown): value is HostObservation {
  if (!isObject(value) || typeof value['host'] !== 'string' || typeof value['at'] !== 'string') return false;
  const { chains, error, judged } = value;
  return (
    (error === undefined || (isObject(error) && typeof error['message'] === 'string')) &&
    (judged === undefined || Array.isArray(judged)) &&
    Array.isArray(chains) &&
    chains.every(
      (chain) =>
        isObject(chain) && Array.isArray(chain['certificates']) && chain['certificates'].every(isCertificate),
    )
  );
}

const TEXTS = ['role', 'subject', 'issuer', 'notBefore', 'notAfter', 'pin', 'fingerprint'];

function isCertificate(value: unknown): boolean {
  return isObject(value) && TEXTS.every((name) => typeof value[name] === 'string');
}
