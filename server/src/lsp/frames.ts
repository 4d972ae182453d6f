/** Follows a stream of messages. */
export interface FrameWatch {
  /** Takes the next bytes, and says what is wrong with the stream in one clause, or nothing. */
  readonly take: (chunk: Uint8Array) => string | undefined;
  /** How many messages began. */
  readonly messages: () => number;
}

/** Bytes of all the headers before a message; editors send about 30. */
const MAX_HEADER = 4096;

/** Bytes of a message: more than the largest text that an editor opens. */
const MAX_BODY = 256 * 1024 * 1024;

const LF = 10;

/**
 * Follows the frames of the base protocol of LSP (headers that end in CR LF, an empty line, so many bytes), beside the
 * library that reads them: it waits for ever where a header is broken, and hoards what comes.
 */
export function frameWatch(): FrameWatch {
  let line: number[] = [];
  let spent = 0;
  let length: number | undefined;
  let body = 0;
  let messages = 0;

  /** What a line that ended means: nothing, or a fault. */
  const lineEnded = (): string | undefined => {
    const text = String.fromCharCode(...line);
    line = [];
    if (!text.endsWith('\r')) return 'a header line does not end with CR LF';
    const [name = '', value] = text.slice(0, -1).split(/:\s*/, 2);
    if (name === '' && value === undefined) return headerEnded();
    if (value === undefined) return 'a header line has no colon';
    if (name.toLowerCase() !== 'content-length') return undefined;
    if (!/^\d{1,15}$/.test(value.trim())) return 'Content-Length is no number';
    length = Number(value);
    return length > MAX_BODY ? `a message of more than ${MAX_BODY} bytes` : undefined;
  };
  const headerEnded = (): string | undefined => {
    if (length === undefined) return 'a header has no Content-Length';
    body = length;
    length = undefined;
    spent = 0;
    messages++;
    return undefined;
  };

  const take = (chunk: Uint8Array): string | undefined => {
    let at = 0;
    while (at < chunk.length) {
      const skipped = Math.min(body, chunk.length - at);
      body -= skipped;
      at += skipped;
      const byte = chunk[at++];
      if (byte === undefined) return undefined;
      if (++spent > MAX_HEADER) return `a header of more than ${MAX_HEADER} bytes`;
      if (byte !== LF) line.push(byte);
      else {
        const fault = lineEnded();
        if (fault !== undefined) return fault;
      }
    }
    return undefined;
  };
  return { take, messages: () => messages };
}
