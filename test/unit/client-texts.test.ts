import { ok } from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const CLIENT = path.resolve('client/src');

const sources = readdirSync(CLIENT, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => [name, readFileSync(path.join(CLIENT, name), 'utf8')] as const);

describe('the texts of the client', () => {
  it('fit their line where they say what a pin lives through', () => {
    const lines = sources.flatMap(([, text]) =>
      Array.from(
        text.matchAll(/l10n\.t\('((?:survives|helps only|no backup:|The pin of a key) [^']*)'\)/g),
        ([, line]) => line ?? '',
      ),
    );
    ok(lines.length === 11, String(lines.length));
    for (const line of lines) ok(line.length <= 82, line);
  });
});
