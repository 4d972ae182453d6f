/**
 * A message for where Markdown would show as it is written, such as VS Code's list of problems and terminals: what
 * stands between backticks is put into quotation marks. A backtick without a partner stays.
 */
export function plainProse(message: string): string {
  return message.replace(/`([^`]*)`/g, '“$1”');
}
