/**
 * A path as a URI: relative to the folder that the check was started in, or `file:` for an absolute one. Whatever is
 * not allowed in a URI is percent-encoded as UTF-8; half a surrogate pair becomes U+FFFD.
 */
export function artifactUri(path: string): { readonly uri: string; readonly relative: boolean } {
  const whole = path.replace(/\p{Cs}/gu, '\ufffd');
  const drive = /^[a-z]:(?=\/)/i.exec(whole)?.[0] ?? '';
  const encoded = whole
    .slice(drive.length)
    .replace(/^(?:\.\/+)+/, '')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
  if (drive) return { uri: `file:///${drive}${encoded}`, relative: false };
  if (encoded.startsWith('//')) return { uri: `file:${encoded}`, relative: false };
  return encoded.startsWith('/')
    ? { uri: `file://${encoded}`, relative: false }
    : { uri: encoded, relative: true };
}
