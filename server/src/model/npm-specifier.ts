import * as l10n from '../core/l10n';
import { short } from './shape';

/**
 * Why npm would not take a package specifier, as a clause; nothing for a sound one, for addresses and paths, and for
 * what still has a template or a reference in it.
 * Rules: https://github.com/npm/npm-package-arg and https://github.com/npm/validate-npm-package-name
 */
export function npmFault(specifier: string): string | undefined {
  if (/<[^>]+>|\{[^}]+\}|\$[A-Za-z]/.test(specifier)) return undefined;
  if (specifier !== specifier.trim()) return l10n.t('it begins or ends with a blank');
  if (isElsewhere(specifier)) return /\s/.test(specifier) ? l10n.t('it holds a blank') : undefined;
  const at = specifier.indexOf('@', 1);
  const name = at < 0 ? specifier : specifier.slice(0, at);
  return nameFault(name) ?? (at < 0 ? undefined : versionFault(specifier.slice(at + 1)));
}

/** A URL, `git@host:…`, `github:…`, `owner/repository`, a path or an archive: none of the registry's business. */
function isElsewhere(specifier: string): boolean {
  return (
    /^[a-z][a-z0-9+.-]*:/i.test(specifier) ||
    /^[^@/\s]+@[^@/\s]+:/.test(specifier) ||
    /^(?:\.{0,2}\/|~\/|[^@\s][^@\s]*\/)/.test(specifier) ||
    /\.(?:tgz|tar\.gz|tar)$/i.test(specifier)
  );
}

function nameFault(name: string): string | undefined {
  if (/\s/.test(name)) return l10n.t('its name holds a blank');
  if (/^[._-]/.test(name)) return l10n.t('its name begins with `{0}`', name.slice(0, 1));
  const scoped = /^@([^/]+)\/([^/]+)$/.exec(name);
  if (name.startsWith('@') && !scoped)
    return l10n.t('its scope has no name behind it: `@scope/name` is the form');
  const parts = scoped ? scoped.slice(1) : [name];
  if (/^(?:node_modules|favicon\.ico)$/i.test(name)) return l10n.t('npm keeps its name for itself');
  return parts.every(isUrlSafe) ? undefined : l10n.t('its name holds characters that npm does not allow');
}

/** What `encodeURIComponent` leaves as it is. */
function isUrlSafe(text: string): boolean {
  return /^[A-Za-z0-9._~!*'()-]*$/.test(text);
}

/** Versions and their ranges as semver reads them, one alternative and one comparator at a time. */
const COMPARATOR =
  /^(?:[<>]=?|=|~>?|\^)?\s*v?(?:\d+|[xX*])(?:\.(?:\d+|[xX*])){0,2}(?:-[0-9A-Za-z][0-9A-Za-z.-]*|[A-Za-z][0-9A-Za-z.-]*)?(?:\+[0-9A-Za-z.-]+)?$/;

/**
 * What stands behind the `@`: a range, a tag of one word such as `latest` or `next-12`, or another specifier. npm takes
 * any word for a tag; the page on OS-MCO-40007 shows that the build refuses one that only looks like a phrase.
 */
function versionFault(version: string): string | undefined {
  if (version === '' || isElsewhere(version) || isRange(version)) return undefined;
  if (/\s/.test(version)) return l10n.t('its version `{0}` holds a blank', short(version));
  if (/^[A-Za-z]+(?:[.-]?\d[\w.-]*)?$/.test(version)) return undefined;
  return l10n.t('`{0}` is no version', short(version));
}

function isRange(version: string): boolean {
  return version.split('||').every((alternative) => {
    const text = alternative
      .trim()
      .replace(/\s+-\s+/g, ' ')
      .replace(/([<>=~^])\s+/g, '$1');
    return text === '' || text.split(/\s+/).every((comparator) => COMPARATOR.test(comparator));
  });
}
