import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  diagnosticsOf,
  itOutsideBrowsers,
  openExample,
  openFile,
  openText,
  poll,
  replaceText,
  rulesOf,
  waitForDiagnostics,
  waitForRules,
} from './support';

const pin = (key: string) => `sha256/${key}`;
const FIRST = pin('fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=');
const SECOND = pin('FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=');

const sound = `{
  "hosts": [
    {
      "host": "api.example.org",
      "hashes": ["${FIRST}", "${SECOND}"]
    }
  ]
}
`;

/** The announcement's text as people paste it, its end lost. */
const truncated = '{"preferences": {"global": [{"name": "BypassOSDomainsValidation", "value": "true"';

const NO_JSON = 'this build has no JSON support for browsers';

describe('while typing', () => {
  const faults: readonly (readonly [fault: string, right: string, wrong: string, rule: string])[] = [
    ['a pin without its prefix', FIRST, FIRST.slice('sha256/'.length), 'pin-prefix'],
    ['a pin that is too short', SECOND, SECOND.slice(0, -4), 'malformed-pin'],
    ['the same pin twice', SECOND, FIRST, 'duplicate-pin'],
    ['a host with a scheme', 'api.example.org', 'https://api.example.org/', 'invalid-host'],
    ['a host of OutSystems', 'api.example.org', 'acme.outsystemsenterprise.com', 'default-domain'],
    ['a host in capitals', 'api.example.org', 'API.example.org', 'non-canonical-host'],
    ['a misspelled key', '"hashes"', '"hashs"', 'unknown-property'],
  ];
  for (const [fault, right, wrong, rule] of faults) {
    it(`${fault} is reported, and no longer once it is mended`, async () => {
      const editor = await openText('typing/pinning.json', sound);
      const { uri } = editor.document;
      await replaceText(editor, right, wrong);
      const rules = await waitForRules(uri, (present) => present.includes(rule));
      assert.ok(rules.length > 0);
      await replaceText(editor, wrong, right);
      await waitForRules(uri, (present) => present.length === 0);
    });
  }

  it('every finding names its source and rule, and links the page of the rule', async () => {
    const { document } = await openExample('pinning.json');
    for (const { source, code, range, message } of await waitForDiagnostics(document.uri)) {
      assert.equal(source, 'pinwarden');
      assert.ok(typeof code === 'object' && typeof code.value === 'string');
      assert.match(code.value, /^[a-z]+(-[a-z]+)+$/);
      assert.match(code.target.toString(), new RegExp(`^https://.*/${code.value}/README\\.md$`));
      assert.ok(!range.isEmpty);
      assert.ok(message.length > 20);
    }
  });

  itOutsideBrowsers('a plain syntax error is left to the JSON support of the editor', NO_JSON, async () => {
    const text = sound.replace('"api.example.org",', '"api.example.org"').replace(FIRST, FIRST.slice(7));
    const { document } = await openText('typing/comma.json', text);
    await waitForRules(document.uri, (rules) => rules.includes('pin-prefix'));
    assert.ok(!rulesOf(document.uri).includes('syntax-error'));
    await poll(() =>
      vscode.languages.getDiagnostics(document.uri).some(({ source }) => source !== 'pinwarden'),
    );
  });

  it('a truncated announcement is named as such', async () => {
    const { document } = await openText('typing/announcement.json', truncated);
    const rules = await waitForRules(document.uri, (present) => present.includes('syntax-error'));
    assert.ok(rules.includes('expired-bypass-flag'));
  });
});

describe('the setting managedDomains', () => {
  const setting = () => vscode.workspace.getConfiguration('pinwarden');
  after(() => setting().update('managedDomains', undefined, vscode.ConfigurationTarget.Workspace));

  it('takes effect on an open file, and off again, without a reload', async () => {
    const { document } = await openText('typing/managed.json', sound);
    await setting().update('managedDomains', ['example.org'], vscode.ConfigurationTarget.Workspace);
    await waitForRules(document.uri, (rules) => rules.includes('default-domain'));
    await setting().update('managedDomains', undefined, vscode.ConfigurationTarget.Workspace);
    await waitForRules(document.uri, (rules) => rules.length === 0);
  });
});

describe('JSON of somebody else', () => {
  for (const path of ['package.json', 'tsconfig.json', 'manifest.json']) {
    it(`${path} has no findings`, async () => {
      const { document } = await openFileQuietly(path);
      assert.deepEqual(diagnosticsOf(document.uri), []);
    });
  }
});

/** Opens a file and, after it, one that has findings: when those are there, the server has answered for both. */
async function openFileQuietly(path: string): Promise<vscode.TextEditor> {
  const editor = await openFile(path);
  const { document } = await openText(`typing/after-${path}`, sound.replace(SECOND, FIRST));
  await waitForDiagnostics(document.uri);
  await vscode.window.showTextDocument(editor.document);
  return editor;
}
