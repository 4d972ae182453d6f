/** Colours a terminal; every member returns its text unchanged where there are no colours. */
export interface Paint {
  readonly bold: (text: string) => string;
  readonly dim: (text: string) => string;
  readonly red: (text: string) => string;
  readonly yellow: (text: string) => string;
  readonly cyan: (text: string) => string;
  readonly green: (text: string) => string;
}

/** How a report is laid out. */
export interface Layout {
  readonly paint: Paint;
  /** The width of the terminal in columns. */
  readonly width: number;
}

/** Breaks a text into lines of at most `width` columns at its blanks; a longer word keeps its line. */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}

/**
 * Replaces what could steer a terminal, or a build server that reads the log for commands, by a visible dot of the
 * same width.
 */
export function harmless(text: string): string {
  return text
    .replace(/\t/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\ud800-\udfff]/gu, '·')
    .replace(LOG_COMMAND, (_, hash = '', colon = '') => `${hash}${colon}·`);
}

/**
 * How a log speaks to its build server: `##vso[` (Azure Pipelines) and `##[` (both) anywhere in a line, `::name …::`
 * (GitHub Actions) at its beginning; up to the sign that makes it a command.
 */
const LOG_COMMAND = /(#)#(?=(?:vso)?\[)|(^\s*:):(?=[a-z][^:]*::)/gi;

/** How many columns of a terminal a harmless text takes: none for a combining mark, two for a wide character. */
export function columns(text: string): number {
  return text
    .replace(/[\p{Mn}\p{Me}]/gu, '')
    .replace(WIDE, '··')
    .replace(/[\ud800-\udbff](?=[\udc00-\udfff])/g, '').length;
}

/** East Asian wide and fullwidth characters and pictographs (Unicode, EastAsianWidth.txt, in blocks). */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f680}-\u{1f6ff}\u{1f900}-\u{1faff}\u{20000}-\u{3fffd}]/gu;

/** A value as JSON in which nothing stands raw that could steer a terminal; a line break at the end. */
export function harmlessJson(value: unknown): string {
  const visible = (found: string) =>
    Array.from({ length: found.length }, (_, at) => found.charCodeAt(at).toString(16).padStart(4, '0'))
      .map((hex) => `\\u${hex}`)
      .join('');
  const steering = /[\u007f-\u009f\u2028\u2029\p{Cf}]|#(?=#(?:vso)?\[)/giu;
  return `${JSON.stringify(value, null, 2).replace(steering, visible)}\n`;
}

/** A number with its noun: `1 error`, `2 errors`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
