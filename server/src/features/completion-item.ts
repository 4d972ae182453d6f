import { skipTrivia } from '../core/edits';
import type { Span } from '../core/span';
import type { ObjectShape, Shape } from '../model/shape';
import type { KeyPlace, ValuePlace } from './place';

/** Something that can be written at a cursor. */
export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What it replaces; the cursor stands in it or at its end. */
  readonly replace: Span;
  /** What is written; `$1`, `$2` are the places that the person goes to next, `\` keeps a `$`, `}` or `\` as it is. */
  readonly snippet: string;
  /** What the typed text is compared with; it begins like the text that is replaced. */
  readonly filter: string;
  /** One line, such as a default. */
  readonly detail?: string;
  /** Markdown. */
  readonly documentation?: string;
  readonly deprecated?: boolean;
}

/** What a completion names. */
export type CompletionKind =
  | 'key'
  | 'value'
  | 'preference'
  | 'reference'
  | 'variable'
  | 'element'
  | 'attribute';

/** What the host knows beside the model. */
export interface Known {
  /** The files in the declared resource folders. */
  readonly resources?: readonly string[] | undefined;
  /** True where the editor offers keys and values from the schema of this file already. */
  readonly schema?: boolean;
}

/** A key with room for its value, or only the key where a value stands already. */
export function keyCompletion(text: string, place: KeyPlace, name: string, shape: Shape): Completion {
  const base = { label: name, kind: 'key', replace: place.replace } as const;
  const hasColon = text[skipTrivia(text, place.replace.end)] === ':';
  if (place.yaml) return { ...base, filter: name, snippet: hasColon ? name : `${name}: $1` };
  const quoted = JSON.stringify(name);
  const snippet = hasColon
    ? literal(quoted)
    : `${literal(quoted)}: ${room(shape)}${commaAfter(text, place.replace)}`;
  return { ...base, filter: quoted, snippet };
}

/** A single value, written as the language of the file writes it. */
export function valueCompletion(
  text: string,
  place: ValuePlace,
  value: string | number | boolean,
  label = String(value),
): Completion {
  const written = place.yaml ? String(value) : JSON.stringify(value);
  const comma = place.yaml ? '' : commaAfter(text, place.replace);
  const typed = text[place.replace.start] === '"' ? JSON.stringify(String(value)) : written;
  return {
    label,
    kind: 'value',
    replace: place.replace,
    filter: typed,
    snippet: literal(written) + comma,
  };
}

/** An object with everything that it requires, as an item of a list. */
export function itemCompletion(text: string, place: ValuePlace, shape: ObjectShape): Completion[] {
  const required = shape.required ?? [];
  if (required.length === 0 || typeof place.path.at(-1) !== 'number') return [];
  const members = required.map((name, index) => {
    const inner = shape.members[name] ?? { type: 'any' };
    return `${literal(JSON.stringify(name))}: ${room(inner, index + 1)}`;
  });
  const snippet = `{ ${members.join(', ')} \\}${commaAfter(text, place.replace)}`;
  const label = `{ ${required.join(', ')} }`;
  return [{ label, kind: 'value', replace: place.replace, filter: label, snippet }];
}

/** Room for a value of a shape, with the cursor where its content goes. */
function room(shape: Shape, stop = 1): string {
  switch (shape.type) {
    case 'object':
      return `{$${stop}\\}`;
    case 'array':
      return shape.items.type === 'string' ? `["$${stop}"]` : `[$${stop}]`;
    case 'string':
      return `"$${stop}"`;
    default:
      return `$${stop}`;
  }
}

/** A comma where another member or item follows. */
function commaAfter(text: string, { end }: Span): string {
  const next = text[skipTrivia(text, end)];
  return next === undefined || ',}]:'.includes(next) ? '' : ',';
}

/** Text in a snippet that stands for itself. */
export function literal(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** A snippet as text for an editor without places to go to. */
export function plainSnippet(snippet: string): string {
  return snippet.replace(
    /\\([\\$}])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+/g,
    (_, kept?: string, text?: string) => kept ?? text?.replace(/\\(.)/g, '$1') ?? '',
  );
}
