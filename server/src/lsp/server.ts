import {
  type ClientCapabilities,
  type CodeAction,
  CodeActionKind,
  type CodeActionParams,
  CodeActionTriggerKind,
  type Connection,
  type Diagnostic,
  DocumentDiagnosticReportKind,
  type InitializeResult,
  type PositionEncodingKind,
  type PublishDiagnosticsParams,
  TextDocumentSyncKind,
  TextDocuments,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../core/finding';
import * as l10n from '../core/l10n';
import { overlaps, type Span } from '../core/span';
import { hasPlace, pinSetAt } from '../features/insert-pin';
import { fixAll, type LintOptions } from '../lint';
import { distinctKeys } from '../model/model';
import { registerAffected } from './affected';
import { conversionActions, REWRITE, registerConversions } from './conversions';
import { difference, toCodeActions, toDiagnostic, toSpan, toTextEdits } from './convert';
import { documentReader, type Explore, type Runtime } from './documents';
import { isObject } from './is-object';
import { LANGUAGE_CAPABILITIES, registerLanguageFeatures } from './language-features';
import { LIVE_CAPABILITIES, registerLive } from './live';
import { registerPins } from './pins';
import { positions } from './positions';
import {
  DESCRIBE,
  type DescribeParams,
  type Description,
  type InitializationOptions,
  type Settings,
} from './protocol';
import { eitherOf, throughClient } from './through-client';
import { mayHoldCertificates, watchFiles, workspaceFolders } from './watch';

const FIX_ALL = `${CodeActionKind.SourceFixAll}.pinwarden`;

/** Serves one editor over a connection until it closes. Opens no socket and reads no file. */
export function startServer(connection: Connection, runtime: Runtime): void {
  let client: ClientCapabilities = {};
  let told: InitializationOptions = {};
  const counting = positions();
  const documents = new TextDocuments(counting.documents);
  const explore: Explore = (folders, changed) => {
    const own = runtime.explore?.(folders, changed);
    return told.looksAround ? eitherOf(own, throughClient(connection, changed)) : own;
  };
  const reader = documentReader({ ...runtime, explore }, () => refresh());
  const watch = watchFiles(connection);
  let watched = false;

  const diagnose = async (document: TextDocument): Promise<Diagnostic[]> => {
    const { findings, around } = await reader.open(document);
    watch.notice(around);
    return findings
      .filter((finding) => !isEditors(document, finding, told))
      .map((finding) => toDiagnostic(document, finding));
  };
  const pulls = () => isObject(client.textDocument?.diagnostic);
  // An editor that has gone away wants none; the connection ends by itself.
  const send = (params: PublishDiagnosticsParams) => connection.sendDiagnostics(params).catch(() => {});
  const push = async (document: TextDocument) => {
    const diagnostics = await diagnose(document);
    const { uri, version } = document;
    if (documents.get(uri)?.version === version) await send({ uri, version, diagnostics });
  };
  const refresh = () => {
    if (!pulls()) for (const document of documents.all()) void push(document);
    else if (client.workspace?.diagnostics?.refreshSupport) connection.languages.diagnostics.refresh();
  };
  const configure = (settings: Settings | undefined) => {
    reader.configure(optionsOf(settings));
    refresh();
  };

  connection.onInitialize((params) => {
    const { capabilities, initializationOptions } = params;
    client = isObject(capabilities) ? capabilities : {};
    told = isObject(initializationOptions) ? initializationOptions : {};
    reader.explore(workspaceFolders(params));
    if (isObject(told.texts)) l10n.speak(told.texts);
    const positionEncoding = counting.settle(client, told.positionEncoding);
    runtime.told?.(told);
    reader.configure(optionsOf(told.settings));
    return initializeResult(pulls(), positionEncoding);
  });
  connection.onInitialized(() => {
    watched = watch.start(client);
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    const certificates = changes.filter(({ uri }) => mayHoldCertificates(uri));
    if (certificates.length > 0) reader.forgetCertificates();
    if (certificates.length < changes.length) reader.forget();
    refresh();
  });
  connection.onDidChangeConfiguration(({ settings }) => {
    const own = isObject(settings) && 'pinwarden' in settings ? settings['pinwarden'] : undefined;
    if (isObject(own)) configure(own);
  });
  connection.languages.diagnostics.on(async ({ textDocument }) => {
    const document = documents.get(textDocument.uri);
    return { kind: DocumentDiagnosticReportKind.Full, items: document ? await diagnose(document) : [] };
  });
  connection.onCodeAction(async (params) => {
    const document = documents.get(params.textDocument.uri);
    if (!document) return [];
    const quick = wants(params, CodeActionKind.QuickFix) ? await quickFixes(document, params) : [];
    const all = wants(params, FIX_ALL) ? await fixAllAction(document, params) : [];
    const rewrites = told.asks && wantsRefactoring(params) ? await conversions(document, params) : [];
    return [...quick, ...all, ...rewrites];
  });
  const quickFixes = async (document: TextDocument, { range }: CodeActionParams): Promise<CodeAction[]> => {
    const { findings } = await reader.open(document);
    return concerned(document, findings, toSpan(document, range)).flatMap((finding) =>
      toCodeActions(document, finding, told.asks ?? false),
    );
  };
  const conversions = async (document: TextDocument, { range }: CodeActionParams): Promise<CodeAction[]> => {
    const { model } = await reader.open(document);
    return model ? conversionActions(document, model, toSpan(document, range)) : [];
  };
  const fixAllAction = async (
    document: TextDocument,
    { context }: CodeActionParams,
  ): Promise<CodeAction[]> => {
    const before = document.getText();
    const edit = difference(before, fixAll(before, undefined, await reader.optionsFor(document)));
    if (!edit && !context.only) return [];
    const edits = edit ? toTextEdits(document, [edit]) : [];
    return [
      { title: l10n.t('Fix all safe problems'), kind: FIX_ALL, edit: { changes: { [document.uri]: edits } } },
    ];
  };
  connection.onRequest(DESCRIBE, async ({ uri, offset }: DescribeParams): Promise<Description> => {
    const document = documents.get(uri);
    const opened = document && (await reader.open(document));
    const model = opened?.model;
    if (!model) return { kind: null, hosts: [], at: null, suppressed: 0 };
    const set = offset === undefined ? undefined : pinSetAt(model, offset);
    const host = set?.hosts[0]?.name;
    return {
      kind: model.kind,
      hosts: model.pinSets.flatMap(({ hosts }) => hosts.map(({ name }) => name)),
      at: set && host ? { host, keys: [...distinctKeys(set)], takesPins: hasPlace(model, set) } : null,
      suppressed: opened.suppressed,
    };
  });
  const shared = {
    document: (uri: string) => documents.get(uri),
    client: () => client,
    told: () => told,
    today: runtime.today,
  };
  registerLanguageFeatures(connection, {
    ...shared,
    documents: () => documents.all(),
    unopened: counting.unopened,
    configurations: reader.configurations,
    open: reader.open,
    observed: reader.observed,
  });
  registerPins(connection, { ...shared, open: reader.open, observed: reader.observed });
  registerAffected(connection, reader);
  registerConversions(connection, { ...shared, open: reader.open });
  registerLive(connection, { ...shared, reader, refresh });
  documents.onDidChangeContent(({ document }) => {
    // Where nobody tells what changed on the disk, nothing of it is remembered from one change to the next.
    if (!watched) reader.forget();
    if (!pulls()) void push(document);
  });
  const lookAgain = () => {
    if (!watched) reader.forgetCertificates();
  };
  documents.onDidOpen(lookAgain);
  documents.onDidSave(lookAgain);
  documents.onDidClose(({ document }) => {
    if (!pulls()) void send({ uri: document.uri, diagnostics: [] });
  });
  documents.listen(connection);
  connection.listen();
}

function initializeResult(
  pulls: boolean,
  positionEncoding: PositionEncodingKind | undefined,
): InitializeResult {
  return {
    serverInfo: { name: 'pinwarden' },
    capabilities: {
      ...(positionEncoding ? { positionEncoding } : {}),
      textDocumentSync: TextDocumentSyncKind.Incremental,
      ...LANGUAGE_CAPABILITIES,
      ...LIVE_CAPABILITIES,
      codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, FIX_ALL, REWRITE] },
      ...(pulls
        ? {
            diagnosticProvider: {
              identifier: 'pinwarden',
              interFileDependencies: false,
              workspaceDiagnostics: false,
            },
          }
        : {}),
    },
  };
}

