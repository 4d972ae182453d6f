// The npm package as a library. What is exported here is API; everything else may change in any release.
import type { Config } from './config/config';
import { localDate } from './core/date';
import type { Finding, Severity } from './core/finding';
import type { Target } from './core/rule';
import { fixAll as fixText, lint as lintText } from './lint';
import type { Kind } from './model/kind';
import { partsFor } from './model/parts';
import { nodeLoaders } from './node-loaders';
import { rules as allRules } from './rules';
import { rulePage } from './rules/page';

export {
  type Config,
  type ConfigProblem,
  type IgnoreEntry,
  type ReadConfig,
  type RuleSetting,
  readConfig,
} from './config/config';
export { applyEdits } from './core/edits';
export type { Ask, Edit, Finding, Fix, Related, Severity } from './core/finding';
export type { Target } from './core/rule';
export type { Span } from './core/span';
export { KINDS, type Kind } from './model/kind';
export {
  type BadPin,
  type GoodPin,
  type PinFault,
  type PinPrefix,
  type PinReading,
  readPin,
} from './pins/pin';

/** What may be told about a text; every member may be missing. */
export interface LintOptions {
  /** Where the text comes from, with forward slashes: tells a kind by its name, and what `ignore` entries name. Never opened. */
  readonly path?: string | undefined;
  /** The kind of file; content and path decide where it is absent. */
  readonly kind?: Kind | undefined;
  /** The date that expiry is measured against, as `YYYY-MM-DD`; the local date when absent. */
  readonly today?: string | undefined;
  /** What is being built; goes before what `config` says. */
  readonly target?: Target | undefined;
  /** Domains that somebody else manages the certificates of, besides OutSystems' own and those of `config`. */
  readonly managedDomains?: readonly string[] | undefined;
  /** What `.pinwarden.json` says, from `readConfig`; with one, `path` is meant from its folder. */
  readonly config?: Config | undefined;
}

/** What is known about a rule without running it. */
export interface RuleInfo {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence without a full stop. */
  readonly summary: string;
  /** The address of the document or source that says so. */
  readonly citation: string;
  /** The address of the rule's page. */
  readonly url: string;
  /** The build service's code for the fault, where one is documented. */
  readonly code?: string;
  /** What the quick fix does; `fixAll` applies the `safe` ones. */
  readonly fix?: { readonly summary: string; readonly safe: boolean };
}

/** Every rule, in the order of the documentation. */
export const rules: readonly RuleInfo[] = allRules.map(({ id, severity, summary, citation, code, fix }) => ({
  id,
  severity,
  summary,
  citation,
  url: rulePage(id),
  ...(code === undefined ? {} : { code }),
  ...(fix === undefined ? {} : { fix }),
}));

/**
 * Finds every fault of a text, in the order of the text; none in a text that is none of ours. Never fails over a text.
 * Parsers and the public suffix list are loaded with the first text that needs them.
 */
export async function lint(text: string, options: LintOptions = {}): Promise<Finding[]> {
  return lintText(text, options.kind, await given(text, options));
}

/** The text with every safe fix applied; the rest stays byte for byte. */
export async function fixAll(text: string, options: LintOptions = {}): Promise<string> {
  return fixText(text, options.kind, await given(text, options));
}

async function given(text: string, { config, ...options }: LintOptions) {
  const { path, kind, today = localDate(), target, managedDomains } = options;
  return {
    ...(await partsFor(text, path ?? '', nodeLoaders, kind)),
    ...(path === undefined ? {} : { path }),
    ...(target === undefined ? {} : { target }),
    ...(managedDomains === undefined ? {} : { managedDomains }),
    ...(config === undefined ? {} : { governing: { config, path } }),
    today,
  };
}
