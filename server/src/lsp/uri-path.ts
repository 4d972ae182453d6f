/** The path of a URI, decoded; a URI that is none is taken as it stands. */
export function pathOf(uri: string): string {
  try {
    return decodeURIComponent(uri.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(/[?#].*$/, ''));
  } catch {
    return uri;
  }
}
