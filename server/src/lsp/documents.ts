import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Finding } from '../core/finding';
import { check, type LintOptions } from '../lint';
import type { Model } from '../model/model';
import { type Loaders, partsFor } from '../model/parts';
import { read } from '../model/read';

/** What this host can do for the server; a missing member means that it cannot. */
export interface Runtime {
  /** Loads the large parts of reading, with the first document that needs them. */
  readonly loaders: Loaders;
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
}

/** Makes the reader of a server's documents. */
export function documentReader(runtime: Runtime): Reader {
  // By document, not by address: one that is closed and opened again counts its versions anew.
  let opened = new WeakMap<TextDocument, Opened>();
  let configured: LintOptions = {};
  const optionsFor = async (document: TextDocument): Promise<LintOptions> => {
    const path = pathOf(document.uri);
    const parts = await partsFor(document.getText(), path, runtime.loaders);
    return { ...configured, ...parts, today: runtime.today(), path };
  };
  return {
    optionsFor,
    async open(document) {
      const known = opened.get(document);
      if (known?.version === document.version) return known;
      const options = await optionsFor(document);
      const model = read(document.getText(), options);
      const findings = model ? check(model, options) : [];
      const fresh = { version: document.version, path: options.path ?? '', model, findings };
      opened.set(document, fresh);
      return fresh;
    },
    configure(options) {
      configured = options;
      opened = new WeakMap();
    },
  };
}

/** The path of a URI, decoded; a URI that is none is taken as it stands. */
function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, ''));
  } catch {
    return uri;
  }
}
