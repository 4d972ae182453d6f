import * as l10n from '../core/l10n';

/** A path as messages name it. */
export function named(path: string): string {
  return path === '' ? l10n.t('The configuration') : `\`${path}\``;
}

/** Says that something else must stand at a path; both in words such as "an object". */
export function mustBe(path: string, wanted: string, found: string): string {
  return l10n.t('{0} must be {1}, not {2}.', named(path), wanted, found);
}

/** Says that a key, or one of several, does not stand at a path. */
export function lacks(path: string, what: string): string {
  return l10n.t('{0} lacks {1}.', named(path), what);
}

/** Says that nothing stands at a path. */
export function mustBeFilled(path: string): string {
  return l10n.t('{0} must not be empty.', named(path));
}
