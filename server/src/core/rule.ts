import type { Finding, Severity } from './finding';
import type { Observed } from './observed';
import type { JudgedSuppression } from './suppression';

/** What is being built, as far as an option, a configuration or the file says. */
export interface Target {
  /** OutSystems 11 or OutSystems Developer Cloud. */
  readonly product?: 'o11' | 'odc';
  /** The version of the mobile apps build service, such as `12.1`. */
  readonly mabs?: string;
  readonly framework?: 'cordova' | 'capacitor';
}

/** What a rule is given beside the model: plain data that the host knows. */
export interface Given {
  /** The local date as `YYYY-MM-DD`. */
  readonly today: string;
  readonly target: Target;
  /** Domains that somebody else manages the certificates of, besides OutSystems' own. */
  readonly managedDomains: readonly string[];
  /** What the host knows of the folders around the file; nothing for standard input or a lone document. */
  readonly workspace: Workspace | undefined;
  /** What was observed outside of the text; nothing before a person asked. */
  readonly observed: Observed | undefined;
  /** What the configuration says beside a severity, by the id of the rule. */
  readonly ruleOptions: Readonly<Record<string, RuleOptions>>;
  /** The suppressions of the text and what became of them, once every other rule has been run; none before. */
  readonly suppressions: readonly JudgedSuppression[];
}

/** The options of a rule that warns ahead of a date. */
export interface RuleOptions {
  /** How many days ahead. */
  readonly days?: number;
}

/** Names from a listing of the workspace; nothing here was opened, and nothing follows a path of a document. */
export interface Workspace {
  /** The files in the declared resource folders, as paths from the folder of the configuration with forward slashes; nothing where no folder is declared. */
  readonly resources: readonly string[] | undefined;
  /** The JSON files in the document's own folder by name, in order; nothing where that folder is not called `pinning`. */
  readonly pinningFolder: readonly string[] | undefined;
  /** The name of the document's file. */
  readonly name: string;
}

/** A finding as its rule makes it; the runner adds the rule's id and, where none is given, its severity. */
export type Draft = Omit<Finding, 'rule' | 'severity'> & { readonly severity?: Severity };

/** A fault that can be found: what it is called, how bad it is, where that is documented, and how it is told. */
export interface Rule<Model> {
  readonly id: string;
  readonly severity: Severity;
  /** One sentence without a full stop, for tables. */
  readonly summary: string;
  /** The address of the document or source that says so. */
  readonly citation: string;
  /** The build service's code for this fault, where one is documented. */
  readonly code?: string;
  /** What its quick fix does; `safe` ones are applied by fix-all too. */
  readonly fix?: { readonly summary: string; readonly safe: boolean };
  /** The part of the model without which the rule has nothing to say; it is not run where that is empty. */
  readonly part?: keyof Model;
  /** Finds the fault. Pure: the same model and data give the same findings, in any order of rules. */
  readonly check: (model: Model, given: Given) => Iterable<Draft>;
}
