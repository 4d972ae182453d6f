/** An attribute of a distinguished name as `Certificate` has it, without its escapes; nothing where there is none. */
export function attributeOf(name: string, attribute: 'CN' | 'O'): string | undefined {
  const found = ATTRIBUTES[attribute].exec(name)?.[1];
  return found?.replace(/\\([\\,])/g, '$1');
}

/** A comma behind a backslash belongs to a value, which may imitate the attribute after it. */
const ATTRIBUTES = {
  CN: /(?:^|(?<!\\), )CN=(.+?)(?=(?<!\\), [A-Za-z0-9.]+=|$)/,
  O: /(?:^|(?<!\\), )O=(.+?)(?=(?<!\\), [A-Za-z0-9.]+=|$)/,
} as const;

/** The name that people know the owner of a certificate by; the whole name where it has no common one. */
export function ownerOf(name: string): string | undefined {
  return attributeOf(name, 'CN') ?? (name === '' ? undefined : name);
}
