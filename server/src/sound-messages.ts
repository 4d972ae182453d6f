import { type Readable, Transform } from 'node:stream';
import { frameWatch } from './lsp/frames';

/**
 * What an editor sends, as it comes. Where a header is broken nobody knows where the next message begins, and only a new
 * start helps: the process ends with one line on standard error and status 1. At its end the stream waits until what came
 * before was taken, because the library ends the process at once, and an editor may close right behind its `exit`.
 */
export function soundMessages(input: Readable): Readable {
  const watch = frameWatch();
  const checked = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const fault = watch.take(chunk);
      if (fault === undefined) return done(null, chunk);
      process.stderr.write(`pinwarden: standard input is not what an editor sends: ${fault}\n`);
      process.exit(1);
    },
    flush: (done) => afterTurns(watch.messages() + 1, done),
  });
  input.on('error', () => checked.end());
  return input.pipe(checked);
}

/** The library takes one message in a turn of the event loop. */
function afterTurns(turns: number, done: () => void): void {
  if (turns > 0) setImmediate(() => afterTurns(turns - 1, done));
  else done();
}
