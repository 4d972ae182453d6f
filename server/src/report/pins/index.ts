/** Everything of the pin report, in one module that hosts load on first use. */
export { pinCalendar } from './calendar';
export { type OutlookOptions, outlooks, type ReportEntry, type ReportHost } from './outlook';
export { pinReport } from './page';
