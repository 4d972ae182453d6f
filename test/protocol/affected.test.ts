import assert from 'node:assert/strict';
import type { Seen } from '../../server/src/affected/evidence';
import { pinning, somePin } from '../support/cli';
import { type Editor, startEditor } from '../support/editor';

describe('protocol: pinwarden/evidence and pinwarden/managedDomains', function () {
  this.timeout(15_000);
  let editor: Editor;
  before(async () => {
    editor = await startEditor();
  });
  after(async () => {
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
  });
  const evidence = (
    name: string,
    text: string,
    managedDomains: readonly string[] = [],
  ): Promise<Seen | null> =>
    editor.connection.sendRequest('pinwarden/evidence', {
      uri: `file:///w/app/${name}`,
      path: `app/${name}`,
      text,
      managedDomains,
    });

  it('tell what a text shows, under the path that people read', async () => {
    const seen = await evidence('pinning.json', pinning(['api.corp.example', somePin('1')]), [
      'Corp.Example',
    ]);
    const [host] = seen?.evidence ?? [];
    assert.ok(host?.kind === 'host');
    assert.deepEqual([host.path, host.host, host.owner], ['app/pinning.json', 'api.corp.example', 'listed']);
  });

  it('tell of a text that does not parse that something may be missing', async () => {
    const seen = await evidence('pinning.json', '{"hosts": [{"host": "a.example.org", ');
    assert.deepEqual(
      seen?.unread.map(({ path }) => path),
      ['app/pinning.json'],
    );
  });

  it('tell nothing of what is none of ours', async () => {
    assert.equal(await evidence('package.json', '{"name": "x"}'), null);
  });

  it('tell the domains of a configuration, whatever else stands in it', async () => {
    const cases: readonly (readonly [text: string, domains: readonly string[]])[] = [
      ['{"managedDomains": ["corp.example"], "mabs": 3}', ['corp.example']],
      ['', []],
      ['nothing', []],
      [`{"managedDomains": ["corp.example"]}${' '.repeat(1_000_001)}`, []],
    ];
    for (const [text, domains] of cases)
      assert.deepEqual(await editor.connection.sendRequest('pinwarden/managedDomains', { text }), domains);
  });
});
