import { deepEqual, ok } from 'node:assert/strict';
import { type Definition, definitionAt } from '../../server/src/features/definition';
import { type OutlineSymbol, symbolsOf } from '../../server/src/features/symbols';
import { cursor } from './cursor';

const PIN = 'sha256/++MBgDH5WGvL9Bcn5Be30cRcL0f5O+NyoXuWtQdX1aI=';
const EXT = 'extensibility.json';
const ACTION = 'build-action.json';

/** The outline as lines: name, what follows it, and its children further in. */
function outline(text: string, path?: string): string[] {
  const { model } = cursor(`${text}|`, path);
  return symbolsOf(model).flatMap((symbol) => lines(symbol, model.text, ''));
}

function lines(symbol: OutlineSymbol, text: string, indent: string): string[] {
  const { name, detail, span, selection, children } = symbol;
  ok(name.trim() !== '');
  ok(span.start <= selection.start && selection.end <= span.end && span.end <= text.length, `${name}: spans`);
  return [
    `${indent}${name}${detail ? ` (${detail})` : ''}`,
    ...children.flatMap((child) => lines(child, text, `${indent}  `)),
  ];
}

describe('outline', () => {
  it('shows hosts with their pins', () => {
    deepEqual(
      outline(
        `{ "hosts": [ { "host": "a.example.org", "hashes": ["${PIN}"] }, { "host": "", "hashes": [] } ] }`,
      ),
      ['a.example.org (1 pin)', `  ${PIN}`, '(empty) (0 pins)'],
    );
  });

  it('shows variables, operations and hosts of a build action', () => {
    const action = {
      variables: { A: { type: 'string' }, B: {} },
      platforms: {
        android: {
          appName: 'x',
          xml: [
            {
              resFile: 'xml/network_security_config.xml',
              target: 'network-security-config',
              inject: `<domain-config><domain>a.example.org</domain><pin-set><pin digest="SHA-256">${PIN.slice(7)}</pin></pin-set></domain-config>`,
            },
          ],
        },
        ios: { plist: [{ entries: [{ TSKConfiguration: { TSKPinnedDomains: { 'a.example.org': {} } } }] }] },
      },
    };
    deepEqual(outline(JSON.stringify(action), ACTION), [
      'variables (2)',
      '  A (string)',
      '  B',
      'Android (2)',
      '  appName',
      '  xml (xml/network_security_config.xml)',
      'iOS (1)',
      '  plist',
      'a.example.org (Android, 1 pin)',
      `  ${PIN.slice(7)}`,
      'a.example.org (iOS, 0 pins)',
    ]);
  });

  it('shows the hosts of a network security configuration, and preferences', () => {
    const nsc =
      '<network-security-config><domain-config><domain>a.example.org</domain></domain-config></network-security-config>';
    deepEqual(outline(nsc, 'network_security_config.xml'), ['a.example.org (not pinned)']);
    deepEqual(outline('{ "preferences": { "ios": [ { "name": "DisplayName", "value": "x" } ] } }', EXT), [
      'DisplayName (iOS)',
    ]);
  });

  it('is sound for a text that stops anywhere', () => {
    const text = `{ "hosts": [ { "host": "a.example.org", "hashes": ["${PIN}", "x"] } ] }`;
    for (let end = 0; end <= text.length; end++) outline(text.slice(0, end));
  });
});

describe('where names lead', () => {
  const text =
    '{ "buildConfigurations": { "buildAction": { "config": "$resources.a|.json" }, "resources": { "ios": [ { "source": "$images.a.json", "target": "b" } ] } } }';

  function definition(marked: string, path: string, resources?: readonly string[]): Definition | undefined {
    const { model, offset } = cursor(marked, path);
    return definitionAt(model, offset, resources);
  }

  it('a resource leads to the file of that name in the listing, never to a path of the document', () => {
    const files = (marked: string, listing: readonly string[]) => {
      const found = definition(marked, EXT, listing);
      return found?.to === 'files' ? found.files : [];
    };
    deepEqual(files(text, ['resources/a.json', 'a.json', 'aa.json', 'b.json']), [
      'resources/a.json',
      'a.json',
    ]);
    deepEqual(files(text, []), []);
    deepEqual(files(text.replace('a|.json', '../a|.json'), ['a.json', 'x/../a.json']), []);
    deepEqual(
      files(text.replace('resources.a|.json', 'resources.a.json').replace('images.a', 'images.|a'), [
        'a.json',
      ]),
      [],
    );
  });

  it('a variable leads to its declaration', () => {
    const action =
      '{ "variables": { "HOST": { "type": "string" } }, "platforms": { "ios": { "displayName": "$NO $HO|ST" } } }';
    const found = definition(action, ACTION);
    deepEqual(found?.to === 'place' && action.slice(found.target.start, found.target.end), 'HOST');
    deepEqual(definition(action.replace('|', '').replace('$NO', '$N|O'), ACTION), undefined);
  });
});
