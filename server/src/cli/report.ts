import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { version } from '../../../package.json';
import { utcStamp } from '../core/date';
import { checkGithub } from '../report/check-github';
import { checkJson } from '../report/check-json';
import { checkJunit } from '../report/check-junit';
import { checkSarif } from '../report/check-sarif';
import { checkText } from '../report/check-text';
import type { Checked } from '../report/checked';
import type { Layout } from '../report/paint';
import { rules } from '../rules';

/** The forms of the report of a check. */
export const FORMATS = ['text', 'json', 'sarif', 'github', 'junit', 'html'] as const;
export type Format = (typeof FORMATS)[number];

/** What a report needs to know beside the findings. */
export interface ReportOptions {
  readonly layout: Layout;
  /** The day of the check as `YYYY-MM-DD`. */
  readonly today: string;
  /** How many days a new build needs until most phones have it. */
  readonly adoptionDays: number;
}

/** Writes the report of a check. The one for people is left out when there is nothing but errors to tell. */
export async function report(
  checked: Checked,
  format: Format,
  { layout, today, adoptionDays }: ReportOptions,
): Promise<string> {
  switch (format) {
    case 'json':
      return checkJson(checked);
    case 'sarif':
      return checkSarif(checked, { version, pages: await readPages() });
    case 'github':
      return checkGithub(checked);
    case 'junit':
      return checkJunit(checked);
    case 'html':
      return page(checked, today, adoptionDays);
    default:
      return checked.files.length > 0 || checked.unread.length === 0 ? checkText(checked, layout) : '';
  }
}

/** The pin report, with its days as a calendar file inside. */
async function page({ hosts = [] }: Checked, today: string, adoptionDays: number): Promise<string> {
  const { outlooks, pinCalendar, pinReport } = await import('../report/pins');
  const stamp = utcStamp();
  const options = { today, adoptionDays, stamp };
  const days = Buffer.from(pinCalendar(outlooks(hosts, options), stamp)).toString('base64');
  return pinReport(hosts, { ...options, calendar: `data:text/calendar;charset=utf-8;base64,${days}` });
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
