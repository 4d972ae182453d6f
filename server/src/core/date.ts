/** The local date as `YYYY-MM-DD`. */
export function localDate(now = new Date()): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/** A moment as `YYYY-MM-DDTHH:MM:SSZ`. */
export function utcStamp(moment = new Date()): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** Says whether a text is a day of the calendar as `YYYY-MM-DD`, with all its digits and nothing else. */
export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const time = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}

/** How many days lie between two days, each `YYYY-MM-DD`; negative when the second is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
