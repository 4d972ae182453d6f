/** Longer text of a document is cut off where it is shown. */
const MAX_SHOWN = 120;

/**
 * Text of a document as inline code that shows it and nothing else, on one line: no link, no picture, no markup.
 * Characters that cannot be seen, or that turn the direction of a line, are spelt out.
 */
export function code(text: string): string {
  const shown = visible(text);
  const longest = Math.max(0, ...Array.from(shown.matchAll(/`+/g), ([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown === '' || longest > 0 || /^ .* $/.test(shown) ? ' ' : '';
  return `${fence}${pad}${shown}${pad}${fence}`;
}

/** Text of a document as prose of its own paragraph or item: whatever would be markup stands there as it was written. */
export function prose(text: string): string {
  return spelt(text).replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** A sentence that quotes between backticks: what is quoted as code, the rest as prose, and nothing as markup. */
export function quoting(sentence: string): string {
  return sentence
    .split('`')
    .map((part, at) => (at % 2 === 1 ? code(part) : prose(part)))
    .join('');
}

/** The same Markdown for a client that shows plain text. */
export function plain(markdown: string): string {
  return markdown.replace(MARKUP, (_, escaped, __, ___, quoted, label, address) =>
    label === undefined ? (escaped ?? quoted ?? '') : `${plain(label)} (${address})`,
  );
}

/** An escaped sign, inline code, a link, or the mark of strong text. */
const MARKUP = /\\([!-/:-@[-`{-~])|(`+)( ?)(.*?)\3\2(?!`)|\[([^\]]*)\]\((https:[^)\s]*)\)|\*\*/g;

function visible(text: string): string {
  const short = text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}…` : text;
  return spelt(short);
}

/** With every character spelt out that cannot be seen or that turns the direction of a line. */
export function spelt(text: string): string {
  return text.replace(
    /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu,
    (character) => `U+${hex(character.codePointAt(0) ?? 0)}`,
  );
}

function hex(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, '0');
}
