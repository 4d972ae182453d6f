/** The language of a text: by its path's ending, else by its first character. */
export function language(text: string, path = ''): 'json' | 'yaml' | 'xml' {
  if (/\.ya?ml$/i.test(path)) return 'yaml';
  return /\.(?:xml|plist)$/i.test(path) || /^\ufeff?\s*</.test(text) ? 'xml' : 'json';
}
