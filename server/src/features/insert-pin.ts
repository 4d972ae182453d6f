import type { Edit } from '../core/finding';
import { lineIndex } from '../core/lines';
import type { Observed } from '../core/observed';
import { observedHosts, pinMatch } from '../model/live';
import { distinctKeys, hostOf, keysOfList, type Model, type PinSet, pinnedSets } from '../model/model';
import { hasPlace, insertPins } from '../model/pin-edits';
import { emptyInput, placeholderReason } from '../pins/samples';

export { hasPlace, insertPins } from '../model/pin-edits';

/**
 * The set of pins of the host at an offset, of nested ones the inner one; where the offset stands at no host, the only
 * one, or none.
 */
export function pinSetAt(model: Model, offset: number): PinSet | undefined {
  const pinned = pinnedSets(model);
  const length = ({ entry }: PinSet) => entry.span.end - entry.span.start;
  const within = pinned
    .filter(({ entry }) => entry.span.start <= offset && offset <= entry.span.end)
    .reduce<PinSet | undefined>(
      (inner, set) => (inner && length(inner) <= length(set) ? inner : set),
      undefined,
    );
  return within ?? (pinned.length === 1 ? pinned[0] : undefined);
}

/** A host, or several with one list, to which pins can be added. */
export interface PinPlace {
  /** The first of the hosts. */
  readonly host: string;
  /** How many more share its list. */
  readonly others: number;
  /** A UTF-16 offset in its entry, and the line on which that stands, from 1. */
  readonly offset: number;
  readonly line: number;
  /** What it pins, as canonical base64. */
  readonly keys: readonly string[];
  /** False where something else stands in the place of its list. */
  readonly takesPins: boolean;
  /** `missing`: fewer than two pins of real keys; `served`: every pin was in the chain when the host was asked. */
  readonly backup: 'missing' | 'served' | 'there';
}

/** The places of a model that carry pins, in the order of the text. */
export function pinPlaces(model: Model, observed: Observed | undefined): readonly PinPlace[] {
  const lines = lineIndex(model.text);
  return placedSets(model).map((set) => {
    const offset = set.hosts[0]?.span.start ?? set.entry.span.start;
    return {
      host: hostOf(set) ?? '',
      others: set.hosts.length - 1,
      offset,
      line: lines.place(offset).line,
      keys: [...distinctKeys(set)],
      takesPins: hasPlace(model, set),
      backup: backupOf(model, set, observed),
    };
  });
}

/** The index among the places of the one at an offset, found as {@link pinSetAt} does; nothing where there is none. */
export function placeIndexAt(model: Model, offset: number): number | undefined {
  const set = pinSetAt(model, offset);
  const index = set ? placedSets(model).indexOf(set) : -1;
  return index < 0 ? undefined : index;
}

function placedSets(model: Model): readonly PinSet[] {
  return pinnedSets(model).filter(hostOf);
}

function backupOf(model: Model, set: PinSet, observed: Observed | undefined): PinPlace['backup'] {
  if (set.open?.whole) return 'there';
  const real = [...keysOfList(set)].filter((key) => !placeholderReason(key) && !emptyInput(key));
  if (real.length + (set.open?.names.length ?? 0) < 2) return 'missing';
  const seen = observedHosts(model, observed).filter((one) => one.set === set);
  const chains = seen.flatMap(({ observation }) => observation.chains);
  const pins = set.pins.filter(({ reading }) => reading.ok && real.includes(reading.key));
  const served = chains.length > 0 && pins.every((pin) => pinMatch(pin, chains) !== 'none');
  return served && !set.open ? 'served' : 'there';
}

/** Where pins go: a UTF-16 offset in an entry, and the host that has to stand there. */
export interface WantedPlace {
  readonly offset: number;
  readonly host: string;
}

/**
 * The edits that add keys (canonical base64) at several places, each key only where it is not pinned yet. Nothing where
 * one of the places is gone: people chose them together.
 */
export function insertAtPlaces(
  model: Model,
  places: readonly WantedPlace[],
  keys: readonly string[],
): readonly Edit[] | undefined {
  const sets = places.map(({ offset, host }) => {
    const set = pinSetAt(model, offset);
    return set && hostOf(set) === host && hasPlace(model, set) ? set : undefined;
  });
  const edits = new Map<string, Edit>();
  for (const set of new Set(sets)) {
    if (!set) return undefined;
    const missing = keys.filter((key) => !distinctKeys(set).has(key));
    // In YAML two hosts may share one list, which is written to once.
    for (const edit of missing.length > 0 ? insertPins(model, set, missing) : [])
      edits.set(`${edit.span.start} ${edit.span.end} ${edit.text}`, edit);
  }
  return [...edits.values()];
}
