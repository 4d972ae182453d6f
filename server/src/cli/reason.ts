import * as l10n from '../core/l10n';

/** An error of the file system as a clause. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Record<string, string> = {
    EEXIST: l10n.t('a file of this name is there already'),
    ENOENT: l10n.t('no such file or folder'),
    EACCES: l10n.t('permission denied'),
    EPERM: l10n.t('permission denied'),
    ENAMETOOLONG: l10n.t('the name is too long'),
    ELOOP: l10n.t('a link that leads to itself'),
    EISDIR: l10n.t('a folder, not a file'),
    ENOTDIR: l10n.t('no such file or folder'),
    EROFS: l10n.t('the file system is read-only'),
    ENOSPC: l10n.t('no space is left on the device'),
  };
  const [message] = error instanceof Error ? error.message.split('\n') : [];
  return known[code] ?? message ?? l10n.t('unreadable');
}
