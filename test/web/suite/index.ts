import { runFiles } from './run-files';

/** Runs what a browser can do of the suite for desktops, and what is special about browsers. */
export function run(): Promise<void> {
  return runFiles([
    () => import('./browser.test'),
    () => import('../../editor/suite/typing.test'),
    () => import('../../editor/suite/fixes.test'),
    () => import('../../editor/suite/certificates.test'),
    () => import('../../editor/suite/kinds.test'),
    () => import('../../editor/suite/affected.test'),
    () => import('../../editor/suite/convert.test'),
    // The last: what it leaves on the page is looked at from outside.
    () => import('./missing.test'),
  ]);
}
