import type { Severity } from '../core/finding';
import { rules } from '../rules';
import { rulePage } from '../rules/page';

/** SARIF's word for each severity. */
export const LEVEL: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  error: 'error',
  warning: 'warning',
  info: 'note',
};

/** Every rule as a SARIF `reportingDescriptor`, in the order of the documentation, with its page by id as the help. */
export function ruleDescriptors(pages: ReadonlyMap<string, string>): readonly object[] {
  return rules.map(({ id, severity, summary, citation, code }) => {
    const page = pages.get(id);
    return {
      id,
      name: id.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase()),
      shortDescription: { text: summary },
      fullDescription: { text: (page && firstParagraph(page)) ?? `${summary}.` },
      helpUri: rulePage(id),
      help: {
        text: `${summary}. What to do: ${rulePage(id)}`,
        ...(page ? { markdown: absoluteLinks(page, id) } : {}),
      },
      defaultConfiguration: { level: LEVEL[severity] },
      properties: { tags: ['ssl-pinning', ...(code ? [code] : [])], citation },
    };
  });
}

/** Where a rule stands among the descriptors; nothing for one that judges no text. */
export function ruleIndex(id: string): number | undefined {
  const index = rules.findIndex((rule) => rule.id === id);
  return index < 0 ? undefined : index;
}

/** The first paragraph under the page's first section, as one line. */
function firstParagraph(page: string): string | undefined {
  const blocks = page.split(/\n(?:[ \t]*\n)+/);
  const heading = blocks.findIndex((block) => block.startsWith('## '));
  return heading < 0 ? undefined : blocks[heading + 1]?.replace(/\s*\n\s*/g, ' ').trim();
}

/** A page's links lead to its neighbours; where the report is read they stand alone. */
function absoluteLinks(page: string, id: string): string {
  return page
    .replace(/\]\(\.\.\/([a-z-]+)\/README\.md\)/g, (_, other: string) => `](${rulePage(other)})`)
    .concat(`\n[More about ${id}](${rulePage(id)})\n`);
}
