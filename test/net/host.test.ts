import assert from 'node:assert/strict';
import { fetchChains } from '../../server/src/net';
import { isPrivateAddress } from '../../server/src/net/address';
import { canonicalHost } from '../../server/src/net/host';

describe('net: which hosts are dialled', () => {
  const accepted: readonly (readonly [string, string])[] = [
    ['api.example.org', 'api.example.org'],
    ['API.Example.ORG.', 'api.example.org'],
    ['localhost', 'localhost'],
    ['a_b.example.org', 'a_b.example.org'],
    ['xn--bcher-kva.test', 'xn--bcher-kva.test'],
    ['bücher.test', 'xn--bcher-kva.test'],
    ['BÜCHER.test', 'xn--bcher-kva.test'],
    ['api。example。org', 'api.example.org'],
    ['127.0.0.1', '127.0.0.1'],
    ['::1', '::1'],
    ['[2001:DB8::1]', '2001:db8::1'],
    [`${'a'.repeat(63)}.test`, `${'a'.repeat(63)}.test`],
  ];
  for (const [text, host] of accepted) it(`takes ${text}`, () => assert.equal(canonicalHost(text), host));

  const refused: readonly (readonly [string, string])[] = [
    ['nothing', ''],
    ['a blank', 'api example.org'],
    ['a blank at the end', 'api.example.org '],
    ['a line break', 'api.example.org\r\nHost: evil'],
    ['a line break in a non-ASCII name', 'bücher\n.test'],
    ['a NUL', 'api.example.org\0.evil'],
    ['a wildcard', '*.example.org'],
    ['an empty label', 'a..b'],
    ['a leading dot', '.example.org'],
    ['a lone dot', '.'],
    ['a URL', 'https://api.example.org'],
    ['a port', 'api.example.org:443'],
    ['a path behind a non-ASCII name', 'bücher.test/x'],
    ['a full-width slash', 'bücher.test／x'],
    ['full-width digits', '１２７.０.０.１'],
    ['a percent sign', 'a%2eb.test'],
    ['user info', 'me@example.org'],
    ['a leading hyphen', '-a.test'],
    ['a shortened IPv4 address', '127.1'],
    ['a hexadecimal IPv4 address', '0x7f.1'],
    ['a decimal IPv4 address', '2130706433'],
    ['an octal IPv4 address', '0177.0.0.01'],
    ['an IPv6 zone', 'fe80::1%eth0'],
    ['brackets around IPv4', '[127.0.0.1]'],
    ['a label of 64', `${'a'.repeat(64)}.test`],
    ['a name of 254', `${'a.'.repeat(125)}test`],
  ];
  for (const [what, text] of refused) {
    it(`refuses ${what}`, async () => {
      assert.equal(canonicalHost(text), undefined);
      const result = await fetchChains({ host: text }, { timeoutMs: 200 });
      assert.ok(!result.ok);
      assert.equal(result.refusal.code, 'invalid-host');
      assert.match(result.refusal.label, /^[\x20-\x7e]*$/);
    });
  }

  it('refuses a server name as it refuses a host', async () => {
    const result = await fetchChains({ host: 'localhost', servername: 'a\nb' });
    assert.equal(!result.ok && result.refusal.code, 'invalid-host');
  });

  for (const port of [0, -1, 65536, 1.5, Number.NaN]) {
    it(`refuses port ${port}`, async () => {
      const result = await fetchChains({ host: 'localhost', port });
      assert.equal(!result.ok && result.refusal.code, 'invalid-port');
    });
  }
});

describe('net: which addresses are private', () => {
  const addresses: readonly (readonly [string, boolean])[] = [
    ['0.0.0.0', true],
    ['10.1.2.3', true],
    ['100.64.0.1', true],
    ['100.128.0.1', false],
    ['127.255.255.254', true],
    ['169.254.169.254', true],
    ['172.15.0.1', false],
    ['172.31.255.255', true],
    ['192.168.1.1', true],
    ['203.0.113.7', true],
    ['224.0.0.1', true],
    ['255.255.255.255', true],
    ['8.8.8.8', false],
    ['::', true],
    ['::1', true],
    ['::127.0.0.1', true],
    ['::ffff:127.0.0.1', true],
    ['::ffff:a00:1', true],
    ['64:ff9b::a00:1', true],
    ['64:ff9b::808:808', false],
    ['2002:7f00:1::', true],
    ['fc00::1', true],
    ['fdff::1', true],
    ['fe80::1', true],
    ['febf::1', true],
    ['ff02::1', true],
    ['2001:db8::1', true],
    ['2606:4700::1111', false],
    ['2a00:1450:4001::1', false],
    ['not an address', true],
  ];
  for (const [address, isPrivate] of addresses) {
    it(`${address}: ${isPrivate ? 'private' : 'public'}`, () =>
      assert.equal(isPrivateAddress(address), isPrivate));
  }

  for (const host of ['127.0.0.1', 'localhost', '[::1]', '::ffff:127.0.0.1', '169.254.169.254', '0.0.0.0']) {
    it(`dials ${host} only when private addresses are allowed`, async () => {
      const result = await fetchChains({ host, port: 9 }, { allowPrivate: false, timeoutMs: 1000 });
      assert.equal(!result.ok && result.refusal.code, 'private-address');
    });
  }
});
