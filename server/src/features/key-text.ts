import * as l10n from '../core/l10n';
import type { KeyNote } from '../model/key-notes';
import type { Shape } from '../model/shape';

/** A note as Markdown, with what the grammar adds: the values that are allowed, and the default. */
export function noteText(note: KeyNote | undefined, shape: Shape | undefined): string | undefined {
  if (!note) return undefined;
  const values = shape && 'values' in shape ? (shape.values ?? []) : [];
  const parts = [l10n.fromTable(note.text)];
  if (values.length > 0) parts.push(oneOfText(values));
  if (note.default !== undefined) parts.push(l10n.t('Default: {0}.', `\`${note.default}\``));
  return parts.join('\n\n');
}

/** The values that are allowed, as a sentence. */
export function oneOfText(values: readonly string[]): string {
  return l10n.t('One of {0}.', values.map((value) => `\`${value}\``).join(', '));
}
