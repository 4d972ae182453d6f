import type {
  ClientCapabilities,
  Diagnostic,
  PositionEncodingKind,
  Range,
} from 'vscode-languageserver-protocol';

/** A language client as far as servers can tell it from others. */
export interface Client {
  readonly name: string;
  readonly capabilities: ClientCapabilities;
  /** What the documented set-up has it send. */
  readonly initializationOptions?: unknown;
  /** How positions are counted with this client; UTF-16 when absent. */
  readonly counts?: PositionEncodingKind;
  /** What of a diagnostic it sends back when it asks for actions, and where it says that it is. */
  readonly asks?: (found: Diagnostic) => { readonly range: Range; readonly sent: readonly Diagnostic[] };
  /** Whether it sends the whole text after a change, and not only the change. */
  readonly sendsWhole?: boolean;
}

const LITERALS = {
  codeActionLiteralSupport: { codeActionKind: { valueSet: ['', 'quickfix', 'source'] } },
};

/**
 * What clients announce in `initialize`, as far as it concerns what is asked here: of those up to ALE as their releases
 * sent it, of the next two as their sources have it; then the odd ones.
 */
export const CLIENTS: readonly Client[] = [
  {
    name: 'Neovim 0.7',
    capabilities: {
      textDocument: {
        publishDiagnostics: { relatedInformation: true, tagSupport: { valueSet: [1, 2] } },
        codeAction: { ...LITERALS, dataSupport: true, resolveSupport: { properties: ['edit'] } },
      },
      workspace: { applyEdit: true, workspaceFolders: true, workspaceEdit: { resourceOperations: [] } },
      window: { workDoneProgress: true, showMessage: {}, showDocument: { support: false } },
    },
    asks: ({ range: { start }, ...rest }) => ({
      range: { start, end: start },
      sent: [{ ...rest, range: { start, end: start } }],
    }),
  },
  {
    name: 'Neovim 0.11',
    capabilities: {
      general: { positionEncodings: ['utf-8', 'utf-16', 'utf-32'] },
      textDocument: {
        diagnostic: { dynamicRegistration: false },
        publishDiagnostics: { dataSupport: true, relatedInformation: true },
        codeAction: { ...LITERALS, dataSupport: true, isPreferredSupport: true },
      },
      workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: false } },
    },
  },
  {
    name: 'Eglot 1.9',
    capabilities: {
      textDocument: {
        publishDiagnostics: { relatedInformation: false, codeDescriptionSupport: false },
        codeAction: { ...LITERALS, isPreferredSupport: true },
      },
      workspace: {
        applyEdit: true,
        configuration: true,
        workspaceEdit: { documentChanges: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
      },
    },
  },
  {
    name: 'lsp-mode 8',
    capabilities: {
      textDocument: {
        publishDiagnostics: { relatedInformation: true, versionSupport: true },
        codeAction: { ...LITERALS, dataSupport: true, resolveSupport: { properties: ['edit', 'command'] } },
      },
      workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
    },
  },
  {
    name: 'ALE, which counts bytes unasked and rebuilds diagnostics from a list of its own',
    capabilities: {
      textDocument: { publishDiagnostics: { relatedInformation: true }, codeAction: LITERALS },
      workspace: { applyEdit: false, workspaceEdit: { documentChanges: false } },
    },
    asks: ({ message, severity, range }) => ({
      range: word(range),
      sent: [{ message, range: word(range), ...(severity ? { severity } : {}) }],
    }),
    initializationOptions: { positionEncoding: 'utf-8' },
    counts: 'utf-8',
    sendsWhole: true,
  },
  {
    name: 'Helix',
    capabilities: {
      general: { positionEncodings: ['utf-8', 'utf-32', 'utf-16'] },
      textDocument: { publishDiagnostics: { versionSupport: true }, codeAction: LITERALS },
      workspace: { configuration: true, workspaceEdit: { documentChanges: true } },
      window: { workDoneProgress: true },
    },
  },
  {
    name: 'Zed',
    capabilities: {
      general: { positionEncodings: ['utf-16'] },
      textDocument: { diagnostic: { dynamicRegistration: true }, codeAction: LITERALS },
      workspace: {
        diagnostics: { refreshSupport: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceEdit: { documentChanges: true },
      },
    },
  },
  { name: 'one that announces nothing', capabilities: {}, sendsWhole: true },
  {
    name: 'one that pulls and counts bytes',
    capabilities: {
      general: { positionEncodings: ['utf-8'] },
      textDocument: { diagnostic: {}, codeAction: LITERALS },
    },
    counts: 'utf-8',
  },
  {
    name: 'one that is pushed to and counts bytes or code points',
    capabilities: { general: { positionEncodings: ['utf-32', 'utf-8'] } },
    counts: 'utf-8',
    asks: ({ range }) => ({ range, sent: [] }),
  },
  {
    name: 'one that offers no way of counting that the server knows',
    capabilities: { general: { positionEncodings: ['utf-32'] } },
  },
  {
    name: 'one that offers UTF-16, whatever its set-up says',
    capabilities: { general: { positionEncodings: ['utf-16'] } },
    initializationOptions: { positionEncoding: 'utf-8' },
  },
  {
    name: 'one that offers nonsense',
    capabilities: {
      general: { positionEncodings: 'utf-8' },
      textDocument: { diagnostic: null, publishDiagnostics: 7 },
      workspace: null,
    } as unknown as ClientCapabilities,
    initializationOptions: { positionEncoding: ['utf-8'], settings: 5 },
  },
];

/** The word under the cursor, as an editor takes it that knows nothing of hosts. */
function word({ start }: Range): Range {
  return { start, end: { line: start.line, character: start.character + 3 } };
}
