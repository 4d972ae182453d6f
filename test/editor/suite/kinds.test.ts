import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import {
  applyQuickFix,
  fileText,
  itWhereWatched,
  openText,
  poll,
  waitForDiagnostics,
  waitForRules,
  workspaceUri,
} from './support';

const FIRST = 'fEZj6ERjBBgraCh0MlKJBCCma+XsF69qYvT8C9GSbQA=';
const SECOND = 'FCHKuyKpIwVNI0VA40yFcbIBj8Uvey9jsGNAqNxqFvI=';

/** A file of one kind with one fault: what is said, and what the quick fix leaves on the disk. */
interface Row {
  readonly kind: string;
  readonly path: string;
  readonly rule: string;
  readonly text: string;
  readonly from: string;
  readonly to: string;
}

const inject = `<domain-config>\\n  <domain includeSubdomain=\\"true\\">api.example.org</domain>\\n  <pin-set>\\n    <pin digest=\\"SHA-256\\">${FIRST}</pin>\\n    <pin digest=\\"SHA-256\\">${SECOND}</pin>\\n  </pin-set>\\n</domain-config>`;

const rows: readonly Row[] = [
  {
    kind: 'an extensibility configuration',
    path: 'kinds/extensibility.json',
    rule: 'misspelled-preference',
    text: '{\n  "preferences": {\n    "android": [{ "name": "RemoveUserCertificate", "value": "true" }]\n  }\n}\n',
    from: 'RemoveUserCertificate"',
    to: 'RemoveUserCertificates"',
  },
  {
    kind: 'a build action in JSON, inside the XML of a string',
    path: 'kinds/build-action.json',
    rule: 'nsc-misspelled-name',
    text: `{\n  "platforms": {\n    "android": {\n      "xml": [\n        { "resFile": "xml/network_security_config.xml", "target": "network-security-config", "inject": "${inject}" }\n      ]\n    }\n  }\n}\n`,
    from: 'includeSubdomain=',
    to: 'includeSubdomains=',
  },
  {
    kind: 'a build action in YAML',
    path: 'kinds/build-action.yaml',
    rule: 'duplicate-pin',
    text: `platforms:\n  ios:\n    plist:\n      - replace: true\n        entries:\n          - TSKConfiguration:\n              TSKPinnedDomains:\n                api.example.org:\n                  TSKPublicKeyHashes:\n                    - ${FIRST}\n                    - ${SECOND}\n                    - ${FIRST}\n`,
    from: `\n                    - ${FIRST}\n                    - ${SECOND}\n                    - ${FIRST}`,
    to: `\n                    - ${FIRST}\n                    - ${SECOND}`,
  },
  {
    kind: 'a network security configuration',
    path: 'kinds/network_security_config.xml',
    rule: 'nsc-misspelled-name',
    text: `<network-security-config>\n  <domain-confg>\n    <domain includeSubdomains="true">api.example.org</domain>\n    <pin-set>\n      <pin digest="SHA-256">${FIRST}</pin>\n      <pin digest="SHA-256">${SECOND}</pin>\n    </pin-set>\n  </domain-confg>\n</network-security-config>\n`,
    from: 'domain-confg>',
    to: 'domain-config>',
  },
  {
    kind: 'a property list',
    path: 'kinds/Info.plist',
    rule: 'pin-prefix',
    text: `<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0">\n<dict>\n  <key>TSKConfiguration</key>\n  <dict>\n    <key>TSKPinnedDomains</key>\n    <dict>\n      <key>api.example.org</key>\n      <dict>\n        <key>TSKPublicKeyHashes</key>\n        <array>\n          <string>sha256/${FIRST}</string>\n          <string>${SECOND}</string>\n        </array>\n      </dict>\n    </dict>\n  </dict>\n</dict>\n</plist>\n`,
    from: `sha256/${FIRST}`,
    to: FIRST,
  },
];

describe('each kind of file', () => {
  for (const { kind, path, rule, text, from, to } of rows) {
    it(`${kind}: open, see, fix, save`, async () => {
      const { document } = await openText(path, text);
      const found = await waitForDiagnostics(document.uri, (all) => all.some((one) => idOf(one) === rule));
      await applyQuickFix(document.uri, found.find((one) => idOf(one) === rule)?.range);
      await waitForRules(document.uri, (rules) => !rules.includes(rule));
      await document.save();
      assert.equal(await fileText(path), text.replaceAll(from, to));
    });
  }
});

