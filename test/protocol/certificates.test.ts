import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { hasOpenssl, openLab, opensslNote, opensslPin } from '../support/certificates';
import { folder, pinning, somePin } from '../support/cli';
import { type Editor, type OpenDocument, PUSHED, rangeOf, startEditor, WATCHES } from '../support/editor';

describe(`protocol: certificates of the workspace${opensslNote}`, function () {
  if (!hasOpenssl) return;
  this.timeout(20_000);
  let editor: Editor | undefined;
  afterEach(async () => {
    if (!editor) return;
    assert.equal(await editor.stop(), 0);
    assert.equal(editor.stderr(), '');
    editor = undefined;
  });
  const { certificate, der } = openLab().issue({ commonName: 'api.example.org' });
  const digest = createHash('sha256').update(der);
  const hash = digest.digest();
  const pin = opensslPin(certificate);
  const forms: readonly (readonly [string, string])[] = [
    ['base64', `sha256/${hash.toString('base64')}`],
    ['hexadecimal', hash.toString('hex')],
    ['upper-case hexadecimal', hash.toString('hex').toUpperCase()],
    [
      'colons, as openssl prints them',
      hash
        .toString('hex')
        .toUpperCase()
        .replace(/..(?=.)/g, '$&:'),
    ],
  ];
  const textOf = (written: string) => pinning(['api.example.org', written, somePin('1')]);
  const uriIn = (at: string, name: string) => pathToFileURL(path.join(at, name)).href;
  const findingOf = async (document: OpenDocument) =>
    (await document.pull()).find(({ code }) => code === 'certificate-hash');
  /** Waits until the finding comes or goes: nobody waits for the certificates of a large folder. */
  const until = async (document: OpenDocument, there: boolean) => {
    for (let times = 0; times < 100; times++) {
      const finding = await findingOf(document);
      if ((finding !== undefined) === there) return finding;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return assert.fail(there ? 'never found' : 'still found');
  };

  for (const [title, written] of forms) {
    it(`are recognised by their hash in ${title}, and replaced by their pin`, async () => {
      const files = folder({ 'certificates/api.pem': certificate });
      editor = await startEditor({ capabilities: WATCHES, folders: [files.path] });
      const document = await editor.open(textOf(written), uriIn(files.path, 'pinning.json'));
      const finding = await until(document, true);
      assert.match(String(finding?.message), /CN=api\.example\.org in certificates\/api\.pem/);
      assert.ok(editor.asked.includes('workspace/diagnostic/refresh'));
      const actions = await document.actions(rangeOf(document, written));
      const [action] = actions.filter(({ title: name }) => name.includes('certificates/api.pem'));
      assert.ok(action);
      assert.equal(document.applied(action), textOf(pin));
    });
  }

  it('are read when they come and forgotten when they go, as far as the editor says so', async () => {
    const files = folder();
    editor = await startEditor({ capabilities: WATCHES, folders: [files.path] });
    const document = await editor.open(textOf(forms[0]?.[1] ?? ''), uriIn(files.path, 'pinning.json'));
    const tell = async (type: number) =>
      editor?.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: uriIn(files.path, 'api.crt'), type }],
      });
    await until(document, false);
    files.write('api.crt', certificate);
    await tell(1);
    await until(document, true);
    rmSync(path.join(files.path, 'api.crt'));
    await tell(3);
    await until(document, false);
  });

  it('are told with the name of their folder where there are several', async () => {
    const [one, two] = [folder(), folder({ 'api.pem': certificate })];
    editor = await startEditor({ folders: [one.path, two.path] });
    const document = await editor.open(textOf(forms[0]?.[1] ?? ''), uriIn(one.path, 'pinning.json'));
    const finding = await until(document, true);
    assert.ok(String(finding?.message).includes(`${path.basename(two.path)}/api.pem`));
  });

  it('are found by editors that are sent their diagnostics, and anew when a document is opened', async () => {
    const files = folder({ 'api.pem': certificate });
    editor = await startEditor({ capabilities: PUSHED, folders: [files.path] });
    const { published } = editor;
    const found = () =>
      published.at(-1)?.diagnostics.some(({ code }) => code === 'certificate-hash') ?? false;
    const waitFor = async (there: boolean) => {
      for (let times = 0; found() !== there && times < 100; times++)
        await new Promise((resolve) => setTimeout(resolve, 20));
      assert.equal(found(), there);
    };
    await editor.open(textOf(forms[0]?.[1] ?? ''), uriIn(files.path, 'pinning.json'));
    await waitFor(true);
    rmSync(path.join(files.path, 'api.pem'));
    await editor.open(textOf(forms[1]?.[1] ?? ''), uriIn(files.path, 'app/pinning.json'));
    await waitFor(false);
  });

  it('lie where the workspace is, and not where a document says', async () => {
    const [workspace, elsewhere] = [folder(), folder({ 'api.pem': certificate })];
    editor = await startEditor({ folders: [workspace.path] });
    const document = await editor.open(textOf(forms[0]?.[1] ?? ''), uriIn(elsewhere.path, 'pinning.json'));
    await document.pull();
    await new Promise((resolve) => setTimeout(resolve, 500));
    assert.equal(await findingOf(document), undefined);
  });
});
