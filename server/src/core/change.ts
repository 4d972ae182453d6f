/** What one edit, or several that lie close together, changed: the stretch between what both texts begin and end with. */
export interface Change {
  readonly start: number;
  /** Where the stretch ends in the text before and in the text after. */
  readonly before: number;
  readonly after: number;
}

/** The one stretch in which two texts differ; empty and at the end where they are the same. */
export function changeBetween(before: string, after: string): Change {
  const most = Math.min(before.length, after.length);
  const start = common(most, (at, length) => before.slice(at, at + length) === after.slice(at, at + length));
  const tail = common(most - start, (at, length) => {
    const [end, other] = [before.length - at, after.length - at];
    return before.slice(end - length, end) === after.slice(other - length, other);
  });
  return { start, before: before.length - tail, after: after.length - tail };
}

/** How many units are the same, at most `most`: whole blocks are compared at once, the last one by halves. */
function common(most: number, isSame: (at: number, length: number) => boolean): number {
  let at = 0;
  let length = 4096;
  while (length > 0) {
    while (at + length <= most && isSame(at, length)) at += length;
    length >>= 1;
  }
  return at;
}
