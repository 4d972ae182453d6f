import { equal } from 'node:assert/strict';
import { canonicalName, type HostFault, readHost } from '../../server/src/model/host';
import { suffixes } from '../../server/src/model/suffixes';

const LONG_LABEL = 'a'.repeat(64);

describe('readHost', () => {
  const table: readonly [text: string, fault: HostFault | undefined, name: string][] = [
    ['api.example.org', undefined, 'api.example.org'],
    ['example.org', undefined, 'example.org'],
    ['a.b.c.example.co.uk', undefined, 'a.b.c.example.co.uk'],
    ['API.Example.ORG', undefined, 'api.example.org'],
    ['api.example.org.', undefined, 'api.example.org'],
    ['bücher.example.org', undefined, 'xn--bcher-kva.example.org'],
    ['BÜCHER.example.org', undefined, 'xn--bcher-kva.example.org'],
    ['xn--bcher-kva.example.org', undefined, 'xn--bcher-kva.example.org'],
    ['api。example。org', undefined, 'api.example.org'],
    ['my_env.example.org', undefined, 'my_env.example.org'],
    ['https://api.example.org', 'scheme', 'api.example.org'],
    ['https://user:word@api.example.org:8443/a?b#c', 'scheme', 'api.example.org'],
    ['HTTPS://API.example.org/', 'scheme', 'api.example.org'],
    ['api.example.org:443', 'port', 'api.example.org'],
    ['api.example.org:', 'port', 'api.example.org'],
    ['api.example.org/', 'path', 'api.example.org'],
    ['api.example.org/rest', 'path', 'api.example.org'],
    ['api.example.org?x', 'path', 'api.example.org'],
    ['api.example.org#x', 'path', 'api.example.org'],
    ['user@api.example.org', 'user-info', 'api.example.org'],
    ['*.example.org', 'wildcard', '*.example.org'],
    ['api*.example.org', 'wildcard', 'api*.example.org'],
    ['a.example.org,b.example.org', 'list', 'a.example.org,b.example.org'],
    ['a.example.org; b.example.org', 'list', 'a.example.org; b.example.org'],
    ['a.example.org b.example.org', 'list', 'a.example.org b.example.org'],
    ['', 'blank', ''],
    ['   ', 'blank', ''],
    [' api.example.org', 'blank', 'api.example.org'],
    ['api.example.org\t', 'blank', 'api.example.org'],
    ['192.0.2.7', 'ip-address', '192.0.2.7'],
    ['2001:db8::1', 'ip-address', '2001:db8::1'],
    ['[2001:db8::1]', 'ip-address', '[2001:db8::1]'],
    ['localhost', 'single-label', 'localhost'],
    ['intranet', 'single-label', 'intranet'],
    ['com', 'single-label', 'com'],
    ['co.uk', 'public-suffix', 'co.uk'],
    ['outsystemscloud.com', 'public-suffix', 'outsystemscloud.com'],
    ['github.io', 'public-suffix', 'github.io'],
    ['server.local', 'unknown-tld', 'server.local'],
    ['api.corp.internal', 'unknown-tld', 'api.corp.internal'],
    ['api..example.org', 'characters', 'api..example.org'],
    ['.example.org', 'characters', '.example.org'],
    ['-a.example.org', 'characters', '-a.example.org'],
    ['a-.example.org', 'characters', 'a-.example.org'],
    [`${LONG_LABEL}.example.org`, 'characters', `${LONG_LABEL}.example.org`],
    ['a\u0000b.example.org', 'characters', 'a\u0000b.example.org'],
    ['%41.example.org', 'characters', '%41.example.org'],
  ];
  for (const [text, fault, name] of table) {
    it(`${JSON.stringify(text)}: ${fault ?? 'sound'}`, () => {
      const host = readHost(text, { start: 3, end: 3 + text.length }, suffixes);
      equal(host.fault, fault);
      equal(host.name, name);
      equal(host.text, text);
    });
  }

  it('without the suffix list, registration is not judged', () => {
    for (const text of ['localhost', 'co.uk', 'server.local']) {
      equal(readHost(text, { start: 0, end: 0 }, undefined).fault, undefined);
    }
  });

  it('ends on names of any length', () => {
    for (const piece of ['a.', ':', 'a', '@', '/', ' a', '*', '::', 'ü.', '\ud800']) {
      equal(typeof readHost(piece.repeat(500_000), { start: 0, end: 0 }, suffixes).fault, 'string', piece);
    }
  }).timeout(60_000);
});

describe('canonicalName', () => {
  it('is the same for a name that is canonical', () => {
    for (const text of ['API.example.org.', 'bücher.example.org', 'Straße.example.org', 'ΑΒΓ.example.org']) {
      const name = canonicalName(text);
      equal(canonicalName(name), name);
      equal(/^[\x21-\x7e]+$/.test(name), true);
    }
  });
});
