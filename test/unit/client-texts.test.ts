import { deepEqual, ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { chainCandidates, fileCandidates } from '../../server/src/features/backup';
import type { ChainResult, PlacedCertificate } from '../../server/src/pins/chain';

const CLIENT = path.resolve('client/src');

const sources = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(path.join(CLIENT, name), 'utf8')] as const);

describe('the texts of the client', () => {
  it('can be extracted for translation: each stands where it is translated', () => {
    const calls = sources.flatMap(([name, text]) =>
      Array.from(text.matchAll(/\bl10n\.t\(\s*(.)/g), ([, first]) => `${name}: ${first}`),
    );
    ok(calls.length > 50);
    deepEqual(
      calls.filter((call) => !/: ['"]$/.test(call)),
      [],
    );
  });

  it('fit their line where they say what a pin lives through', () => {
    const lines = sources.flatMap(([, text]) =>
      Array.from(text.matchAll(/l10n\.t\('((?:survives|no backup:) [^']*)'\)/g), ([, line]) => line ?? ''),
    );
    ok(lines.length === 4);
    for (const line of lines) ok(line.length <= 82, line);
  });
});

describe('backup candidates', () => {
  const certificate = (role: PlacedCertificate['role'], authority = false) =>
    ({ role, authority, pin: 'sha256/x' }) as PlacedCertificate;

  it('come with what a pin of each lives through, the longest-lived of a chain first', () => {
    const roles = ['leaf', 'intermediate', 'root'] as const;
    const chain: ChainResult = {
      address: '203.0.113.7:443',
      keyType: 'EC P-256',
      protocol: 'TLSv1.3',
      trust: 'public',
      nameMatches: true,
      certificates: roles.map((role) => certificate(role)),
    };
    deepEqual(
      chainCandidates(chain, []).map(({ survives }) => survives),
      ['renewals', 'server-keys', 'nothing'],
    );
    const files = [certificate('certificate'), certificate('certificate', true)];
    deepEqual(
      fileCandidates(files, ['x']).map(({ survives, pinned }) => [survives, pinned]),
      [
        ['change', true],
        ['server-keys', true],
      ],
    );
  });
});
