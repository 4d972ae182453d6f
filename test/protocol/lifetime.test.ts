import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { FAILS, folder, pinning, pinwarden, somePin, together } from '../support/cli';
import { type Editor, PULLS, PUSHED, startEditor, wholeOf } from '../support/editor';

/** Makes every way out of a process end it at once with exit code 99. */
const WALL = `
const stop = (way) => () => { process.stderr.write('dialled by ' + way + '\\n'); process.exit(99); };
const net = require('node:net');
const { fork, spawn, exec, execFile } = require('node:child_process');
net.Socket.prototype.connect = stop('net');
net.connect = net.createConnection = stop('net');
net.Server.prototype.listen = stop('listen');
require('node:tls').connect = stop('tls');
require('node:dgram').createSocket = stop('dgram');
for (const name of ['http', 'https']) { const m = require('node:' + name); m.request = m.get = stop(name); }
require('node:http2').connect = stop('http2');
const dns = require('node:dns');
for (const where of [dns, dns.promises])
  for (const name of Object.keys(where)) if (/^(lookup|resolve|reverse)/.test(name)) where[name] = stop('dns');
globalThis.fetch = stop('fetch');
const children = require('node:child_process');
for (const name of ['spawn', 'fork', 'exec', 'execFile', 'spawnSync', 'execSync', 'execFileSync'])
  children[name] = stop('child');
`;

const WAYS: Readonly<Record<string, string>> = {
  net: "require('net').connect(1)",
  socket: "new (require('net').Socket)().connect(1)",
  tls: "require('tls').connect(1)",
  http: "require('http').get('http://127.0.0.1:1')",
  https: "require('node:https').request('https://127.0.0.1:1')",
  agent: "new (require('http').Agent)().createConnection({ port: 1 })",
  http2: "require('http2').connect('http://127.0.0.1:1')",
  dns: "require('dns').lookup('localhost', () => {})",
  promises: "require('dns/promises').lookup('localhost')",
  fetch: "fetch('http://127.0.0.1:1')",
  dgram: "require('dgram').createSocket('udp4')",
  listen: "require('net').createServer().listen(0)",
  child: "require('child_process').spawn('true')",
};

describe('protocol: the life of a server', function () {
  this.timeout(20_000);

  it('ends with 0 after shutdown and exit, from either entry', async () => {
    for (const entry of ['server', 'cli'] as const) {
      const editor = await startEditor({ entry });
      const document = await editor.open(FAILS);
      assert.equal((await document.pull()).length, 1, entry);
      assert.equal(await editor.stop(), 0, entry);
      assert.equal(editor.stderr(), '');
    }
  });

  it('ends with 1 after exit without shutdown', async () => {
    const editor = await startEditor();
    const gone = exitOf(editor);
    await editor.connection.sendNotification('exit');
    assert.equal(await gone, 1);
  });

  it('ends when the editor vanishes', async () => {
    for (const entry of ['server', 'cli'] as const) {
      const editor = await startEditor({ entry });
      await editor.open(FAILS);
      const gone = exitOf(editor);
      editor.connection.dispose();
      editor.child.stdin?.destroy();
      editor.child.stdout?.destroy();
      assert.notEqual(await gone, null, 'by itself, not by a signal');
    }
  });

  it('survives nonsense between messages', async () => {
    const editor = await startEditor();
    const send = (body: string) =>
      editor.child.stdin?.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
    send(
      '{"jsonrpc":"2.0","method":"textDocument/didChange","params":{"textDocument":{"uri":"x"},"contentChanges":null}}',
    );
    send('{"jsonrpc":"2.0","method":"$/unknown","params":[1,2]}');
    send(
      '{"jsonrpc":"2.0","method":"textDocument/didClose","params":{"textDocument":{"uri":"file:///never"}}}',
    );
    send('{"jsonrpc":"2.0","id":"x","result":1}');
    const document = await editor.open(FAILS);
    assert.equal((await document.pull()).length, 1);
    assert.equal(await editor.stop(), 0);
  });

  describe('opens no socket and starts no process', () => {
    const wall = folder({ 'wall.cjs': WALL }).path;
    const node = ['--require', `${wall}/wall.cjs`];

    const ways = Object.entries(WAYS);
    const run = together(
      ways,
      ([, code]) =>
        new Promise<number | null>((resolve) =>
          spawn(process.execPath, [...node, '-e', code], { timeout: 5000 }).once('close', resolve),
        ),
    );
    for (const [index, [name]] of ways.entries()) {
      it(`and the wall that proves it stops ${name}`, async () => {
        assert.equal(await run(index), 99);
      });
    }

    it('in an editor', async () => {
      for (const capabilities of [PULLS, PUSHED]) {
        const editor = await startEditor({ capabilities, node, initializationOptions: { asks: true } });
        const document = await editor.open(
          pinning(['https://127.0.0.1:1/', somePin('1')], 'a.outsystems.app'),
        );
        assert.ok((await document.pull().catch(() => editor.pushed(document))).length > 0);
        await document.actions(wholeOf(document));
        await editor.connection.sendRequest('pinwarden/describe', { uri: document.uri });
        assert.equal(await editor.stop(), 0);
        assert.equal(editor.stderr(), '');
      }
    });

    it('when files are checked', async () => {
      const input = pinning(['https://127.0.0.1:1/', somePin('1')], 'localhost');
      assert.equal((await pinwarden(['check', '-', '--fix'], { input, node })).status, 1);
    });

    it('unless a host is asked for', async () => {
      assert.equal((await pinwarden(['pin', '127.0.0.1:1'], { node })).status, 99);
    });
  });

  describe('stays quick with huge documents', () => {
    const texts: readonly (readonly [title: string, text: () => string, mostMs: number])[] = [
      [
        '2,000 hosts',
        () => pinning(...Array.from({ length: 2000 }, (_, at) => `H${at}.example.org`)),
        15_000,
      ],
      ['200,000 brackets', () => `{"hosts":${'['.repeat(200_000)}`, 15_000],
      ['9 million characters', () => `{"hosts":[${' '.repeat(9_000_000)}]}`, 15_000],
      ['a line of 1 MB', () => pinning(['a.example.org', 'A'.repeat(1_000_000)]), 15_000],
    ];
    for (const [title, text, mostMs] of texts) {
      it(title, async () => {
        const editor = await startEditor();
        const document = await editor.open(text());
        const started = Date.now();
        await document.pull();
        await document.actions({ start: { line: 1, character: 0 }, end: { line: 1, character: 0 } });
        await document.change({ range: wholeOf(document), text: FAILS });
        assert.equal((await document.pull()).length, 1);
        const took = Date.now() - started;
        assert.ok(took < mostMs, `${took} ms`);
        assert.equal(await editor.stop(), 0);
      });
    }
  });
});

function exitOf({ child }: Editor): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      child.kill('SIGKILL');
      reject(new Error('the server lives on'));
    }, 8000);
    child.once('exit', (code) => {
      clearTimeout(timer);
      resolve(code);
    });
  });
}
