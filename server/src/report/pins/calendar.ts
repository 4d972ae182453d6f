import * as l10n from '../../core/l10n';
import { addDays, type Outlook, shipDay } from './outlook';

/**
 * The days of a report as an iCalendar file (RFC 5545): for each host the renewal, and the
 * last safe day to ship a build where one has to be shipped.
 * @param stamp when it is written, as `YYYY-MM-DDTHH:MM:SSZ`
 */
export function pinCalendar(outlooks: readonly Outlook[], stamp: string): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Pinwarden//Pin Report//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    ...outlooks.flatMap((outlook) => events(outlook, stamp)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

function events(outlook: Outlook, stamp: string): string[] {
  const { host, renewals, entries } = outlook;
  const [renewal] = renewals;
  const day = shipDay(outlook);
  if (!renewal) return [];
  const places = entries.map(({ path, line }) => `${path}:${line}`).join('\n');
  return [
    ...(day === undefined
      ? []
      : event({
          uid: `ship-${renewal.day}-${host}`,
          day,
          summary: l10n.t('Ship the pins of {0}: last safe day', host),
          description: `${tooLate(host, renewal.day)}\n${places}`,
          stamp,
        })),
    ...event({
      uid: `renewal-${renewal.day}-${host}`,
      day: renewal.day,
      summary: l10n.t('The certificate of {0} ends', host),
      description: `${l10n.t('Compare the pins with the live host again after the renewal.')}\n${places}`,
      stamp,
    }),
  ];
}

function tooLate(host: string, end: string): string {
  return l10n.t(
    'A build that leaves after this day does not reach most phones before the certificate of {0} ends on {1}.',
    host,
    end,
  );
}

interface Event {
  readonly uid: string;
  readonly day: string;
  readonly summary: string;
  readonly description: string;
  readonly stamp: string;
}

/** An event of a whole day with a reminder a week before. */
function event({ uid, day, summary, description, stamp }: Event): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${escapeText(uid)}@pinwarden`,
    `DTSTAMP:${stamp.replace(/[-:]/g, '')}`,
    `DTSTART;VALUE=DATE:${day.replaceAll('-', '')}`,
    `DTEND;VALUE=DATE:${addDays(day, 1).replaceAll('-', '')}`,
    `SUMMARY:${escapeText(summary)}`,
    `DESCRIPTION:${escapeText(description)}`,
    'TRANSP:TRANSPARENT',
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-P7D',
    `DESCRIPTION:${escapeText(summary)}`,
    'END:VALARM',
    'END:VEVENT',
  ];
}

/** Text of a property (RFC 5545 §3.3.11); control characters are left out. */
function escapeText(text: string): string {
  return text
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r?\n/g, '\\n')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '');
}

/** Lines have at most 75 octets (RFC 5545 §3.1). */
const MAX_OCTETS = 75;

function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const sign of line) {
    const size = octetsOf(sign);
    if (octets + size > MAX_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += sign;
    octets += size;
  }
  return folded;
}

/** How many octets of UTF-8 a character takes. */
function octetsOf(sign: string): number {
  const point = sign.codePointAt(0) ?? 0;
  return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
}
