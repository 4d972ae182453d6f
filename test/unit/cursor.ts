import { ok } from 'node:assert/strict';
import { parseXml } from '../../server/src/core/xml';
import { parseYaml } from '../../server/src/core/yaml';
import type { Completion } from '../../server/src/features/completion';
import type { Model } from '../../server/src/model/model';
import { read } from '../../server/src/model/read';
import { suffixes } from '../../server/src/model/suffixes';

/** A text that was read, and the cursor that `|` marked in it. */
export interface Cursor {
  readonly model: Model;
  readonly offset: number;
}

/** Reads a text in which one `|` stands for the cursor. */
export function cursor(marked: string, path = 'pinning.json'): Cursor {
  const offset = marked.indexOf('|');
  ok(offset >= 0 && !marked.includes('|', offset + 1), `one cursor in ${marked}`);
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const model = read(text, { path, suffixes, parseXml, parseYaml });
  ok(model, `${path} is one of ours`);
  return { model, offset };
}

/** The text as a completion leaves it; places to go to next are shown as `‸`, with what stands there. */
export function applied({ model }: Cursor, { replace, snippet }: Completion): string {
  return model.text.slice(0, replace.start) + expanded(snippet) + model.text.slice(replace.end);
}

/** A snippet as plain text: `${1:text}` as `‸text`, `$1` as `‸`. */
export function expanded(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+/g,
    (_, kept?: string, text?: string) => {
      if (kept) return kept;
      return `‸${text?.replace(/\\(.)/g, '$1') ?? ''}`;
    },
  );
}
