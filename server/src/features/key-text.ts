import type { KeyNote } from '../model/key-notes';
import type { Shape } from '../model/shape';

/** A note as Markdown, with what the grammar adds: the values that are allowed, and the default. */
export function noteText(note: KeyNote | undefined, shape: Shape | undefined): string | undefined {
  if (!note) return undefined;
  const values = shape && 'values' in shape ? (shape.values ?? []) : [];
  const parts = [note.text];
  if (values.length > 0) parts.push(`One of ${values.map((value) => `\`${value}\``).join(', ')}.`);
  if (note.default !== undefined) parts.push(`Default: \`${note.default}\`.`);
  return parts.join('\n\n');
}
