import { deepEqual, equal, notDeepEqual } from 'node:assert/strict';
import colors from 'picocolors';
import type { ObservedCertificate, ObservedChain } from '../../server/src/core/observed';
import { observation } from '../../server/src/describe-chain';
import { askableHosts, hostNotes } from '../../server/src/features/live-notes';
import { lint } from '../../server/src/lint';
import { read } from '../../server/src/model/read';
import type { FetchResult } from '../../server/src/net';
import { knownRoots } from '../../server/src/pins/known-roots';
import { gatherObserved } from '../../server/src/pins/observe';
import { checkJson } from '../../server/src/report/check-json';
import { checkText } from '../../server/src/report/check-text';
import { OPTIONS } from './marked';

const HOST = 'api.example.org';
const AT = '2026-11-22T10:15:00Z';
const pin = (letter: string) => `${letter}b7xY0zQkPq9sVtW3uE5rT2yU8iOo1pA4sDfGhJkLm8=`;
const [LEAF, OTHER_LEAF, INTER, BACKUP] = [pin('k'), pin('l'), pin('m'), pin('n')];

function certificate(role: ObservedCertificate['role'], key: string, end: string): ObservedCertificate {
  const names = { subject: `CN=${role}`, issuer: 'CN=issuer', notBefore: '2026-01-01T00:00:00Z' };
  return { role, ...names, notAfter: `${end}T00:00:00Z`, pin: `sha256/${key}`, fingerprint: '00'.repeat(32) };
}

function chain(leaf: string, end: string): ObservedChain {
  const certificates = [certificate('leaf', leaf, end), certificate('intermediate', INTER, '2030-01-01')];
  return {
    address: '203.0.113.7:443',
    keyType: 'EC P-256',
    trust: 'public',
    nameMatches: true,
    certificates,
  };
}

const observed = (...chains: ObservedChain[]) => gatherObserved([{ host: HOST, at: AT, chains }]);
const pinning = (...pins: string[]) =>
  JSON.stringify({ hosts: [{ host: HOST, hashes: pins.map((one) => `sha256/${one}`) }] });
/** A build action whose list of pins ends with a variable. */
const open = (...pins: string[]) => {
  const elements = [...pins, '$PIN'].map((one) => `<pin digest='SHA-256'>${one}</pin>`).join('');
  const inject = `<domain-config><domain includeSubdomains='true'>${HOST}</domain><pin-set>${elements}</pin-set></domain-config>`;
  const xml = [{ resFile: 'xml/network_security_config.xml', target: 'network-security-config', inject }];
  return JSON.stringify({ variables: { PIN: { type: 'string' } }, platforms: { android: { xml } } });
};
const live = (text: string, path: string, ...chains: ObservedChain[]) =>
  lint(text, undefined, { ...OPTIONS, path, observed: observed(...chains) })
    .map(({ rule }) => rule)
    .filter((rule) => rule.startsWith('live-'));

