import * as l10n from './l10n';
import type { ObservedCertificate } from './observed';

/** What people call a certificate by its place in a chain. */
export function roleName(role: ObservedCertificate['role']): string {
  switch (role) {
    case 'leaf':
      return l10n.t('leaf');
    case 'intermediate':
      return l10n.t('intermediate');
    case 'root':
      return l10n.t('root');
    default:
      return l10n.t('certificate');
  }
}

/** A choice in words: `a, b or c`; nothing of none. */
export function either(names: readonly string[]): string {
  const last = names.at(-1) ?? '';
  return names.length > 1 ? l10n.t('{0} or {1}', names.slice(0, -1).join(', '), last) : last;
}
