import type { TextDocument } from 'vscode-languageserver-textdocument';
import { type Config, type ConfigProblem, readConfig } from '../config/config';
import { CONFIG_NAME } from '../config/config-file';
import { entryFindings, NOTHING_CHECKED } from '../config/entry-findings';
import type { Finding } from '../core/finding';
import type { HostObservation, Observed } from '../core/observed';
import type { Workspace } from '../core/rule';
import type { LintOptions } from '../lint';
import { type Linted, lintAgain } from '../lint/again';
import type { Model } from '../model/model';
import { type Loaders, partsFor } from '../model/parts';
import { read } from '../model/read';
import { gatherObserved, type NamedCertificate } from '../pins/observe';
import type { InitializationOptions } from './protocol';
import { pathOf } from './uri-path';

/** What this host can do for the server; a missing member means that it cannot. */
export interface Runtime {
  /** Loads the large parts of reading, with the first document that needs them. */
  readonly loaders: Loaders;
  /** The local date as `YYYY-MM-DD`. */
  readonly today: () => string;
  /** Takes note of what the client told when it started the server. */
  readonly told?: (options: InitializationOptions) => void;
  /** Looks around documents in these folders of the workspace (URIs). */
  readonly explore?: Explore;
}

/** Makes what looks around the documents of a workspace, where something can; it says when it has seen something new. */
export type Explore = (folders: readonly string[], changed: () => void) => Explorer | undefined;

/** Looks around documents; it remembers what it saw until it is told to forget. */
export interface Explorer {
  readonly around: (uri: string) => Promise<Around | undefined>;
  /** The texts of the configurations that the same `.pinwarden.json` holds for, found by listing its folder. */
  readonly configurations: (
    uri: string,
  ) => Promise<readonly { readonly uri: string; readonly text: string }[]>;
  /** The certificates that lie in the folders, found by listing them. */
  readonly certificates: () => Promise<readonly NamedCertificate[]>;
  readonly forget: () => void;
}

/** What lies around a document. */
export interface Around {
  /** The configuration that holds for it, or why that cannot be read. */
  readonly config?: { readonly uri: string } & (
    | { readonly config: Config; readonly problems: readonly ConfigProblem[] }
    | { readonly error: string }
  );
  /** The document's path from the folder of the configuration. */
  readonly path: string | undefined;
  readonly workspace: Workspace;
}

/** A document as it was read at one version. */
export interface Opened {
  readonly version: number;
  readonly path: string;
  /** Read when it is first asked for: what is found after an edit does not need it. */
  readonly model: Model | undefined;
  readonly findings: readonly Finding[];
  /** How many findings comments and the configuration took back. */
  readonly suppressed: number;
  readonly around: Around | undefined;
}

/** Reads each version of a document once; a change of options forgets what was read. */
export interface Reader {
  open(document: TextDocument): Promise<Opened>;
  /** The options that this document is judged with. */
  optionsFor(document: TextDocument): Promise<LintOptions>;
  /** The configurations on the disk that the same `.pinwarden.json` holds for as for a document (a URI). */
  configurations(uri: string): Promise<readonly { readonly uri: string; readonly text: string }[]>;
  /** Reads a text that is not open; nothing for one that is none of ours. */
  readText(uri: string, text: string): Promise<Model | undefined>;
  /** What is found in a text that is not open. */
  judgeText(uri: string, text: string): Promise<readonly Finding[]>;
  configure(options: LintOptions): void;
  /** Tells what hosts served; it judges every document from then on. */
  observe(hosts: readonly HostObservation[]): void;
  observed(): Observed | undefined;
  /** Says in which folders of the workspace configurations are looked for. */
  explore(folders: readonly string[]): void;
  /** Forgets what lies around the documents, because it changed. */
  forget(): void;
  /** Has the certificates of the workspace looked for once more, with the next document that may pin one. */
  forgetCertificates(): void;
}

/** What is remembered of a document, so that its next version is judged with less work. */
type Known = Opened & { readonly linted: Linted };

/** What a hash may be written like: without any, no certificate of the workspace matters. */
const MAY_PIN = /[\w+/\\-]{40}|(?:[\da-f]{2}[: ]){31}/i;

/**
 * Makes the reader of a server's documents. Large folders take a while, so no document waits for the certificates in
 * them; `changed` is called when some were found that the documents were not judged by.
 */
