import { removeElement } from '../core/edits';
import type { Severity } from '../core/finding';
import { parseJson } from '../core/json';
import * as l10n from '../core/l10n';
import { nearest } from '../core/near';
import type { RuleOptions, Target } from '../core/rule';
import type { Span } from '../core/span';
import type { Suppression } from '../core/suppression';
import { itemsOf, type Member, membersOf, type Node, typeName, valueAt } from '../core/tree';
import { canonicalName } from '../model/host';
import { isRule, nearRule, takesDays } from './rule-ids';

/** What a `.pinwarden.json` says, as far as it can be understood. */
export interface Config {
  readonly target: Target;
  /** Domains that somebody else manages the certificates of. */
  readonly managedDomains: readonly string[];
  /** Folders below the configuration's own, with forward slashes; nothing where none is declared. */
  readonly resources: readonly string[] | undefined;
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly ignore: readonly IgnoreEntry[];
}

/** How a rule is to be judged; what is absent stays as it is. */
export interface RuleSetting extends RuleOptions {
  readonly severity?: Severity | 'off';
}

/** An entry under `ignore`; an absent path or host means every one. */
export interface IgnoreEntry extends Suppression {
  readonly path?: string;
  /** In canonical form. */
  readonly host?: string;
}

/** What cannot be understood in a configuration: where, and one clause that says why. */
export interface ConfigProblem {
  readonly span: Span;
  readonly message: string;
  /** True where the text is no configuration at all, so that what it was meant to say is unknown. */
  readonly unreadable: boolean;
}

/** A configuration that was read, with what was wrong with it. */
export interface ReadConfig {
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
}

/** More entries than anyone keeps; each file's findings are compared with all of them. */
const MAX_ENTRIES = 2000;

/** Reads any text as a configuration: what is sound is kept, the rest becomes problems. Comments are welcome. */
export function readConfig(text: string): ReadConfig {
  const { root, problems: overcome } = parseJson(text);
  const problems: ConfigProblem[] = overcome
    .filter(
      ({ kind }) => !['comment', 'trailing-comma', 'byte-order-mark', 'unquoted-reference'].includes(kind),
    )
    .map(({ span, message }) => ({ span, message, unreadable: true }));
  const reading: Reading = { text, problems };
  if (root && root.type !== 'object') {
    const message = l10n.t('a configuration is an object, not {0}', typeName(root));
    problems.push({ span: root.span, message, unreadable: true });
  }
  checkKeys(reading, membersOf(root), KEYS, l10n.t('a configuration'));
  const config: Config = {
    target: readTarget(reading, root),
    managedDomains: readStrings(
      reading,
      valueAt(root, 'managedDomains'),
      isDomain,
      l10n.t('a domain name such as "corp.example"'),
    ),
    resources: readResources(reading, valueAt(root, 'resources')),
    rules: readRules(reading, valueAt(root, 'rules')),
    ignore: readEntries(reading, valueAt(root, 'ignore')),
  };
  return { config, problems: problems.sort((a, b) => a.span.start - b.span.start) };
}

const KEYS = ['$schema', 'product', 'mabs', 'framework', 'managedDomains', 'resources', 'rules', 'ignore'];

/** So many problems are worth finding out what is meant: that takes a while for each. */
const MAX_GUESSED = 100;

interface Reading {
  readonly text: string;
  readonly problems: ConfigProblem[];
}

function complain({ problems }: Reading, { span }: { span: Span }, message: string): void {
  problems.push({ span, message, unreadable: false });
}

function checkKeys(
  reading: Reading,
  members: readonly Member[],
  known: readonly string[],
  what: string,
): void {
  for (const { key } of members) {
    if (known.includes(key.value)) continue;
    const near = reading.problems.length < MAX_GUESSED ? nearest(key.value, known) : undefined;
    const name = quoted(key.value);
    const message = near
      ? l10n.t('{0} has no key {1}; {2} is meant', what, name, quoted(near))
      : l10n.t('{0} has no key {1}', what, name);
    complain(reading, key, message);
  }
}

function readTarget(reading: Reading, root: Node | undefined): Target {
  const product = readWord(reading, valueAt(root, 'product'), ['o11', 'odc'] as const);
  const framework = readWord(reading, valueAt(root, 'framework'), ['cordova', 'capacitor'] as const);
  const mabs = readText(reading, valueAt(root, 'mabs'), isVersion, l10n.t('a version such as "12.1"'));
  return {
    ...(product ? { product } : {}),
    ...(mabs ? { mabs } : {}),
    ...(framework ? { framework } : {}),
  };
}

function readWord<T extends string>(
  reading: Reading,
  node: Node | undefined,
  words: readonly T[],
): T | undefined {
  const wanted = l10n.t('one of {0}', words.map(quoted).join(', '));
  const text = readText(reading, node, (value) => (words as readonly string[]).includes(value), wanted);
  return words.find((word) => word === text);
}

function readText(
  reading: Reading,
  node: Node | undefined,
  accepts: (value: string) => boolean,
  wanted: string,
): string | undefined {
  if (!node) return undefined;
  if (node.type === 'string' && accepts(node.value)) return node.value;
  complainOf(reading, node, wanted);
  return undefined;
}

/** Says what is wanted instead of a value. */
function complainOf(reading: Reading, node: Node, wanted: string): void {
  const found = node.type === 'string' ? quoted(node.value) : typeName(node);
  complain(reading, node, l10n.t('{0} is expected here, not {1}', wanted, found));
}

