import path from 'node:path';
import { speak } from '../../server/src/core/l10n';

/**
 * Does something in a language of dots: what has gone through a translation reads `⟦· `a` · ·⟧`, so that English that
 * has not stands out.
 */
export async function inOtherWords<T>(act: () => T | Promise<T>): Promise<T> {
  const { sourceTexts }: { sourceTexts: () => readonly string[] } = await import(
    path.resolve('scripts/l10n.mjs')
  );
  speak(Object.fromEntries(sourceTexts().map((text) => [text, `⟦${inDots(text)}⟧`])));
  try {
    return await act();
  } finally {
    speak({});
  }
}

/** What is called the same in every language. */
const NAMES: readonly string[] = ['Android', 'iOS', 'TrustKit', 'OkHttp'];

/**
 * The English words of a text that was made in other words: those outside of backticks, links and numbers that stand
 * in no source, which is what the text is about.
 */
export function englishIn(text: string, source: string, names: readonly string[] = []): readonly string[] {
  const words = text.replace(/`[^`]*`|\]\([^)]*\)|https?:\/\/\S+/g, ' ').match(/\p{Script=Latin}{3,}/gu);
  return (words ?? []).filter((word) => !source.includes(word) && ![...NAMES, ...names].includes(word));
}

function inDots(text: string): string {
  return text.replace(/\{\d+\}|`[^`]*`|\]\([^)]*\)|\p{L}+/gu, (part) => (/^\p{L}/u.test(part) ? '·' : part));
}
