import * as l10n from '../core/l10n';
import { span } from '../core/span';
import { readHost } from '../model/host';

/** The most names that one request asks for. */
export const MAX_NAMES = 100;

/** Host names in lower case and ASCII, each once; or one clause in lower case that names the text that is none. */
export type NamesReading =
  | { readonly ok: true; readonly names: readonly string[] }
  | { readonly ok: false; readonly message: string };

/** Reads the host names of a request; `*.` may begin one, as certificates (not pins) cover a level that way. */
export function readNames(texts: readonly string[]): NamesReading {
  const names = new Set<string>();
  for (const text of texts) {
    const name = readName(text);
    if (name === undefined) {
      const message = l10n.t(
        '"{0}" is no host name: write api.example.org, without scheme, port or path',
        text.slice(0, 100),
      );
      return { ok: false, message };
    }
    names.add(name);
  }
  return names.size > MAX_NAMES
    ? { ok: false, message: l10n.t('{0} host names; a request asks for {1} at most', names.size, MAX_NAMES) }
    : { ok: true, names: [...names] };
}

function readName(text: string): string | undefined {
  const level = text.startsWith('*.') ? '*.' : '';
  const { name, fault } = readHost(text.slice(level.length), span(0, 0), undefined);
  // Resolvers take a name that ends in a number for an IP address (WHATWG URL, "ends in a number").
  const numeric = /(?:^|\.)(?:\d+|0x[\da-f]*)$/.test(name);
  if (fault || numeric || (level && !name.includes('.'))) return undefined;
  return level + name;
}
