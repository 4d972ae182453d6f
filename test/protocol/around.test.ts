import assert from 'node:assert/strict';
import type { Diagnostic } from 'vscode-languageserver-protocol/node';
import { AROUND, type AroundParams, RESOURCES, type ResourcesParams } from '../../server/src/lsp/protocol';
import { pinning } from '../support/cli';
import { type Editor, startEditor, WATCHES } from '../support/editor';

const DEMO = pinning('demo.outsystems.app');
const FOLDER = 'vscode-vfs://github/me/an%20app';
const CONFIG = `${FOLDER}/.pinwarden.json`;
const OFF = '{ "rules": { "default-domain": "off" } }';
describe('protocol: documents on no disk', function () {
  this.timeout(15_000);
  let editor: Editor | undefined;
  afterEach(async () => {
    if (!editor) return;
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
    editor = undefined;
  });
  const rules = (diagnostics: readonly Diagnostic[]) => diagnostics.map(({ code }) => code);

  /** An editor that tells what lies around documents; each question is noted. */
  async function start(around: unknown, files: unknown = null) {
    const questions: unknown[] = [];
    editor = await startEditor({ capabilities: WATCHES, initializationOptions: { looksAround: true } });
    editor.connection.onRequest(AROUND, (params: AroundParams) => {
      questions.push(params);
      return typeof around === 'function' ? around() : around;
    });
    editor.connection.onRequest(RESOURCES, (params: ResourcesParams) => {
      questions.push(params);
      return files;
    });
    return { questions, editor };
  }

  it('are judged by the configuration that the client finds, which is asked for once', async () => {
    let text = OFF;
    const { questions, editor: own } = await start(() => ({ config: { uri: CONFIG, text } }));
    const uri = `${FOLDER}/app/pinning.json`;
    const document = await own.open(DEMO, uri);
    assert.deepEqual(rules(await document.pull()), []);
    await document.change({ text: `${DEMO}\n` });
    assert.deepEqual(rules(await document.pull()), []);
    assert.deepEqual(questions, [{ uri }]);
    text = '{ "ignore": [{ "rule": "default-domain", "reason": "a demo", "path": "other/**" }] }';
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: CONFIG, type: 2 }],
    });
    assert.deepEqual(rules(await document.pull()), ['default-domain']);
    text = text.replace('other', 'app');
    await own.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: CONFIG, type: 2 }],
    });
    assert.deepEqual(rules(await document.pull()), []);
  });

  it('see the resources and the neighbours that the client lists', async () => {
    const { questions, editor: own } = await start(
      {
        config: { uri: CONFIG, text: '{ "resources": ["resources/"] }' },
        pinningFolder: ['other.json', 'pinning.json'],
      },
      ['resources/action.json'],
    );
    const text = JSON.stringify({
      buildConfigurations: { buildAction: { config: '$resources.akcion.json' } },
    });
    const extensibility = await own.open(text, `${FOLDER}/extensibility.json`);
    assert.deepEqual(rules(await extensibility.pull()), ['unresolved-resource']);
    assert.deepEqual(questions, [
      { uri: `${FOLDER}/extensibility.json` },
      { config: CONFIG, folders: ['resources'] },
    ]);
    const pins = await own.open(pinning('api.acme.com'), `${FOLDER}/pinning/pinning.json`);
    assert.deepEqual(rules(await pins.pull()), ['multiple-pinning-files']);
  });

  for (const [name, answer] of [
    ['knows nothing', null],
    ['says nonsense', { config: 7, pinningFolder: [1, {}] }],
    ['finds a configuration elsewhere', { config: { uri: 'vscode-vfs://other/.pinwarden.json', text: OFF } }],
    ['finds one that is none', { config: { uri: `${FOLDER}/`, text: OFF } }],
    ['finds a huge one', { config: { uri: CONFIG, text: `${OFF}${' '.repeat(1_000_000)}` } }],
    ['cannot read the configuration', { config: { uri: CONFIG, reason: 'too large' } }],
    [
      'fails',
      () => {
        throw new Error('no');
      },
    ],
  ] as const) {
    it(`are judged all the same where the client ${name}`, async () => {
      const { editor: own } = await start(answer);
      const document = await own.open(DEMO, `${FOLDER}/pinning.json`);
      assert.deepEqual(rules(await document.pull()), ['default-domain']);
    });
  }

  it('are judged without waiting for a slow client, and anew once it has answered', async () => {
    let answer: (value: unknown) => void = () => {};
    const { editor: own } = await start(() => new Promise((resolve) => (answer = resolve)));
    const document = await own.open(DEMO, `${FOLDER}/pinning.json`);
    assert.deepEqual(rules(await document.pull()), ['default-domain']);
    const told = new Promise<void>((resolve) =>
      own.connection.onRequest('workspace/diagnostic/refresh', resolve),
    );
    answer({ config: { uri: CONFIG, text: OFF } });
    await told;
    assert.deepEqual(rules(await document.pull()), []);
  });

  it('are asked for by nobody where the client did not offer it, nor are those on a disk', async () => {
    editor = await startEditor({ capabilities: WATCHES });
    const document = await editor.open(DEMO, `${FOLDER}/pinning.json`);
    assert.deepEqual(rules(await document.pull()), ['default-domain']);
    await editor.stop();
    const { questions, editor: own } = await start({ config: { uri: CONFIG, text: '{}' } });
    await (await own.open(DEMO, 'file:///nowhere/pinning.json')).pull();
    assert.deepEqual(questions, []);
  });
});
