/** Texts in another language by their English ones. `{0}`, `{1}` … are the places of values, in any order. */
export type Texts = Readonly<Record<string, string>>;

/** Shared by all bundles of one process, which have a copy each of this module. */
const SLOT: unique symbol = Symbol.for('pinwarden.texts');

const home = globalThis as typeof globalThis & { [SLOT]?: Texts };

/** Chooses the language of this process, once, before it says anything. Whoever chooses none hears English. */
export function speak(texts: Texts): void {
  home[SLOT] = texts;
}

/**
 * A text in the chosen language, or in English where that lacks it.
 *
 * @param text the English text itself, a literal: `npm run l10n` collects them. A whole sentence, or a clause that other
 *   languages can put elsewhere; never the half of one.
 * @param values what comes into its places: names, numbers, or texts that are translated already.
 */
export function t(text: string, ...values: readonly (string | number)[]): string {
  const texts = home[SLOT];
  const translated = texts && Object.hasOwn(texts, text) ? texts[text] : undefined;
  const said = typeof translated === 'string' ? translated : text;
  return values.length === 0 ? said : said.replace(PLACE, (place, index) => String(values[index] ?? place));
}

const PLACE = /\{(\d+)\}/g;

/** The same for a text out of a table, which `npm run l10n` collects there. */
export function fromTable(text: string): string {
  return t(text);
}
