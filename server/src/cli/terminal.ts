import type { WriteStream } from 'node:tty';
import colors from 'picocolors';
import type { Layout } from '../report/paint';

/** The layout for a stream: colours and its width on a terminal, neither in a pipe. */
export function layoutFor(stream: NodeJS.WriteStream | WriteStream): Layout {
  const terminal = stream.isTTY === true;
  const forced = process.env['FORCE_COLOR'];
  const coloured = colors.isColorSupported && forced !== '0' && (terminal || Boolean(forced));
  return {
    paint: colors.createColors(coloured),
    width: terminal ? Math.max(60, stream.columns ?? 100) : 100,
  };
}
