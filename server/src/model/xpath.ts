/** A path of plain element names, such as the targets of build actions nearly always are. */
export interface ElementPath {
  /** True for a path that begins with `//` and so with any depth. */
  readonly anywhere: boolean;
  /** The names in order, predicates left out; never empty. */
  readonly names: readonly string[];
}

/** Longer than any target that somebody writes. */
const MAX_LENGTH = 1000;

/** Reads an XPath of element names with or without predicates; nothing for any other expression. */
export function readElementPath(text: string): ElementPath | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  const bare = withoutPredicates(text.trim());
  const anywhere = bare.startsWith('//');
  const names = bare.replace(/^\/{1,2}/, '').split('/');
  const plain = names.every((name) => /^[A-Za-z_][\w.:-]*$/.test(name));
  return plain ? { anywhere, names } : undefined;
}

/** The expression without what stands in square brackets, strings in them included. */
function withoutPredicates(text: string): string {
  return text.replace(/\[(?:[^[\]'"]|'[^']*'|"[^"]*")*\]/g, '');
}
