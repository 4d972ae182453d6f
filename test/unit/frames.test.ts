import { equal, ok } from 'node:assert/strict';
import { frameWatch } from '../../server/src/lsp/frames';

const message = (body: string) => `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const SOUND = message('{"text":"\u{1f511}\\r\\n\\r\\n"}');

describe('frames', () => {
  const sound: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['messages', SOUND + SOUND],
    ['an empty message', message('') + SOUND],
    ['a message that is no JSON', message('nonsense') + SOUND],
    ['other headers', `Content-Type: application/vscode-jsonrpc; charset=utf-8\r\n${SOUND}`],
    ['another case, no blank', SOUND.replace('Content-Length: ', 'content-length:')],
    ['a message that is not all there', SOUND.slice(0, -1)],
    ['a header that is not all there', SOUND + SOUND.slice(0, 9)],
  ];
  const broken: readonly (readonly [string, string])[] = [
    ['a typed line', 'hello\n'],
    ['an HTTP request', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a bare message', '{"jsonrpc":"2.0"}\n'],
    ['line ends without CR', SOUND.replaceAll('\r', '')],
    ['no length', `X: 1\r\n\r\n${SOUND}`],
    ['a length that is none', 'Content-Length: many\r\n\r\n'],
    ['a negative length', 'Content-Length: -1\r\n\r\n'],
    ['a length beyond all numbers', `Content-Length: ${'9'.repeat(400)}\r\n\r\n`],
    ['an enormous message', 'Content-Length: 1000000000000\r\n\r\n'],
    ['an endless header', `X: ${'x'.repeat(5000)}`],
    ['endless headers', 'X: x\r\n'.repeat(1000)],
    ['a message after one that is too short', message('{}').replace('2', '1') + SOUND],
  ];
  const tables = [
    [sound, false],
    [broken, true],
  ] as const;
  for (const [table, faulty] of tables) {
    for (const [title, text] of table) {
      it(`${faulty ? 'are not' : 'are'} ${title}, however they are cut`, () => {
        const bytes = Buffer.from(text);
        for (const size of [1, 7, 1 << 20]) {
          const watch = frameWatch();
          let fault: string | undefined;
          for (let at = 0; at < bytes.length && fault === undefined; at += size)
            fault = watch.take(bytes.subarray(at, at + size));
          equal(fault !== undefined, faulty, `${size}: ${fault}`);
          ok(fault === undefined || /^[a-zA-Z][^\n]+[^.]$/.test(fault), fault);
        }
      });
    }
  }

  it('are counted', () => {
    const watch = frameWatch();
    equal(watch.messages(), 0);
    watch.take(Buffer.from(SOUND + SOUND + SOUND.slice(0, -1)));
    equal(watch.messages(), 3);
  });
});