describe('what the editor knows', () => {
  it('completes preference names with their documentation', async () => {
    const text = '{\n  "preferences": {\n    "android": [{ "name": "Remove", "value": "true" }]\n  }\n}\n';
    const { document } = await openText('kinds/complete-extensibility.json', text);
    const place = document.positionAt(text.indexOf('Remove') + 6);
    const item = await poll(async () => {
      const list = await vscode.commands.executeCommand<vscode.CompletionList>(
        'vscode.executeCompletionItemProvider',
        document.uri,
        place,
      );
      return list.items.find(({ label }) => labelOf(label).includes('RemoveUserCertificates'));
    });
    assert.ok(item);
  });

  it("names a public root's pin on hover", async () => {
    const text = `{"hosts":[{"host":"api.example.org","hashes":["sha256/++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=","sha256/${FIRST}"]}]}`;
    const { document } = await openText('kinds/hover/pinning.json', text);
    const shown = await poll(async () => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(text.indexOf('++MB') + 5),
      );
      const all = hovers.flatMap(({ contents }) =>
        contents.map((one) => (typeof one === 'string' ? one : one.value)),
      );
      return all.join('\n').includes('Amazon Root CA 1') ? all : undefined;
    });
    assert.ok(shown.length > 0);
  });

  it('goes from a reference to the file in a declared folder', async () => {
    const root = 'kinds/linked';
    await vscode.workspace.fs.writeFile(
      workspaceUri(`${root}/.pinwarden.json`),
      new TextEncoder().encode('{"resources": ["resources/"]}'),
    );
    await vscode.workspace.fs.writeFile(
      workspaceUri(`${root}/resources/action.json`),
      new TextEncoder().encode('{}'),
    );
    const text = '{"buildConfigurations": {"buildAction": {"config": "$resources.action.json"}}}';
    const { document } = await openText(`${root}/extensibility.json`, text);
    const target = await poll(async () => {
      const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[]>(
        'vscode.executeDefinitionProvider',
        document.uri,
        document.positionAt(text.indexOf('action.json') + 3),
      );
      const uris = found.map((one) => ('targetUri' in one ? one.targetUri : one.uri));
      return uris.find(({ path }) => path.endsWith('/resources/action.json'));
    });
    assert.ok(target);
  });

  it('judges by the configuration of the folder', async () => {
    const { document } = await openConfigured('kinds/configured');
    await waitForRules(document.uri, (rules) => rules.includes('default-domain'));
  });

  itWhereWatched('judges anew when the configuration of the folder changes', async () => {
    const { document, configure } = await openConfigured('kinds/reconfigured');
    await waitForRules(document.uri, (rules) => rules.includes('default-domain'));
    await configure('{ "rules": { "default-domain": "off" } }');
    await waitForRules(document.uri, (rules) => rules.length === 0);
  });

  it('outlines the hosts', async () => {
    const text = `{"hosts":[{"host":"api.example.org","hashes":["sha256/${FIRST}","sha256/${SECOND}"]}]}`;
    const { document } = await openText('kinds/outline/pinning.json', text);
    await poll(async () => {
      const found = await vscode.commands.executeCommand<vscode.DocumentSymbol[]>(
        'vscode.executeDocumentSymbolProvider',
        document.uri,
      );
      return JSON.stringify(found).includes('api.example.org');
    });
  });
});

/** Opens a pinning file below a configuration that names its domain as somebody else's. */
async function openConfigured(root: string) {
  const configure = (text: string) =>
    vscode.workspace.fs.writeFile(workspaceUri(`${root}/.pinwarden.json`), new TextEncoder().encode(text));
  await configure('{ "managedDomains": ["example.net"] }');
  const text = `{"hosts":[{"host":"api.example.net","hashes":["sha256/${FIRST}","sha256/${SECOND}"]}]}`;
  const { document } = await openText(`${root}/app/pinning.json`, text);
  return { document, configure };
}

function idOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === 'object' ? code.value : code);
}

function labelOf(label: string | vscode.CompletionItemLabel): string {
  return typeof label === 'string' ? label : label.label;
}