describe('live hosts', () => {
  const [soon, late] = ['2026-12-01', '2027-11-01'];
  const cases: readonly (readonly [string, string[], string[]])[] = [
    [
      'a matching leaf that ends, in the second chain',
      live(pinning(LEAF, OTHER_LEAF), 'pinning.json', chain(LEAF, late), chain(OTHER_LEAF, soon)),
      ['live-certificate-expiring', 'live-no-backup', 'live-single-certificate'],
    ],
    [
      'a leaf that ends, and the other one is pinned',
      live(pinning(LEAF, BACKUP), 'pinning.json', chain(OTHER_LEAF, soon), chain(LEAF, late)),
      ['live-certificate-expiring', 'live-pin-mismatch'],
    ],
    [
      'a leaf that ends, and the build puts further pins in',
      live(open(LEAF), 'build-action.json', chain(LEAF, soon)),
      ['live-certificate-expiring'],
    ],
  ];
  for (const [title, found, wanted] of cases) it(title, () => deepEqual(found.toSorted(), wanted));

  it('sends nobody to another network over a chain of a public root that has only expired', () => {
    const [root] = knownRoots();
    const untrusted = (leaf: string, end: string, rootKey: string, nameMatches = true): ObservedChain => ({
      ...chain(leaf, end),
      certificates: [...chain(leaf, end).certificates, certificate('root', rootKey, '2040-01-01')],
      ...{ trust: 'none', reason: 'the reason', nameMatches },
    });
    const said = (rule: string, one: ObservedChain) =>
      lint(pinning(LEAF, BACKUP), undefined, { ...OPTIONS, path: 'pinning.json', observed: observed(one) })
        .filter((finding) => finding.rule === rule)
        .map(({ message }) => message);
    const [past, key] = ['2026-11-01', root?.key ?? ''];
    for (const [rule, leaf] of [
      ['live-untrusted-chain', LEAF],
      ['live-pin-mismatch', OTHER_LEAF],
    ] as const) {
      const anybodys = said(rule, untrusted(leaf, late, INTER));
      equal(anybodys.length, 1);
      notDeepEqual(said(rule, untrusted(leaf, past, key)), anybodys);
      deepEqual(said(rule, untrusted(leaf, past, INTER)), anybodys);
      deepEqual(said(rule, untrusted(leaf, past, key, false)), anybodys);
      deepEqual(said(rule, untrusted(leaf, late, key)), anybodys);
    }
  });

  it('says that what stands in the file is not all where the build puts pins in', () => {
    const parts = (text: string) => {
      const model = read(text, { ...OPTIONS, path: 'build-action.json' });
      return model && hostNotes(model, observed(chain(LEAF, late)), '2026-11-22')[0]?.parts.slice(0, 2);
    };
    deepEqual(parts(open(LEAF)), ['matches leaf', 'the build puts further pins in']);
    deepEqual(parts(open(BACKUP)), ['no pin that stands here matches', 'the build puts further pins in']);
  });

  it('tells a pin in the wrong one of Apple lists from one that matches', () => {
    const list = (key: string) =>
      `<array><dict><key>SPKI-SHA256-BASE64</key><string>${key}</string></dict></array>`;
    const text = `<plist><dict><key>NSAppTransportSecurity</key><dict><key>NSPinnedDomains</key><dict><key>${HOST}</key><dict><key>NSPinnedCAIdentities</key>${list(LEAF)}</dict></dict></dict></dict></plist>`;
    const model = read(text, { ...OPTIONS, path: 'Info.plist' });
    const [asked] = model ? askableHosts(model) : [];
    deepEqual(asked?.identities, { ca: [`sha256/${LEAF}`] });
    const seen = { host: HOST, at: AT, chains: [chain(LEAF, late)] };
    const entry = { ...asked, line: 1, path: 'Info.plist', pins: asked?.pins ?? [] };
    const hosts = [{ host: HOST, notes: [], entries: [entry], observation: seen }];
    equal(JSON.parse(checkJson({ files: [], hosts })).hosts[0].pins[0].matches, 'none');
    deepEqual(live(text, 'Info.plist', chain(LEAF, late)), ['live-pin-mismatch']);
  });

  it('judges nothing by a chain with a certificate that it cannot read', () => {
    const der = Uint8Array.of(0x30, 0x00);
    const { address, keyType, trust, nameMatches } = chain(LEAF, late);
    const served = { address, keyType, trust, nameMatches, protocol: 'TLSv1.3', served: [der], strays: [] };
    const result: FetchResult = {
      ok: true,
      chains: [{ ...served, path: [{ der, role: 'leaf', served: true }] }],
      notes: [],
    };
    const seen = observation(HOST, result, new Date(AT), () => undefined);
    deepEqual(seen.chains, []);
    equal(seen.error?.code, 'unreadable');
  });

  it('shows 200,000 hosts', () => {
    const hosts = Array.from({ length: 200_000 }, (_, at) => ({
      host: `h${at}.example.org`,
      notes: ['matches leaf'],
      entries: [],
      observation: undefined,
    }));
    const text = checkText({ files: [], hosts }, { paint: colors.createColors(false), width: 100 });
    equal(text.split('\n').filter((line) => line.endsWith('matches leaf')).length, 200_000);
  });
});
