import type { Edit } from '../core/finding';
import { span } from '../core/span';
import { member } from '../core/tree';
import { type Model, type PinSet, pinStyle } from '../model/model';

/** The edits that add pins to a host, written and indented as the pins that stand there; none where it has no place. */
export function insertPins(model: Model, set: PinSet, keys: readonly string[]): Edit[] {
  const texts = keys.map((key) => `"${pinStyle(set) === 'prefixed' ? 'sha256/' : ''}${key}"`);
  const { text } = model;
  const items = set.list?.array.items ?? [];
  const last = items.at(-1);
  if (last) {
    const separator = separatorBefore(text, last.span.start);
    return [
      { span: span(last.span.end, last.span.end), text: texts.map((pin) => `,${separator}${pin}`).join('') },
    ];
  }
  if (set.list) {
    const start = set.list.span.start + 1;
    return [{ span: span(start, start), text: texts.join(', ') }];
  }
  return insertList(model, set, texts);
}

/** Adds the whole list behind the host, where none stands. */
function insertList(model: Model, set: PinSet, texts: readonly string[]): Edit[] {
  const host = set.hosts[0];
  const entry = set.entry.siblings[set.entry.index];
  if (!host || !entry || set.engine !== 'plugin' || hasHashes(entry)) return [];
  const end = host.span.end + 1;
  const keyStart = model.text.lastIndexOf('"host"', host.span.start);
  const separator = separatorBefore(model.text, keyStart);
  return [{ span: span(end, end), text: `,${separator}"hashes": [${texts.join(', ')}]` }];
}

function hasHashes(entry: object): boolean {
  return 'type' in entry && member(entry as Parameters<typeof member>[0], 'hashes') !== undefined;
}

/** The blanks before an element, which the next one repeats; a single space on one line. */
function separatorBefore(text: string, start: number): string {
  let at = start;
  while (at > 0 && ' \t\r\n'.includes(text[at - 1] ?? '')) at--;
  const blanks = text.slice(at, start);
  return /[\r\n]/.test(blanks) ? blanks.replace(/^.*?(\r?\n[^\r\n]*)$/s, '$1') : ' ';
}

/** The set of pins of the host at an offset; where the offset stands at no host, the only one, or none. */
export function pinSetAt(model: Model, offset: number): PinSet | undefined {
  const { pinSets } = model;
  const within = pinSets.find(({ entry }) => entry.span.start <= offset && offset <= entry.span.end);
  return within ?? (pinSets.length === 1 ? pinSets[0] : undefined);
}