/** Clients send back diagnostics in their own ways, so what is concerned is found from the place alone. */
function concerned(document: TextDocument, findings: readonly Finding[], place: Span): readonly Finding[] {
  const touched = findings.filter(({ span }) => span.start <= place.end && place.start <= span.end);
  if (touched.length > 0) return touched;
  const first = document.positionAt(place.start).line;
  const last = document.positionAt(place.end).line;
  const lines = {
    start: document.offsetAt({ line: first, character: 0 }),
    end: document.offsetAt({ line: last + 1, character: 0 }),
  };
  return findings.filter(({ span }) => overlaps(span, lines));
}

/** Plain syntax errors are left to an editor that reports them itself. */
function isEditors(
  { languageId }: TextDocument,
  { plainSyntax }: Finding,
  told: InitializationOptions,
): boolean {
  return told.editorReportsJsonSyntax === true && plainSyntax === true && /^jsonc?$/.test(languageId);
}

function wants({ context }: CodeActionParams, kind: string): boolean {
  return (
    !context.only ||
    context.only.some((asked) => asked === '' || kind === asked || kind.startsWith(`${asked}.`))
  );
}

/** Unasked, an editor looks for what to put a light bulb on at every move of the cursor: nothing is wrong here. */
function wantsRefactoring(params: CodeActionParams): boolean {
  const { only, triggerKind } = params.context;
  return wants(params, REWRITE) && (only !== undefined || triggerKind !== CodeActionTriggerKind.Automatic);
}

/** Settings come from outside and may hold anything. */
function optionsOf(settings: Settings | undefined): LintOptions {
  const domains: unknown = settings?.managedDomains;
  const strings = Array.isArray(domains)
    ? domains.filter((domain): domain is string => typeof domain === 'string' && domain !== '')
    : [];
  return { managedDomains: strings };
}
