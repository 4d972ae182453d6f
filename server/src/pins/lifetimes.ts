/**
 * How long a public certificate may be valid, in days, by its first day: the browsers' rule of 2020, then ballot SC-081v3
 * of the CA/Browser Forum (https://cabforum.org/2025/04/11/ballot-sc081v3-introduce-schedule-of-reducing-validity-and-data-reuse-periods/).
 */
export const LIFETIMES: readonly { readonly from: string; readonly days: number }[] = [
  { from: '2020-09-01', days: 398 },
  { from: '2026-03-15', days: 200 },
  { from: '2027-03-15', days: 100 },
  { from: '2029-03-15', days: 47 },
];

/** The longest validity of a public certificate that is issued on a day (`YYYY-MM-DD`), in days; nothing before the rule. */
export function longestLifetime(day: string): number | undefined {
  return LIFETIMES.findLast(({ from }) => from <= day)?.days;
}
