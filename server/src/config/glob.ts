/**
 * Says whether a path (forward slashes, from the folder of the configuration) fits a pattern: `*` and `?` stand for
 * characters within a name, `**` for any number of folders; a pattern that ends in `/` holds for everything below.
 * Time is bounded by the product of both lengths, whatever the pattern.
 */
export function matchesGlob(pattern: string, path: string): boolean {
  const bare = pattern.replace(/^(?:\.?\/)+/, '');
  const steps = (bare.endsWith('/') ? `${bare}**` : bare).split('/');
  return fits(steps, path.split('/'), (step) => step === '**', matchesName);
}

function matchesName(pattern: string, name: string): boolean {
  const one = (wanted: string, unit: string) => wanted === '?' || wanted === unit;
  return fits(pattern.split(''), name.split(''), (unit) => unit === '*', one);
}

/** Matches a list with wildcards from the left; only the last wildcard is ever tried anew. */
function fits(
  pattern: readonly string[],
  items: readonly string[],
  isWild: (wanted: string) => boolean,
  isOne: (wanted: string, item: string) => boolean,
): boolean {
  let at = 0;
  let wild = -1;
  let from = 0;
  for (let item = 0; item < items.length; ) {
    const wanted = pattern[at];
    if (wanted !== undefined && isWild(wanted)) {
      wild = at++;
      from = item;
    } else if (wanted !== undefined && isOne(wanted, items[item] ?? '')) {
      at++;
      item++;
    } else if (wild >= 0) {
      at = wild + 1;
      item = ++from;
    } else return false;
  }
  return pattern.slice(at).every(isWild);
}
