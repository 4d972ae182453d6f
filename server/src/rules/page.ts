/** The address of a rule's page. */
export function rulePage(id: string): string {
  return `https://github.com/pinwarden/pinwarden/blob/main/server/src/rules/${id}/README.md`;
}