export function documentReader(runtime: Runtime, changed: () => void): Reader {
  // By document, not by address: one that is closed and opened again counts its versions anew.
  let opened = new WeakMap<TextDocument, Known>();
  let configured: LintOptions = {};
  let explorer: Explorer | undefined;
  let hosts: readonly HostObservation[] = [];
  let certificates: readonly NamedCertificate[] = [];
  let sought: Promise<readonly NamedCertificate[]> | undefined;
  let observed: Observed | undefined;
  const gather = () => {
    observed = gatherObserved(hosts, certificates);
    opened = new WeakMap();
  };
  const seek = async () => {
    const search = explorer?.certificates() ?? Promise.resolve([]);
    sought = search;
    const found = await search;
    // What was looked for before something changed says nothing any more.
    if (search !== sought || sameCertificates(found, certificates)) return;
    certificates = found;
    gather();
    changed();
  };
  const optionsFor = (document: TextDocument, seen?: Around) =>
    optionsOf(document.uri, document.getText(), seen);
  const optionsOf = async (uri: string, text: string, seen?: Around): Promise<LintOptions> => {
    const path = pathOf(uri);
    const parts = await partsFor(text, path, runtime.loaders);
    const around = seen ?? (await explorer?.around(uri));
    return { ...configured, ...parts, ...settled(around), observed, today: runtime.today(), path };
  };
  return {
    optionsFor: (document) => optionsFor(document),
    async readText(uri, text) {
      const path = pathOf(uri);
      return read(text, { ...(await partsFor(text, path, runtime.loaders)), path });
    },
    judgeText: async (uri, text) => lintAgain(text, await optionsOf(uri, text)).findings,
    async open(document): Promise<Opened> {
      const known = opened.get(document);
      if (known && known.version === document.version) return known;
      const { version } = document;
      const text = document.getText();
      const now = opened;
      const around = await explorer?.around(document.uri);
      const options = await optionsFor(document, around);
      const path = options.path ?? '';
      const linted = lintAgain(text, options, known?.linted);
      const { findings, suppressed } = linted.kind ? linted : unmodelled(text, options);
      if (!sought && linted.kind && MAY_PIN.test(text)) void seek();
      const fresh: Known = {
        version,
        path,
        get model() {
          return linted.model();
        },
        findings,
        suppressed: suppressed.length,
        around,
        linted,
      };
      // Somebody typed meanwhile: what was found holds for a text that is gone.
      if (version !== document.version) return this.open(document);
      // What was forgotten meanwhile must not be remembered by this.
      if (now === opened) opened.set(document, fresh);
      return fresh;
    },
    configurations: async (uri) => (await explorer?.configurations(uri)) ?? [],
    configure(options) {
      configured = options;
      opened = new WeakMap();
    },
    observe(told) {
      hosts = told;
      gather();
    },
    observed: () => observed,
    explore(folders) {
      explorer = runtime.explore?.(folders, () => {
        opened = new WeakMap();
        changed();
      });
      sought = undefined;
      opened = new WeakMap();
    },
    forget() {
      explorer?.forget();
      opened = new WeakMap();
    },
    forgetCertificates() {
      sought = undefined;
      opened = new WeakMap();
    },
  };
}

function sameCertificates(some: readonly NamedCertificate[], others: readonly NamedCertificate[]): boolean {
  const same = (one: NamedCertificate, at: number) =>
    one.fingerprint === others[at]?.fingerprint && one.where === others[at]?.where;
  return some.length === others.length && some.every(same);
}

/** What a configuration and the folders around a document settle. */
function settled(around: Around | undefined): Pick<LintOptions, 'governing' | 'workspace'> {
  if (!around) return {};
  const { config, path, workspace } = around;
  return config && 'config' in config
    ? { workspace, governing: { config: config.config, path } }
    : { workspace };
}

/** A text that is none of ours has no findings, unless it is a configuration of Pinwarden's own. */
function unmodelled(text: string, { path = '', today = '', target = {} }: LintOptions) {
  const own = path.endsWith(`/${CONFIG_NAME}`);
  const findings = own
    ? entryFindings(readConfig(text).config, NOTHING_CHECKED, { today, target }).findings
    : [];
  return { findings, suppressed: [] };
}
