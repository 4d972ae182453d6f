import * as l10n from '../core/l10n';
import { keyNote } from '../model/key-note';
import type { Model } from '../model/model';
import type { Shape } from '../model/shape';
import {
  type Completion,
  itemCompletion,
  type Known,
  keyCompletion,
  valueCompletion,
} from './completion-item';
import { noteText } from './key-text';
import { type KeyPlace, placeAt, type ValuePlace } from './place';
import { preferenceKeys, preferenceValues } from './preference-completion';
import { referenceValues } from './reference-completion';
import { shapeAt } from './shapes';
import { xmlCompletions } from './xml-completion';

export type { Completion, CompletionKind, Known } from './completion-item';

/** What can be written at an offset; an empty list where nothing is known. */
export function completionsAt(model: Model, offset: number, known: Known = {}): Completion[] {
  const inXml = xmlCompletions(model, offset);
  if (inXml) return inXml;
  const place = placeAt(model.text, model.root, offset);
  if (!place) return [];
  if (place.at === 'key') {
    return [...(known.schema ? [] : keys(model, place)), ...preferenceKeys(model, place)];
  }
  return [
    ...(known.schema ? [] : values(model, place)),
    ...preferenceValues(model, place),
    ...referenceValues(model, place, offset, known),
  ];
}

/** The keys of the section that are not there yet. */
function keys(model: Model, place: KeyPlace): Completion[] {
  const shape = shapeAt(model.kind, place.path);
  if (shape?.type !== 'object') return [];
  const present = new Set(place.object?.members.map(({ key }) => key.value));
  if (place.member) present.delete(place.member.key.value);
  return Object.entries(shape.members).flatMap(([name, inner]): Completion[] => {
    const note = keyNote(model.kind, [...place.path, name]);
    if (present.has(name) || (inner.type === 'any' && !note)) return [];
    const documentation = noteText(note, inner);
    return [
      {
        ...keyCompletion(model.text, place, name, inner),
        ...(documentation ? { documentation } : {}),
        ...(shape.required?.includes(name) ? { detail: l10n.t('required') } : {}),
      },
    ];
  });
}

/** Values from the grammar: the members of an enumeration, truth values, an item with what it requires. */
function values(model: Model, place: ValuePlace): Completion[] {
  const shape = shapeAt(model.kind, place.path);
  if (!shape) return [];
  if (place.yaml && shape.type === 'object' && place.node?.type === 'string') {
    const key: KeyPlace = { ...place, at: 'key', object: undefined, member: undefined };
    return keys(model, key);
  }
  if (shape.type === 'object') return place.node ? [] : itemCompletion(model.text, place, shape);
  return listed(shape).map((value) => valueCompletion(model.text, place, value));
}

function listed(shape: Shape): readonly (string | boolean)[] {
  if (shape.type === 'boolean') return [true, false];
  return 'values' in shape ? (shape.values ?? []) : [];
}
