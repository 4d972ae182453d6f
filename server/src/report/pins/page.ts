import { sha256 } from '@noble/hashes/sha2';
import * as l10n from '../../core/l10n';
import { encodeBase64 } from '../../pins/base64';
import { escapeHtml } from './html';
import { type Outlook, type OutlookOptions, outlooks, type ReportHost, shipDay } from './outlook';
import { section, unaskedSection } from './section';
import { STYLE } from './style';
import { windowAround } from './timeline';
import { mark, shortVerdict } from './verdict';
import { dayCount, paragraph } from './words';

/** What a page is made for. */
export interface PageOptions extends OutlookOptions {
  /** When it is made, as `YYYY-MM-DDTHH:MM:SSZ`. */
  readonly stamp: string;
  /** Where the calendar file is got: a `data:` address in a file, a command in an editor. */
  readonly calendar: string;
  /** The language that is spoken (BCP 47), for browsers and for those who hear the page; `en` when absent. */
  readonly language?: string;
}

/** The pin report: one page without any script, which loads nothing from anywhere. */
export function pinReport(hosts: readonly ReportHost[], options: PageOptions): string {
  const found = outlooks(hosts, options);
  const asked = found.filter(({ state }) => state !== 'unasked');
  const unasked = found.slice(asked.length);
  const window = windowAround(options.today);
  const hash = encodeBase64(sha256(STYLE));
  return `<!DOCTYPE html>
<html lang="${escapeHtml(options.language ?? 'en')}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(l10n.t('Pin report of {0}', options.today))}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(l10n.t('Will the app still connect?'))}</h1>
<p class="lead">${escapeHtml(lead(found, options))}</p>
${overview(found)}
<p class="no-print"><a href="${escapeHtml(options.calendar)}" download="pin-report.ics">${escapeHtml(l10n.t('Calendar file of these days (.ics)'))}</a></p>
${asked.map((outlook, at) => section(outlook, at, window, options)).join('\n')}
${unaskedSection(unasked, asked.length)}
<footer><p>${escapeHtml(colophon(options))}</p></footer>
</main>
</body>
</html>
`;
}

function colophon({ stamp }: PageOptions): string {
  return paragraph(
    l10n.t('Made by Pinwarden on {0}.', stamp),
    l10n.t('What was seen then may have changed since.'),
    l10n.t(
      'Dashed bars are certificates to come, when each lives as long as the CA/Browser Forum allows: 200 days from 2026-03-15, 100 from 2027-03-15, 47 from 2029-03-15.',
    ),
  );
}

/** What to do first, and what every day below is counted with. */
function lead(found: readonly Outlook[], { today, adoptionDays }: PageOptions): string {
  const broken = found.filter(({ state }) => state === 'broken');
  return paragraph(
    found.length === 1
      ? l10n.t('{0}, 1 pinned host.', today)
      : l10n.t('{0}, {1} pinned hosts.', today, found.length),
    broken.length > 0
      ? l10n.t('Act now for {0}: no app with these pins connects.', names(broken))
      : undefined,
    act(found),
    l10n.t('A new build is counted with {0} until most phones have it.', dayCount(adoptionDays)),
  );
}

function act(found: readonly Outlook[]): string | undefined {
  const next = found
    .filter((outlook) => shipDay(outlook) !== undefined)
    .sort((a, b) => (a.daysToAct ?? 0) - (b.daysToAct ?? 0));
  const late = next.filter(({ daysToAct = 0 }) => daysToAct < 0);
  if (late.length > 0) return l10n.t('Overdue: new pins for {0}.', names(late));
  const [first] = next;
  const day = first && shipDay(first);
  if (!first || day === undefined) return undefined;
  return l10n.t('Next: new pins for {0} have to leave by {1}.', first.host, day);
}

/** More hosts than one sentence holds. */
const MAX_NAMES = 3;

function names(found: readonly Outlook[]): string {
  const more = found.length - MAX_NAMES;
  const shown = found
    .slice(0, MAX_NAMES)
    .map(({ host }) => host)
    .join(', ');
  return more > 0 ? l10n.t('{0} and {1} more', shown, more) : shown;
}

function overview(found: readonly Outlook[]): string {
  if (found.length === 0) return `<p>${escapeHtml(l10n.t('No pinned host was found.'))}</p>`;
  const [host, ...columns] = [
    l10n.t('Host'),
    l10n.t('Apps that pin it'),
    l10n.t('Certificate ends'),
    l10n.t('Ship new pins'),
  ].map(escapeHtml);
  const rows = found.map((outlook, at) => {
    const { state, renewals } = outlook;
    const cells = [
      `${mark(state)} ${escapeHtml(shortVerdict(state))}`,
      escapeHtml(renewals[0]?.day ?? '–'),
      escapeHtml(ship(outlook)),
    ].map((cell, column) => `<td data-label="${columns[column]}">${cell}</td>`);
    return `<tr class="${state}"><td><a href="#host-${at}">${escapeHtml(outlook.host)}</a></td>${cells.join('')}</tr>`;
  });
  const heads = [host, ...columns].map((head) => `<th scope="col">${head}</th>`).join('');
  return `<table class="overview"><caption hidden>${escapeHtml(l10n.t('All hosts, the most urgent first'))}</caption><thead><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function ship(outlook: Outlook): string {
  const { state, daysToAct = 0 } = outlook;
  const day = shipDay(outlook);
  if (state === 'broken') return l10n.t('now');
  if (day === undefined) return state === 'root' ? l10n.t('no need') : '–';
  return daysToAct < 0 ? l10n.t('overdue since {0}', day) : l10n.t('no later than {0}', day);
}
