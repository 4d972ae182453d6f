import { harmless } from '../report/paint';

/** Says one line on standard error. */
export function complain(message: string): void {
  process.stderr.write(`pinwarden: ${harmless(message)}\n`);
}
