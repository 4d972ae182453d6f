import type { Kind } from './kind';

/**
 * The language of a text: by its path's ending, else by its first character. Where no ending tells, a text that
 * does not begin like JSON is YAML when it is said to be a build action or has a line `platforms:` as one has.
 */
export function language(text: string, path = '', kind?: Kind): 'json' | 'yaml' | 'xml' {
  if (/\.ya?ml$/i.test(path)) return 'yaml';
  if (/\.(?:xml|plist)$/i.test(path) || /^\ufeff?\s*</.test(text)) return 'xml';
  if (/\.jsonc?$/i.test(path) || /^\ufeff?\s*(?:[{["/]|$)/.test(text)) return 'json';
  return kind === 'build-action' || /^platforms[ \t]*:/m.test(text) ? 'yaml' : 'json';
}
