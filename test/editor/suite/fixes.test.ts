import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  applyQuickFix,
  fileText,
  openText,
  poll,
  replaceText,
  rulesOf,
  waitForDiagnostics,
  waitForRules,
} from './support';

const FIRST = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const SECOND = 'FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';

interface Row {
  readonly name: string;
  readonly path: string;
  readonly rule: string;
  readonly before: string;
  readonly after: string;
}

const rows: readonly Row[] = [
  {
    name: 'adds the prefix, in a file with CRLF and tabs',
    path: 'fixes/crlf.json',
    rule: 'pin-prefix',
    before: crlf(
      `{\n\t"hosts": [\n\t\t{ "host": "a.example.org",\n\t\t  "hashes": [ "${FIRST}", "sha256/${SECOND}" ] }\n\t]\n}\n`,
    ),
    after: crlf(
      `{\n\t"hosts": [\n\t\t{ "host": "a.example.org",\n\t\t  "hashes": [ "sha256/${FIRST}", "sha256/${SECOND}" ] }\n\t]\n}\n`,
    ),
  },
  {
    name: 'removes the flag and leaves comments, blank lines and odd indentation where they are',
    path: 'fixes/comments.jsonc',
    rule: 'expired-bypass-flag',
    before: `{\n   // of the shop\n   "preferences": {\n\n     "global": [\n       { "name": "DisplayName", "value": "Grüße" }, /* the name */\n       { "name": "BypassOSDomainsValidation", "value": "true" }\n     ]\n   }\n}\n`,
    after: `{\n   // of the shop\n   "preferences": {\n\n     "global": [\n       { "name": "DisplayName", "value": "Grüße" } /* the name */\n     ]\n   }\n}\n`,
  },
  {
    name: 'closes a truncated announcement',
    path: 'fixes/announcement.json',
    rule: 'syntax-error',
    before: '{"preferences": {"global": [{"name": "BypassOSDomainsValidation", "value": "true"',
    after: '{"preferences": {"global": [{"name": "BypassOSDomainsValidation", "value": "true"}]}}',
  },
  {
    name: 'writes a host in lower case',
    path: 'fixes/no-newline.json',
    rule: 'non-canonical-host',
    before: `{"hosts":[{"host":"API.Example.org","hashes":["sha256/${FIRST}","sha256/${SECOND}"]}]}`,
    after: `{"hosts":[{"host":"api.example.org","hashes":["sha256/${FIRST}","sha256/${SECOND}"]}]}`,
  },
];

describe('a quick fix', () => {
  for (const { name, path, rule, before, after } of rows) {
    it(`${name}; undo restores`, async () => {
      const { document } = await openText(path, before);
      const found = await waitForDiagnostics(document.uri, (all) => all.some((one) => ruleOf(one) === rule));
      await applyQuickFix(document.uri, found.find((one) => ruleOf(one) === rule)?.range);
      await waitForRules(document.uri, (rules) => !rules.includes(rule));
      await document.save();
      assert.equal(await fileText(path), after);
      await vscode.commands.executeCommand('undo');
      await waitForRules(document.uri, (rules) => rules.includes(rule));
      await document.save();
      assert.equal(await fileText(path), before);
    });
  }
});

describe('Fix All Safe Problems', () => {
  const before = crlf(
    `{\n  "hosts": [\n    {\n      "host": "API.example.org",\n      "hashes": [\n        "${FIRST}",\n        "sha256/${SECOND.slice(0, -1)}"\n      ]\n    },\n    {\n      "host": "acme.outsystemsenterprise.com",\n      "hashes": ["sha256/${FIRST}"]\n    }\n  ]\n}\n`,
  );
  const after = before
    .replace('API.example', 'api.example')
    .replace(`"${FIRST}",`, `"sha256/${FIRST}",`)
    .replace(SECOND.slice(0, -1), SECOND);

  it('mends what is safe, leaves the rest, and is one step to undo', async () => {
    const path = 'fixes/all/pinning.json';
    const { document } = await openText(path, before);
    await waitForRules(document.uri, (rules) => rules.includes('pin-prefix'));
    await fixAll(document);
    await waitForRules(document.uri, (rules) => !rules.includes('pin-prefix'));
    await document.save();
    assert.equal(await fileText(path), after);
    assert.deepEqual([...rulesOf(document.uri)].sort(), ['default-domain', 'missing-backup-pin']);
    await vscode.commands.executeCommand('undo');
    await document.save();
    assert.equal(await fileText(path), before);
  });

  it('is not put off by extensions that register code actions meanwhile', async () => {
    const { document } = await openText('fixes/meanwhile/pinning.json', before);
    await waitForRules(document.uri, (rules) => rules.includes('pin-prefix'));
    const none = { provideCodeActions: () => [] };
    const register = () => vscode.languages.registerCodeActionsProvider('json', none);
    const registered: vscode.Disposable[] = [];
    const timer = setInterval(() => registered.push(register()), 2);
    setTimeout(() => clearInterval(timer), 500);
    await vscode.commands.executeCommand('pinwarden.fixAll');
    for (const one of registered) one.dispose();
    await waitForRules(document.uri, (rules) => !rules.includes('pin-prefix'));
    await document.save();
  });

  it('changes nothing where nothing is safe to change, and ends', async () => {
    const editor = await openText('fixes/unsafe/pinning.json', after);
    await waitForRules(editor.document.uri, (rules) => rules.includes('default-domain'));
    const { version } = editor.document;
    await vscode.commands.executeCommand('pinwarden.fixAll');
    assert.equal(editor.document.version, version);
  });

  it('also runs on save, for who asks for it in the settings', async () => {
    const setting = () => vscode.workspace.getConfiguration('editor');
    const workspace = vscode.ConfigurationTarget.Workspace;
    await setting().update('codeActionsOnSave', { 'source.fixAll.pinwarden': 'explicit' }, workspace);
    try {
      const path = 'fixes/save/pinning.json';
      const editor = await openText(path, before);
      await waitForRules(editor.document.uri, (rules) => rules.includes('pin-prefix'));
      await poll(async () => {
        await replaceText(editor, '\n}', '\n} ');
        await vscode.commands.executeCommand('workbench.action.files.save');
        return (await fileText(path)).startsWith(after.slice(0, -3));
      });
    } finally {
      await setting().update('codeActionsOnSave', undefined, workspace);
    }
  });
});

/** Runs the command until it has changed the document: a client that still settles may answer with nothing. */
async function fixAll(document: vscode.TextDocument): Promise<void> {
  const { version } = document;
  await poll(async () => {
    await vscode.commands.executeCommand('pinwarden.fixAll');
    return document.version > version;
  });
}

function ruleOf({ code }: vscode.Diagnostic): unknown {
  return typeof code === 'object' ? code.value : code;
}

function crlf(text: string): string {
  return text.replaceAll('\n', '\r\n');
}
