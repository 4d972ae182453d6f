import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../../package.json';
import { checkGithub } from '../report/check-github';
import { checkJson } from '../report/check-json';
import { checkJunit } from '../report/check-junit';
import { checkSarif } from '../report/check-sarif';
import { checkText } from '../report/check-text';
import type { Checked } from '../report/checked';
import type { Layout } from '../report/paint';
import { rules } from '../rules';

/** The forms of the report of a check. */
export const FORMATS = ['text', 'json', 'sarif', 'github', 'junit'] as const;
export type Format = (typeof FORMATS)[number];

/** Writes the report of a check. The one for people is left out when there is nothing but errors to tell. */
export async function report(checked: Checked, format: Format, layout: Layout): Promise<string> {
  switch (format) {
    case 'json':
      return checkJson(checked.files);
    case 'sarif':
      return checkSarif(checked, { version, pages: await readPages() });
    case 'github':
      return checkGithub(checked);
    case 'junit':
      return checkJunit(checked);
    default:
      return checked.files.length > 0 || checked.unread.length === 0 ? checkText(checked.files, layout) : '';
  }
}

/** The pages of the rules, which lie beside the bundle. */
async function readPages(): Promise<ReadonlyMap<string, string>> {
  const pages = await Promise.all(rules.map(async ({ id }) => [id, await readPage(id)] as const));
  return new Map(pages);
}

/** The page of a rule in Markdown. */
export function readPage(id: string): Promise<string> {
  return readFile(path.join(__dirname, 'rules', `${id}.md`), 'utf8');
}
