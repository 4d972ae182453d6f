import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import {
  type ClientCapabilities,
  type CodeAction,
  type CodeActionContext,
  createProtocolConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Range,
  StreamMessageReader,
  StreamMessageWriter,
  type TextDocumentContentChangeEvent,
} from 'vscode-languageserver-protocol/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { DIST } from './cli';

/** What an editor announces and how the server is started; everything is optional. */
export interface EditorOptions {
  readonly capabilities?: ClientCapabilities;
  readonly initializationOptions?: unknown;
  /** `server.js --stdio`, or `cli.js lsp --stdio`; the server when absent. */
  readonly entry?: 'server' | 'cli';
  /** The folders of the workspace, as paths. */
  readonly folders?: readonly string[];
  /** Options of Node itself, before the script. */
  readonly node?: readonly string[];
}

/** An editor that talks to the built server through its standard streams. */
export interface Editor {
  readonly child: ChildProcess;
  readonly connection: ProtocolConnection;
  readonly initialized: InitializeResult;
  /** What the server published so far, the newest last. */
  readonly published: PublishDiagnosticsParams[];
  /** What the server asked the editor for, by method. */
  readonly asked: string[];
  /** Everything that the server wrote on standard error. */
  readonly stderr: () => string;
  readonly open: (text: string, uri?: string, languageId?: string) => Promise<OpenDocument>;
  /** Waits until the server has published diagnostics for this version of a document. */
  readonly pushed: (document: Pick<OpenDocument, 'uri' | 'version'>) => Promise<Diagnostic[]>;
  readonly settle: (settings: unknown) => Promise<void>;
  /** Ends the server as an editor does, and gives its exit code. */
  readonly stop: () => Promise<number | null>;
}

/** A document that is open in the editor. */
export interface OpenDocument {
  readonly uri: string;
  readonly text: () => string;
  readonly version: () => number;
  /** Sends changes of parts of the text. */
  readonly change: (...changes: TextDocumentContentChangeEvent[]) => Promise<void>;
  readonly pull: () => Promise<Diagnostic[]>;
  readonly actions: (range: Range, context?: Partial<CodeActionContext>) => Promise<CodeAction[]>;
  /** The text as an action's edit makes it; the document stays as it is. */
  readonly applied: (action: CodeAction) => string;
  readonly close: () => Promise<void>;
}

/** The capabilities of an editor that pulls diagnostics, as VS Code does. */
export const PULLS: ClientCapabilities = {
  textDocument: {
    diagnostic: { dynamicRegistration: true },
    publishDiagnostics: { codeDescriptionSupport: true, relatedInformation: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', 'source.fixAll'] } } },
  },
  workspace: { diagnostics: { refreshSupport: true }, workspaceEdit: { documentChanges: true } },
};

/** The same of one that watches files for the server. */
export const WATCHES: ClientCapabilities = {
  ...PULLS,
  workspace: { ...PULLS.workspace, didChangeWatchedFiles: { dynamicRegistration: true } },
};

/** The capabilities of Neovim 0.7: no pulling, no documentChanges, no configuration, no code descriptions. */
export const PUSHED: ClientCapabilities = {
  textDocument: {
    publishDiagnostics: { relatedInformation: true },
    codeAction: {
      dataSupport: true,
      resolveSupport: { properties: ['edit'] },
      codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source.fixAll'] } },
    },
  },
  workspace: { applyEdit: true, workspaceFolders: true, configuration: true },
};

/** What servers ask editors for. */
const ASKABLE = [
  'client/registerCapability',
  'workspace/configuration',
  'workspace/workspaceFolders',
  'workspace/applyEdit',
  'workspace/diagnostic/refresh',
  'window/showMessageRequest',
  'window/workDoneProgress/create',
];

/** Starts a server and shakes hands with it. */
export async function startEditor(options: EditorOptions = {}): Promise<Editor> {
  const script = options.entry === 'cli' ? ['cli.js', 'lsp', '--stdio'] : ['server.js', '--stdio'];
  const [file = '', ...args] = script;
  const child = spawn(process.execPath, [...(options.node ?? []), path.join(DIST, file), ...args], {
    env: { PATH: process.env['PATH'] ?? '' },
  });
  const errors: Buffer[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  child.stdin.on('error', () => {});
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const published: PublishDiagnosticsParams[] = [];
  const asked: string[] = [];
  const waiting = new Set<() => void>();
  connection.onNotification('textDocument/publishDiagnostics', (params: PublishDiagnosticsParams) => {
    published.push(params);
    for (const look of waiting) look();
  });
  for (const method of ASKABLE) {
    connection.onRequest(method, () => {
      asked.push(method);
      return null;
    });
  }
  connection.onClose(() => {});
  connection.onError(() => {});
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: options.capabilities ?? PULLS,
    ...(options.folders
      ? { workspaceFolders: options.folders.map((at) => ({ uri: pathToFileURL(at).href, name: at })) }
      : {}),
    ...(options.initializationOptions === undefined
      ? {}
      : { initializationOptions: options.initializationOptions }),
  });
  await connection.sendNotification('initialized', {});
  return {
    child,
    connection,
    initialized,
    published,
    asked,
    stderr: () => Buffer.concat(errors).toString(),
    open: (text, uri = 'file:///w/pinning.json', languageId = 'json') =>
      openDocument(connection, TextDocument.create(uri, languageId, 1, text)),
    pushed: (document) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('no diagnostics were published')), 5000);
        const look = () => {
          const last = published.findLast(({ uri }) => uri === document.uri);
          if (last?.version !== document.version()) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(last.diagnostics);
        };
        waiting.add(look);
        look();
      }),
    settle: (settings) => connection.sendNotification('workspace/didChangeConfiguration', { settings }),
    stop: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      const code = await exited;
      connection.dispose();
      return code;
    },
  };
}

async function openDocument(connection: ProtocolConnection, document: TextDocument): Promise<OpenDocument> {
  const { uri, languageId } = document;
  const textDocument = { uri };
  await connection.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId, version: 1, text: document.getText() },
  });
  return {
    uri,
    text: () => document.getText(),
    version: () => document.version,
    change: async (...contentChanges) => {
      TextDocument.update(document, contentChanges, document.version + 1);
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: document.version },
        contentChanges,
      });
    },
    pull: async () => {
      const report: DocumentDiagnosticReport = await connection.sendRequest('textDocument/diagnostic', {
        textDocument,
      });
      return report.kind === 'full' ? report.items : [];
    },
    actions: async (range, context = {}) =>
      (await connection.sendRequest('textDocument/codeAction', {
        textDocument,
        range,
        context: { diagnostics: [], ...context },
      })) ?? [],
    applied: ({ edit }) => TextDocument.applyEdits(document, edit?.changes?.[uri] ?? []),
    close: () => connection.sendNotification('textDocument/didClose', { textDocument }),
  };
}

/** The range of the first occurrence of a text in a document. */
export function rangeOf(document: OpenDocument, needle: string): Range {
  const text = TextDocument.create(document.uri, '', 0, document.text());
  const start = document.text().indexOf(needle);
  if (start < 0) throw new RangeError(`"${needle}" is not in the document`);
  return { start: text.positionAt(start), end: text.positionAt(start + needle.length) };
}

/** The whole of a document as a range. */
export function wholeOf(document: OpenDocument): Range {
  const text = TextDocument.create(document.uri, '', 0, document.text());
  return { start: { line: 0, character: 0 }, end: text.positionAt(document.text().length) };
}
