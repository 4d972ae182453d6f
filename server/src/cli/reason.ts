/** An error of the file system as a clause. */
export function reason(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const known: Record<string, string> = {
    EEXIST: 'a file of this name is there already',
    ENOENT: 'no such file or folder',
    EACCES: 'permission denied',
    EPERM: 'permission denied',
    ENAMETOOLONG: 'the name is too long',
    ELOOP: 'a link that leads to itself',
    EISDIR: 'a folder, not a file',
    ENOTDIR: 'no such file or folder',
    EROFS: 'the file system is read-only',
    ENOSPC: 'no space is left on the device',
  };
  return (
    known[code] ?? (error instanceof Error ? (error.message.split('\n')[0] ?? 'unreadable') : 'unreadable')
  );
}
