import { daysBetween, isDate } from '../../core/date';
import * as l10n from '../../core/l10n';
import type { ObservedCertificate } from '../../core/observed';
import { roleName } from '../../core/words';
import { LIFETIMES } from '../../pins/lifetimes';
import { escapeHtml } from './html';
import { addDays, type Outlook, shipDay } from './outlook';
import { paragraph } from './words';

/** The window that every timeline of a report shows, so that hosts can be compared. */
export interface Window {
  readonly from: string;
  readonly to: string;
  readonly today: string;
}

/** A quarter behind today and fifteen months ahead. */
export function windowAround(today: string): Window {
  return { from: addDays(today, -90), to: addDays(today, 456), today };
}

/** The picture's size and rows in its own units; it scales with the page. */
const WIDTH = 900;
const LEFT = 176;
const ENDS = 92;
const ROW = 26;
const TOP = 36;

/** The validity of a host's certificates with today, the coming renewals and the last safe day, as an SVG picture. */
export function timeline(outlook: Outlook, window: Window, description: string): string {
  const { chain, host } = outlook;
  const rows = (chain?.certificates ?? []).slice(0, MAX_ROWS);
  const height = TOP + ROW * Math.max(1, rows.length) + 18;
  const x = scale(window);
  const parts = [
    `<text class="axis" x="${ENDS}" y="28">${escapeHtml(l10n.t('valid until'))}</text>`,
    ...months(window, x, height),
    ...limits(window, x, height),
    ...rows.map((certificate, at) => bar(certificate, at, window, x)),
    ...upcoming(outlook, window, x),
    ...marks(outlook, window, x, height),
  ];
  return `<svg viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="${escapeHtml(paragraph(l10n.t('Timeline of {0}.', host), description))}">${parts.join('')}</svg>`;
}

/** Longer chains than servers send are cut. */
const MAX_ROWS = 6;

type Scale = (day: string) => number;

function scale({ from, to }: Window): Scale {
  const width = (WIDTH - LEFT - 10) / daysBetween(from, to);
  return (day) => Math.round(LEFT + daysBetween(from, day) * width);
}

function clamp(day: string, { from, to }: Window): string {
  return day < from ? from : day > to ? to : day;
}

/** One path for all lines: a report holds this grid once for each host. */
function* months({ from, to }: Window, x: Scale, height: number): Generator<string> {
  let [year, month] = [Number(from.slice(0, 4)), Number(from.slice(5, 7))];
  let lines = '';
  while (year < 9999 || month < 12) {
    month = month === 12 ? 1 : month + 1;
    if (month === 1) year++;
    const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`;
    if (day > to) break;
    const at = x(day);
    lines += `M${at} 18V${height}`;
    if (month % 3 === 1) yield `<text class="axis" x="${at + 3}" y="12">${day.slice(0, 7)}</text>`;
  }
  if (lines) yield `<path class="grid" d="${lines}"/>`;
}

/** The days from which new certificates may only live shorter. */
function* limits(window: Window, x: Scale, height: number): Generator<string> {
  for (const { from, days } of LIFETIMES) {
    if (from <= window.from || from >= window.to) continue;
    yield `<line class="limit" x1="${x(from)}" y1="18" x2="${x(from)}" y2="${height}"/>`;
    yield `<text class="limit" x="${x(from) + 3}" y="28">${escapeHtml(l10n.t('new ones: at most {0} days', days))}</text>`;
  }
}

function bar(
  { role, notBefore, notAfter }: ObservedCertificate,
  at: number,
  window: Window,
  x: Scale,
): string {
  const [begin, end] = [notBefore.slice(0, 10), notAfter.slice(0, 10)];
  const y = TOP + at * ROW;
  const label = `<text class="row" x="0" y="${y + 15}">${escapeHtml(roleName(role))}</text><text class="row" x="${ENDS}" y="${y + 15}">${escapeHtml(end)}</text>`;
  if (!isDate(begin) || !isDate(end) || end < window.from || begin > window.to) return label;
  const [left, right] = [x(clamp(begin, window)), x(clamp(end, window))];
  return `${label}<rect class="${escapeHtml(role)}" x="${left}" y="${y}" width="${Math.max(2, right - left)}" height="20" rx="3"/>`;
}

/** The certificates to come, when each lives as long as it may. */
function* upcoming({ renewals }: Outlook, window: Window, x: Scale): Generator<string> {
  for (const { day, lifetime } of renewals) {
    if (lifetime === undefined || day >= window.to || day < window.from) continue;
    const end = clamp(addDays(day, lifetime), window);
    yield `<rect class="next" x="${x(day) + 1}" y="${TOP}" width="${Math.max(2, x(end) - x(day) - 2)}" height="20" rx="3"/>`;
  }
}

/** Today, and the day to ship by; their words stand on different sides, so that they never cover each other. */
function* marks(outlook: Outlook, window: Window, x: Scale, height: number): Generator<string> {
  const day = shipDay(outlook);
  const isLate = day !== undefined && day < window.today;
  yield mark(x(window.today), height, 'today', isLate || day === undefined ? 'start' : 'end');
  if (day === undefined || day < window.from || day > window.to) return;
  const isFar = x(day) > WIDTH - 80;
  yield mark(x(day), height, 'ship', isLate || isFar ? 'end' : 'start');
}

function mark(at: number, height: number, name: 'today' | 'ship', anchor: 'start' | 'end'): string {
  const word = name === 'today' ? l10n.t('today') : l10n.t('ship by');
  return `<line class="${name}" x1="${at}" y1="18" x2="${at}" y2="${height}"/><text class="${name}" x="${at + (anchor === 'start' ? 4 : -4)}" y="${height - 4}" text-anchor="${anchor}">${escapeHtml(word)}</text>`;
}
