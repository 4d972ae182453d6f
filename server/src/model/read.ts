import { parseJson } from '../core/json';
import type { Node } from '../core/tree';
import { extensibilityShape, pinningShape } from './grammar';
import { holdsBypassFlag, type Kind, kindByContent, kindByName, kindOfXml } from './kind';
import type { Model } from './model';
import { readBypassFlags } from './read-bypass';
import { readPinningHosts } from './read-pinning';
import { checkShape, type ShapeFault } from './shape';
import type { Suffixes } from './suffixes';

/** What a text is read with. */
export interface ReadOptions {
  /** Where the text comes from, for the kinds that a name tells; need not exist. */
  readonly path?: string;
  /** The kind, where the caller knows better than content and name. */
  readonly kind?: Kind;
  readonly suffixes?: Suffixes;
}

/** The longest text that is read, in UTF-16 units; no configuration comes near it. */
export const MAX_TEXT = 8_000_000;

/** Reads any text into a model, or says that it is none of ours. Total: never throws, bounded in time. */
export function read(text: string, options: ReadOptions = {}): Model | undefined {
  if (text.length > MAX_TEXT) return undefined;
  const written = language(text, options.path);
  if (written !== 'json') {
    const byContent = written === 'xml' ? kindOfXml(text) : undefined;
    const kind = options.kind ?? byContent ?? kindByName(options.path ?? '');
    return kind && empty(kind, text);
  }
  const { root, problems } = parseJson(text);
  const kind = options.kind ?? kindOfJson(text, root, options.path);
  if (!kind) return undefined;
  return {
    ...empty(kind, text),
    root,
    problems,
    shapeFaults: shapeFaults(kind, text, root),
    pinSets: kind === 'pinning' ? readPinningHosts(root, options.suffixes) : [],
    bypassFlags: kind === 'pinning' ? [] : readBypassFlags(text, root),
  };
}

function empty(kind: Kind, text: string): Model {
  return { kind, text, root: undefined, problems: [], shapeFaults: [], pinSets: [], bypassFlags: [] };
}

/** The language of a text: by its path's ending, else by its first character. */
function language(text: string, path = ''): 'json' | 'yaml' | 'xml' {
  if (/\.ya?ml$/i.test(path)) return 'yaml';
  return /\.(?:xml|plist)$/i.test(path) || /^\ufeff?\s*</.test(text) ? 'xml' : 'json';
}

/** Content decides before the name; a text that holds the bypass flag is a configuration whatever else it lacks. */
function kindOfJson(text: string, root: Node | undefined, path = ''): Kind | undefined {
  return kindByContent(root) ?? (holdsBypassFlag(text) ? 'extensibility' : kindByName(path));
}

function shapeFaults(kind: Kind, text: string, root: Node | undefined): ShapeFault[] {
  if (kind === 'pinning') return checkShape(text, root, pinningShape);
  return kind === 'extensibility' ? checkShape(text, root, extensibilityShape) : [];
}
