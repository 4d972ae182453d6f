/** The common name in a distinguished name as `Certificate` has it, without its escapes; nothing where there is none. */
export function commonName(name: string): string | undefined {
  const found = /(?:^|(?<!\\), )CN=(.+?)(?=(?<!\\), [A-Za-z0-9.]+=|$)/.exec(name)?.[1];
  return found?.replace(/\\([\\,])/g, '$1');
}
