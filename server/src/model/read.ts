import { type Parsed, parseJson } from '../core/json';
import type { Problem } from '../core/problem';
import { overlaps, type Span } from '../core/span';
import { innerText, plainText } from '../core/text-map';
import type { Node, StringNode } from '../core/tree';
import { plistEntries, readBuildAction } from './build-action';
import { checkBuildAction } from './check-build-action';
import { extensibilityShape, pinningShape } from './grammar';
import { checkIos } from './ios-grammar';
import { holdsBypassFlag, type Kind, kindByContent, kindByName, kindOfXml } from './kind';
import { language } from './language';
import { MAX_TEXT } from './limits';
import type { Model, NscPart, PinSet } from './model';
import { nscParts } from './nsc-parts';
import { withOpenValues } from './open-values';
import type { Parts } from './parts';
import { readPlist } from './plist';
import { readBypassFlags } from './read-bypass';
import { readPreferences, readReferences } from './read-extensibility';
import { readIosHosts } from './read-ios';
import { readNscHosts } from './read-nsc';
import { readPinningHosts } from './read-pinning';
import { checkShape, type ShapeFault } from './shape';

/** What a text is read with; the parts are loaded by the host before the first text that needs them. */
export interface ReadOptions extends Partial<Parts> {
  /** Where the text comes from, for the kinds that a name tells; need not exist. */
  readonly path?: string;
  /** The kind, where the caller knows better than content and name. */
  readonly kind?: Kind;
}

/** Reads any text into a model, or says that it is none of ours. Total: never throws, bounded in time. */
export function read(text: string, options: ReadOptions = {}): Model | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const written = language(text, options.path, options.kind);
  if (written === 'xml') return readXml(text, options);
  const parsed = written === 'yaml' ? options.parseYaml?.(text) : parseJson(text);
  if (!parsed) return none(options.kind ?? kindByName(options.path ?? ''), text);
  const kind =
    options.kind ??
    (written === 'yaml'
      ? kindOfYaml(parsed.root, options.path)
      : kindOfJson(text, parsed.root, options.path));
  return kind && readTree(text, kind, parsed, options);
}

function readTree(text: string, kind: Kind, parsed: Parsed, options: ReadOptions): Model {
  const { root, problems, comments = [] } = parsed;
  const base = {
    ...empty(kind, text),
    root,
    problems,
    comments,
    shapeFaults: shapeFaults(kind, text, root, problems),
  };
  switch (kind) {
    case 'pinning':
      return { ...base, pinSets: readPinningHosts(root, options.suffixes) };
    case 'build-action':
      return { ...base, ...readAction(base, options), bypassFlags: readBypassFlags(text, root) };
    default: {
      const preferences = readPreferences(root);
      return {
        ...base,
        preferences,
        references: readReferences(root),
        bypassFlags: readBypassFlags(text, root),
      };
    }
  }
}

function readXml(text: string, options: ReadOptions): Model | undefined {
  const kind = options.kind ?? kindOfXml(text) ?? kindByName(options.path ?? '');
  const xml = kind && options.parseXml?.(plainText(text));
  if (!xml) return none(kind, text);
  const base = { ...empty(kind, text), xml, problems: xml.problems };
  if (kind === 'ios-plist') {
    const plist = readPlist(xml);
    const shapeFaults = outsideOf(xml.problems, checkIos(text, plist));
    return {
      ...base,
      plist,
      shapeFaults,
      pinSets: readIosHosts(plist, options.suffixes).map(withOpenValues),
    };
  }
  const part: NscPart = { whole: true, path: [], elements: xml.roots, document: xml };
  return { ...base, nsc: [part], pinSets: readNscHosts(part, options.suffixes) };
}

/** What a build action puts into the apps' own configurations, and what is wrong with its own build. */
function readAction({ text, root, problems }: Model, { parseXml, suffixes }: ReadOptions): Partial<Model> {
  const parse = (node: StringNode) => parseXml?.(innerText(text, node));
  const buildAction = readBuildAction(root, parse);
  const nsc = nscParts(buildAction);
  const entries = plistEntries(buildAction);
  const pinSets: PinSet[] = [
    ...nsc.flatMap((part) =>
      readNscHosts(part, suffixes).map((set) => under(part.condition, withOpenValues(set))),
    ),
    ...entries.flatMap(({ entry, step }) =>
      readIosHosts(entry, suffixes).map((set) => under(step.condition, withOpenValues(set))),
    ),
  ];
  const { faults, nearMisses } = checkBuildAction(text, root, buildAction);
  const shapeFaults = [...nearMisses, ...entries.flatMap(({ entry }) => checkIos(text, entry))];
  return {
    buildAction,
    nsc,
    pinSets,
    actionFaults: outsideOf(problems, faults),
    shapeFaults: outsideOf(problems, shapeFaults),
  };
}

function under(condition: string | undefined, set: PinSet): PinSet {
  return condition === undefined ? set : { ...set, condition };
}

function none(kind: Kind | undefined, text: string): Model | undefined {
  return kind && empty(kind, text);
}

function empty(kind: Kind, text: string): Model {
  return {
    kind,
    text,
    root: undefined,
    problems: [],
    comments: [],
    shapeFaults: [],
    pinSets: [],
    bypassFlags: [],
    preferences: [],
    references: [],
    nsc: [],
    plist: undefined,
    buildAction: undefined,
    actionFaults: [],
    xml: undefined,
  };
}

/** Content decides before the name; a text that holds the bypass flag is a configuration whatever else it lacks. */
function kindOfJson(text: string, root: Node | undefined, path = ''): Kind | undefined {
  return kindByContent(root) ?? (holdsBypassFlag(text) ? 'extensibility' : kindByName(path));
}

/** YAML is only ever a build action. */
function kindOfYaml(root: Node | undefined, path = ''): Kind | undefined {
  const byContent = kindByContent(root);
  if (byContent) return byContent === 'build-action' ? byContent : undefined;
  return kindByName(path) === 'build-action' ? 'build-action' : undefined;
}

function shapeFaults(
  kind: Kind,
  text: string,
  root: Node | undefined,
  problems: readonly Problem[],
): readonly ShapeFault[] {
  const shape = kind === 'pinning' ? pinningShape : kind === 'extensibility' ? extensibilityShape : undefined;
  const faults = shape ? checkShape(text, root, shape) : [];
  return outsideOf(problems, faults);
}

/** Where the text does not even parse, what was made of it there is not judged. */
function outsideOf<Fault extends { readonly span: Span }>(
  problems: readonly Problem[],
  faults: readonly Fault[],
): readonly Fault[] {
  const broken = problems.filter(({ kind }) => kind === 'syntax');
  if (broken.length === 0) return faults;
  return faults.filter((fault) => !broken.some(({ span }) => overlaps(fault.span, span)));
}
