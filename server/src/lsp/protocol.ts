import type { Diagnostic } from 'vscode-languageserver';
import type { ConvertTarget } from '../convert';
import type { Edit } from '../core/finding';
import type { Texts } from '../core/l10n';
import type { HostObservation } from '../core/observed';
import type { Target } from '../core/rule';
import type { Span } from '../core/span';
import type { PinPlace, WantedPlace } from '../features/insert-pin';
import type { AskableHost } from '../features/live-notes';
import type { Kind } from '../model/kind';

/** What a client may tell the server when it starts it. */
export interface InitializationOptions {
  /** The settings, for clients that do not send `workspace/didChangeConfiguration`. */
  readonly settings?: Settings;
  /** True where the editor's own JSON support reports plain syntax errors. */
  readonly editorReportsJsonSyntax?: boolean;
  /** True where the editor has the JSON Schemas that ship with Pinwarden: keys and values are then left to them. */
  readonly editorHasSchemas?: boolean;
  /** True where the client has the commands that lead a person to a pin or to another host. */
  readonly asks?: boolean;
  /** `utf-8` for a client that counts bytes and does not say so, such as ALE. */
  readonly positionEncoding?: 'utf-8';
  /** Where the scripts of the package lie, a URL without a slash at its end; for the server in a web worker. */
  readonly scripts?: string;
  /** True where the client has the command that asks hosts: lenses then offer it. */
  readonly asksHosts?: boolean;
  /** True where the client answers what lies around a document that the server cannot see. */
  readonly looksAround?: boolean;
  /** What is said in the editor's language, by its English text. */
  readonly texts?: Texts;
}

/** The settings under `pinwarden`. */
export interface Settings {
  readonly managedDomains?: readonly string[];
}

/** Asks the client which files lie around a document; null where it cannot say. */
export const AROUND = 'pinwarden/around';

export interface AroundParams {
  readonly uri: string;
}

/** The nearest `.pinwarden.json` above a document, and the JSON files of its folder where that is called `pinning`. */
export interface AroundResult {
  readonly config?: { readonly uri: string } & ({ readonly text: string } | { readonly reason: string });
  readonly pinningFolder?: readonly string[];
}

/**
 * Asks the client for the files in folders below that of a configuration, as paths from there with forward slashes, in
 * order; null where there are too many.
 */
export const RESOURCES = 'pinwarden/resources';

export interface ResourcesParams {
  /** The URI of the configuration. */
  readonly config: string;
  readonly folders: readonly string[];
}

/** Asks what a document is and which hosts it pins. */
export const DESCRIBE = 'pinwarden/describe';

/** Which document, and where in it the person is, as a UTF-16 offset. */
export interface DescribeParams {
  readonly uri: string;
  readonly offset?: number;
}

/** A document in a nutshell. Null members mean: none of ours, no host there. */
export interface Description {
  readonly kind: Kind | null;
  readonly hosts: readonly string[];
  /** The host at the offset asked for, or the only one. */
  readonly at: PinnedHostDescription | null;
  /** How many findings comments and the configuration took back. */
  readonly suppressed: number;
}

/** A host and the keys that are pinned for it, as canonical base64. */
export interface PinnedHostDescription {
  readonly host: string;
  readonly keys: readonly string[];
  /** False where something else stands in the place of the list of pins, so that none can be inserted. */
  readonly takesPins: boolean;
}

/** Asks for the edits that add a key to the host at an offset. */
export const INSERT_PIN = 'pinwarden/insertPin';

/**
 * The document, a UTF-16 offset at or in the host's entry, and the key as canonical base64; or several keys and several
 * places, whose hosts have to stand there still.
 */
export type InsertPinParams = { readonly uri: string } & (
  | { readonly offset: number; readonly key: string }
  | { readonly keys: readonly string[]; readonly places: readonly WantedPlace[] }
);

/**
 * The edits and the version of the document that they hold for; null where a pin has no place. With several places there
 * are no edits where every key is pinned already, and null where one of the places is gone.
 */