function readStrings(
  reading: Reading,
  node: Node | undefined,
  accepts: (value: string) => boolean,
  wanted: string,
): string[] {
  if (node && node.type !== 'array') complainOf(reading, node, l10n.t('a list'));
  return itemsOf(node)
    .slice(0, MAX_ENTRIES)
    .flatMap((item) => readText(reading, item, accepts, wanted) ?? []);
}

function readResources(reading: Reading, node: Node | undefined): string[] | undefined {
  const folders = readStrings(
    reading,
    node,
    isFolder,
    l10n.t('a folder below this file such as "resources/"'),
  );
  return node ? folders.map((folder) => folder.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '')) : undefined;
}

/** A path that stays below the configuration whatever the system: no root, drive, share, `..` or backslash. */
function isFolder(value: string): boolean {
  return /^[^/\\:\0][^\\:\0]*$/.test(value) && !value.split('/').includes('..') && value.length < 1000;
}

function isDomain(value: string): boolean {
  return /^[^/:*\s]{1,253}$/.test(value);
}

function isVersion(value: string): boolean {
  return /^\d{1,4}(?:\.\d{1,4}){0,2}$/.test(value);
}

function isDate(value: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(value) && (new Date(`${value}T00:00:00Z`).toJSON()?.startsWith(value) ?? false)
  );
}

function readRules(reading: Reading, node: Node | undefined): Map<string, RuleSetting> {
  const settings = new Map<string, RuleSetting>();
  if (node && node.type !== 'object') complainOf(reading, node, l10n.t('an object'));
  for (const { key, value } of membersOf(node)) {
    if (!isRule(key.value)) complain(reading, key, unknownRule(reading, key.value));
    else if (value) settings.set(key.value, readSetting(reading, key.value, value));
  }
  return settings;
}

/** Says that no rule has an id, and which one is meant. */
function unknownRule({ problems }: Reading, id: string): string {
  const near = problems.length < MAX_GUESSED ? nearRule(id) : undefined;
  return near
    ? l10n.t('no rule is called {0}; {1} is meant', quoted(id), quoted(near))
    : l10n.t('no rule is called {0}', quoted(id));
}

const SEVERITIES = ['off', 'error', 'warning', 'info'] as const;

function readSetting(reading: Reading, rule: string, node: Node): RuleSetting {
  if (node.type !== 'object') {
    const severity = readWord(reading, node, SEVERITIES);
    return severity ? { severity } : {};
  }
  const days = takesDays(rule) ? ['days'] : [];
  checkKeys(reading, node.members, ['severity', ...days], `\`${rule}\``);
  const severity = readWord(reading, valueAt(node, 'severity'), SEVERITIES);
  const ahead = days.length > 0 ? readDays(reading, valueAt(node, 'days')) : undefined;
  return { ...(severity ? { severity } : {}), ...(ahead === undefined ? {} : { days: ahead }) };
}

const MAX_DAYS = 3650;

function readDays(reading: Reading, node: Node | undefined): number | undefined {
  if (!node) return undefined;
  const days = node.type === 'number' ? Number(node.value) : Number.NaN;
  if (Number.isInteger(days) && days >= 0 && days <= MAX_DAYS) return days;
  complainOf(reading, node, l10n.t('a whole number of days from 0 to {0}', MAX_DAYS));
  return undefined;
}

function readEntries(reading: Reading, node: Node | undefined): IgnoreEntry[] {
  if (node && node.type !== 'array') complainOf(reading, node, l10n.t('a list'));
  const siblings = itemsOf(node);
  if (siblings[MAX_ENTRIES])
    complain(reading, siblings[MAX_ENTRIES], l10n.t('only the first {0} entries are read', MAX_ENTRIES));
  return siblings.slice(0, MAX_ENTRIES).flatMap((item, index) => {
    const entry = readEntry(reading, item);
    return entry ? [{ ...entry, removal: removeElement(reading.text, siblings, index) }] : [];
  });
}

function readEntry(reading: Reading, node: Node): Omit<IgnoreEntry, 'removal'> | undefined {
  const any = () => true;
  if (node.type !== 'object') {
    complainOf(reading, node, l10n.t('an object'));
    return undefined;
  }
  const before = reading.problems.length;
  checkKeys(reading, node.members, ['rule', 'path', 'host', 'reason', 'until'], l10n.t('an entry'));
  const rule = valueAt(node, 'rule');
  const until = valueAt(node, 'until');
  const id = readText(reading, rule, any, l10n.t('the id of a rule'));
  const path = readText(reading, valueAt(node, 'path'), (value) => value.length < 1000, l10n.t('a path'));
  const host = readText(reading, valueAt(node, 'host'), any, l10n.t('a host name'));
  const reason = readText(reading, valueAt(node, 'reason'), any, l10n.t('a reason'));
  const date = readText(reading, until, isDate, l10n.t('a day such as "2027-03-01"'));
  if (!rule) complain(reading, node, l10n.t('the entry names no `rule`'));
  // An entry that is only half understood would take back more than was meant.
  if (id === undefined || reading.problems.length > before) return undefined;
  return {
    from: 'entry',
    span: rule?.type === 'string' ? rule.inner : node.span,
    rule: id,
    reason: reason?.trim() ?? '',
    ...(date && until?.type === 'string' ? { until: { date, span: until.inner } } : {}),
    ...(path === undefined ? {} : { path }),
    ...(host === undefined ? {} : { host: canonicalName(host) }),
  };
}

function quoted(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}
