import { sha256 } from '@noble/hashes/sha2';
import { encodeBase64 } from '../../pins/base64';
import { plural } from '../paint';
import { escapeHtml } from './html';
import { type Outlook, type OutlookOptions, outlooks, type ReportHost, shipDay } from './outlook';
import { section, unaskedSection } from './section';
import { STYLE } from './style';
import { windowAround } from './timeline';
import { mark, VERDICTS } from './verdict';

/** What a page is made for. */
export interface PageOptions extends OutlookOptions {
  /** When it is made, as `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly stamp: string;
  /** Where the calendar file is got: a `data:` address in a file, a command in an editor. */
  readonly calendar: string;
}

/** The pin report: one page without any script, which loads nothing from anywhere. */
export function pinReport(hosts: readonly ReportHost[], options: PageOptions): string {
  const found = outlooks(hosts, options);
  const asked = found.filter(({ state }) => state !== 'unasked');
  const unasked = found.slice(asked.length);
  const window = windowAround(options.today);
  const hash = encodeBase64(sha256(STYLE));
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Pin report of ${options.today}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Will the app still connect?</h1>
<p class="lead">${escapeHtml(lead(found, options))}</p>
${overview(found)}
<p class="no-print"><a href="${escapeHtml(options.calendar)}" download="pin-report.ics">Calendar file of these days (.ics)</a></p>
${asked.map((outlook, at) => section(outlook, at, window, options)).join('\n')}
${unaskedSection(unasked, asked.length)}
<footer><p>Made by Pinwarden on ${escapeHtml(options.stamp)}. What was seen then may have changed since. Dashed bars are certificates to come, when each lives as long as the CA/Browser Forum allows: 200 days from 2026-03-15, 100 from 2027-03-15, 47 from 2029-03-15.</p></footer>
</main>
</body>
</html>
`;
}

/** What to do first, and what every day below is counted with. */
function lead(found: readonly Outlook[], { today, adoptionDays }: PageOptions): string {
  const broken = found.filter(({ state }) => state === 'broken');
  const now = broken.length > 0 ? ` Act now for ${names(broken)}: no app with these pins connects.` : '';
  const next = found
    .filter((outlook) => shipDay(outlook) !== undefined)
    .sort((a, b) => (a.daysToAct ?? 0) - (b.daysToAct ?? 0));
  const [first] = next;
  const day = first && shipDay(first);
  const late = next.filter(({ daysToAct = 0 }) => daysToAct < 0);
  const act =
    late.length > 0
      ? ` Overdue: new pins for ${names(late)}.`
      : first
        ? ` Next: new pins for ${first.host} have to leave by ${day}.`
        : '';
  return `${today}, ${plural(found.length, 'pinned host')}.${now}${act} A new build is counted with ${plural(adoptionDays, 'day')} until most phones have it.`;
}

/** More hosts than one sentence holds. */
const MAX_NAMES = 3;

function names(found: readonly Outlook[]): string {
  const more = found.length - MAX_NAMES;
  const shown = found.slice(0, MAX_NAMES).map(({ host }) => host);
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

function overview(found: readonly Outlook[]): string {
  if (found.length === 0) return '<p>No pinned host was found.</p>';
  const rows = found.map((outlook, at) => {
    const { host, state, renewals } = outlook;
    return `<tr class="${state}"><td><a href="#host-${at}">${escapeHtml(host)}</a></td><td data-label="Apps that pin it">${mark(state)} ${VERDICTS[state].short}</td><td data-label="Certificate ends">${escapeHtml(renewals[0]?.day ?? '–')}</td><td data-label="Ship new pins">${escapeHtml(ship(outlook))}</td></tr>`;
  });
  return `<table class="overview"><caption hidden>All hosts, the most urgent first</caption><thead><tr><th scope="col">Host</th><th scope="col">Apps that pin it</th><th scope="col">Certificate ends</th><th scope="col">Ship new pins</th></tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function ship(outlook: Outlook): string {
  const { state, daysToAct = 0 } = outlook;
  const day = shipDay(outlook);
  if (state === 'broken') return 'now';
  if (day === undefined) return state === 'root' ? 'no need' : '–';
  return daysToAct < 0 ? `overdue since ${day}` : `by ${day}`;
}