export interface InsertPinResult {
  readonly version: number;
  readonly edits: readonly Edit[];
}

/** Asks where pins can be added, and which hosts lack a backup. */
export const PIN_PLACES = 'pinwarden/pinPlaces';

/** The document, and where in it the person is, as a UTF-16 offset. */
export type PinPlacesParams = DescribeParams;

/** The places in the order of the text. */
export interface PinPlacesResult {
  readonly places: readonly PinPlace[];
  /** The index of the one at the offset asked for, or of the only one. */
  readonly at: number | null;
  /** What `.pinwarden.json` says that is built. */
  readonly product: Target['product'] | null;
}

/** The commands behind fixes that ask; each takes one {@link AskArgument}. */
export const ASK_COMMANDS = {
  'add-backup-pin': 'pinwarden.addBackupFingerprint',
  'replace-host': 'pinwarden.replaceHost',
} as const;

/** Where the finding is that a command is to mend. */
export interface AskArgument {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
  readonly host?: string;
}

/** Asks which hosts a text pins, so that a person can decide whether they are asked. */
export const HOSTS = 'pinwarden/hosts';

/** A document; the text of one that is not open, and the part that is meant, in UTF-16 offsets, where it is not the whole. */
export interface HostsParams {
  readonly uri: string;
  readonly text?: string;
  readonly within?: Span;
}

/** The pinned hosts in the order of the text. */
export interface HostsResult {
  readonly hosts: readonly AskableHost[];
}

/** Asks what a text says about an app that may be affected by the rotation of certificates; null for none of ours. */
export const EVIDENCE = 'pinwarden/evidence';

/** A file of the app: its path as people read it, and the domains that its settings list as somebody else's. */
export interface EvidenceParams {
  readonly uri: string;
  readonly path: string;
  readonly text: string;
  readonly managedDomains: readonly string[];
}

/** Asks which domains the text of a `.pinwarden.json` lists as somebody else's; answers their names. */
export const MANAGED_DOMAINS = 'pinwarden/managedDomains';

/** That text. */
export interface ManagedDomainsParams {
  readonly text: string;
}

/** Tells everything that was observed in this session; it replaces what was told before. */
export const OBSERVATIONS = 'pinwarden/observations';

/** What hosts served when a person had them asked. */
export interface ObservationsParams {
  readonly hosts: readonly HostObservation[];
}

/** The command behind a lens that offers to ask a host; it takes one {@link CheckLiveArgument}. */
export const CHECK_LIVE_COMMAND = 'pinwarden.checkLive';

/** The document and the host whose lens was chosen. */
export interface CheckLiveArgument {
  readonly uri: string;
  readonly host: string;
}

/** Asks what was found live in a text that is not open. */
export const LIVE_FINDINGS = 'pinwarden/liveFindings';

/** A file, and its text. */
export interface LiveFindingsParams {
  readonly uri: string;
  readonly text: string;
}

/** The diagnostics of the rules that compare pins with what hosts served. */
export interface LiveFindingsResult {
  readonly diagnostics: readonly Diagnostic[];
}

/** Asks what an open document can be converted to. */
export const CONVERSIONS = 'pinwarden/conversions';

/** That document. */
export interface ConversionsParams {
  readonly uri: string;
}

/** The kinds of file, the likeliest first; none where there is nothing to convert. */
export interface ConversionsResult {
  readonly targets: readonly ConvertTarget[];
}

/** Asks for an open document as another kind of file; answers a `Converted`. */
export const CONVERT = 'pinwarden/convert';

/** That document, and what it is to become. */
export interface ConvertParams {
  readonly uri: string;
  readonly to: ConvertTarget;
}

/** The command behind the code actions that convert; it takes one {@link ConvertArgument}. */
export const CONVERT_COMMAND = 'pinwarden.convertConfiguration';

/** The document, and what it is to become, where that was chosen already. */
export interface ConvertArgument {
  readonly uri: string;
  readonly to?: ConvertTarget;
}
