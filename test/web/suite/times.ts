import { runFiles } from './run-files';

/** Runs only what prints times. */
export function run(): Promise<void> {
  return runFiles([() => import('./browser.test')]);
}
