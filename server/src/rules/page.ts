/** The address of the page about certificate packages, which has all of their findings. */
export const INSPECTION_PAGE =
  'https://github.com/pinwarden/pinwarden/blob/main/server/src/inspect/README.md';

/** The address of a rule's page. */
export function rulePage(id: string): string {
  return `https://github.com/pinwarden/pinwarden/blob/main/server/src/rules/${id}/README.md`;
}
