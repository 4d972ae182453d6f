/** A rule on how long certificates may be valid, and the first day of issue that it holds for. */
export interface Lifetime {
  readonly from: string;
  readonly days: number;
}

/**
 * How long a public certificate may be valid, in days, by its first day: the browsers' rule of 2020, then ballot SC-081v3
 * of the CA/Browser Forum (https://cabforum.org/2025/04/11/ballot-sc081v3-introduce-schedule-of-reducing-validity-and-data-reuse-periods/).
 */
export const LIFETIMES: readonly Lifetime[] = [
  { from: '2020-09-01', days: 398 },
  { from: '2026-03-15', days: 200 },
  { from: '2027-03-15', days: 100 },
  { from: '2029-03-15', days: 47 },
];

/** The rule that holds for a public certificate issued on a day (`YYYY-MM-DD`); nothing before the first one. */
export function lifetimeRule(day: string): Lifetime | undefined {
  return LIFETIMES.findLast(({ from }) => from <= day);
}
