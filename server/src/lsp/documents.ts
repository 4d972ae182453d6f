import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../core/finding';
import { check, type LintOptions } from '../lint';
import type { Model } from '../model/model';
import { read } from '../model/read';
import type { Suffixes } from '../model/suffixes';

/** What this host can do for the server; a missing member means that it cannot. */
export interface Runtime {
  /** Loads the public suffix list; asked for once, with the first document that needs it. */
  readonly suffixes?: () => Promise<Suffixes>;
  /** The local date as `YYYY-MM-DD`. */
  readonly today: () => string;
}

/** A document as it was read at one version. */
export interface Opened {
  readonly version: number;
  readonly path: string;
  readonly model: Model | undefined;
  readonly findings: readonly Finding[];
}

/** Reads each version of a document once; a change of options forgets what was read. */
export interface Reader {
  open(document: TextDocument): Promise<Opened>;
  /** The options that this document is judged with. */
  optionsFor(document: TextDocument): Promise<LintOptions>;
  configure(options: LintOptions): void;
  forget(uri: string): void;
}

/** Makes the reader of a server's documents. */
export function documentReader(runtime: Runtime): Reader {
  const opened = new Map<string, Opened>();
  let configured: LintOptions = {};
  let loading: Promise<Suffixes | undefined> | undefined;
  const suffixesFor = (document: TextDocument) => {
    if (loading || !mayPin(document)) return loading;
    loading = runtime.suffixes?.().catch(() => undefined);
    return loading;
  };
  const optionsFor = async (document: TextDocument): Promise<LintOptions> => {
    const suffixes = await suffixesFor(document);
    const base = { ...configured, today: runtime.today(), path: pathOf(document.uri) };
    return suffixes ? { ...base, suffixes } : base;
  };
  return {
    optionsFor,
    async open(document) {
      const known = opened.get(document.uri);
      if (known?.version === document.version) return known;
      const options = await optionsFor(document);
      const model = read(document.getText(), options);
      const findings = model ? check(model, options) : [];
      const fresh = { version: document.version, path: options.path ?? '', model, findings };
      opened.set(document.uri, fresh);
      return fresh;
    },
    configure(options) {
      configured = options;
      opened.clear();
    },
    forget: (uri) => void opened.delete(uri),
  };
}

/** A cheap look before the suffix list is loaded: only a file with hosts has use for it. */
function mayPin(document: TextDocument): boolean {
  return document.getText().includes('"hosts"');
}

/** The path of a URI, decoded; a URI that is none is taken as it stands. */
function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, ''));
  } catch {
    return uri;
  }
}
