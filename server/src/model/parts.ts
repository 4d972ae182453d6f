import type { Parsed } from '../core/json';
import type { XmlParser } from '../core/xml-tree';
import type { Kind } from './kind';
import { language } from './language';
import type { Suffixes } from './suffixes';

/** What reading needs and what is too large to be there from the start. */
export interface Parts {
  /** The public suffix list; without it names are not looked up. */
  readonly suffixes: Suffixes;
  /** Parses XML, also inside strings of a build action; without it such texts are only recognised. */
  readonly parseXml: XmlParser;
  /** Parses YAML; without it such texts are only recognised by name. */
  readonly parseYaml: (text: string) => Parsed;
}

/** How a host loads each of them; a missing member means that it cannot. */
export type Loaders = { readonly [part in keyof Parts]?: () => Promise<Parts[part]> };

/** Loads what this text needs; a part that fails to load is left out, and reading does without. */
export async function partsFor(
  text: string,
  path: string,
  loaders: Loaders,
  kind?: Kind,
): Promise<Partial<Parts>> {
  const written = language(text, path, kind);
  const json = written === 'json';
  const action = text.includes('platforms');
  const [suffixes, parseXml, parseYaml] = await Promise.all([
    !json || action || text.includes('hosts') ? load(loaders.suffixes) : undefined,
    written === 'xml' || action ? load(loaders.parseXml) : undefined,
    written === 'yaml' && action ? load(loaders.parseYaml) : undefined,
  ]);
  return {
    ...(suffixes ? { suffixes } : {}),
    ...(parseXml ? { parseXml } : {}),
    ...(parseYaml ? { parseYaml } : {}),
  };
}

function load<T>(loader: (() => Promise<T>) | undefined): Promise<T | undefined> | undefined {
  return loader?.().catch(() => undefined);
}
