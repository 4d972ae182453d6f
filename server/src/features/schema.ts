import * as l10n from '../core/l10n';
import { keyNote, type Path } from '../model/key-note';
import type { KeyNote } from '../model/key-notes';
import type { Kind } from '../model/kind';
import type { ObjectShape, ScalarShape, Shape } from '../model/shape';
import { NAMED_SHAPES, shapeOf } from './shapes';

/** The kinds of file that are JSON and have a schema. */
export const SCHEMA_KINDS = ['pinning', 'extensibility', 'build-action'] as const;

/** The files that each schema is meant for, as VS Code's manifest matches them; upper and lower case matter. */
export const SCHEMA_FILES: Readonly<Record<(typeof SCHEMA_KINDS)[number], readonly string[]>> = {
  pinning: ['pinning.json', 'pinning/*.json'],
  extensibility: ['*extensibility*.json', '*extensibility*.jsonc'],
  'build-action': ['*build-action*.json', 'buildAction*.json'],
};

/** Says whether an editor that has the schemas uses the one of this kind for a path. */
export function hasSchema(kind: Kind, path: string): boolean {
  const files = SCHEMA_KINDS.filter((other) => other === kind).flatMap((known) => SCHEMA_FILES[known]);
  return files.some((glob) =>
    new RegExp(`(?:^|/)${glob.replaceAll('.', '\\.').replaceAll('*', '[^/]*')}$`).test(path),
  );
}

/** A JSON Schema, as far as Pinwarden writes one. */
export interface JsonSchema {
  readonly $schema?: string;
  readonly title?: string;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, JsonSchema>>;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly default?: string | number | boolean;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema;
  readonly items?: JsonSchema;
  readonly examples?: readonly unknown[];
  /** What is written after a key; an empty one leaves room for a value of any type. */
  readonly defaultSnippets?: readonly { readonly label?: string; readonly body?: unknown }[];
}

/**
 * The schema of a kind of file, for completion and hovers alone: it accepts every text, because faults are told by
 * rules. So no types, no required keys and no patterns; values are examples and not enumerations.
 */
export function schemaFor(kind: (typeof SCHEMA_KINDS)[number]): JsonSchema {
  const shape = shapeOf(kind) ?? { type: 'any' };
  const whole = schemaOf(kind, shape, []);
  const definitions = kind === 'build-action' ? definitionsOf(kind) : {};
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: titleOf(kind),
    ...whole,
    ...(Object.keys(definitions).length > 0 ? { definitions } : {}),
  };
}

function titleOf(kind: (typeof SCHEMA_KINDS)[number]): string {
  switch (kind) {
    case 'pinning':
      return l10n.t("Hosts and keys for OutSystems' SSL Pinning plugin");
    case 'extensibility':
      return l10n.t('Extensibility Configurations of OutSystems mobile apps');
    case 'build-action':
      return l10n.t('Build action of an OutSystems mobile app (Capacitor)');
  }
}

/** Shapes that stand in several places are written once. */
function definitionsOf(kind: Kind): Record<string, JsonSchema> {
  const written = Array.from(NAMED_SHAPES, ([shape, { name, path }]) => [name, inner(kind, shape, path)]);
  return Object.fromEntries(written);
}

function schemaOf(kind: Kind, shape: Shape, path: Path): JsonSchema {
  const named = NAMED_SHAPES.get(shape);
  if (named) return { $ref: `#/definitions/${named.name}` };
  const note = path.length > 0 && !isPlainItem(shape, path) ? keyNote(kind, path) : undefined;
  return { ...described(note), ...inner(kind, shape, path) };
}

/** Strings of a list, such as pins, have hovers of the server's own that say more. */
function isPlainItem(shape: Shape, path: Path): boolean {
  return typeof path.at(-1) === 'number' && shape.type === 'string';
}

function inner(kind: Kind, shape: Shape, path: Path): JsonSchema {
  switch (shape.type) {
    case 'object':
      return objectSchema(kind, shape, path);
    case 'array':
      return { items: schemaOf(kind, shape.items, [...path, 0]) };
    case 'any':
      return { defaultSnippets: [{}] };
    default:
      return scalarSchema(shape);
  }
}

function objectSchema(kind: Kind, { members, others, required = [] }: ObjectShape, path: Path): JsonSchema {
  const known = Object.entries(members).filter(
    ([key, shape]) => shape.type !== 'any' || keyNote(kind, [...path, key]),
  );
  const properties = Object.fromEntries(
    known.map(([key, shape]) => [key, schemaOf(kind, shape, [...path, key])]),
  );
  const isItem = typeof path.at(-1) === 'number' && required.length > 0;
  return {
    ...(known.length > 0 || !others ? { properties } : {}),
    ...(others ? { additionalProperties: schemaOf(kind, others, [...path, '*']) } : {}),
    ...(isItem ? { defaultSnippets: [itemSnippet(members, required)] } : {}),
  };
}

/** An item with everything that it requires, and places to go to. */
function itemSnippet(members: ObjectShape['members'], required: readonly string[]) {
  const body = Object.fromEntries(
    required.map((key, index) => [key, members[key]?.type === 'array' ? [`$${index + 1}`] : `$${index + 1}`]),
  );
  return { label: `{ ${required.join(', ')} }`, body };
}

/** What the language service needs to write a value without being told a type that it would check. */
function scalarSchema(shape: ScalarShape): JsonSchema {
  if (shape.values) return { examples: shape.values };
  if (shape.type === 'boolean') return { examples: [true, false] };
  return { defaultSnippets: [shape.type === 'string' ? { body: '$1' } : {}] };
}

function described(note: KeyNote | undefined): JsonSchema {
  if (!note) return {};
  const text = l10n.fromTable(note.text);
  return {
    description: text.replaceAll('`', ''),
    ...(text.includes('`') ? { markdownDescription: text } : {}),
    ...(note.default === undefined ? {} : { default: note.default }),
  };
}
