import assert from 'node:assert/strict';
import { localDate } from '../../server/src/core/date';
import { inspect } from '../../server/src/inspect/inspect';
import type { PinnedHost } from '../../server/src/inspect/inspection';
import { packageCrypto } from '../../server/src/package-crypto';
import { readDetails, readMaterial } from '../../server/src/pins/certificates';
import { inspectMarkdown } from '../../server/src/report/inspect-markdown';
import { hasOpenssl, openLab, opensslNote } from '../support/certificates';

const HOSTILE = [
  'x](command:evil) [click](https://evil.example)',
  '<img src=x onerror=alert(1)> <b>',
  '`` code ` and ``` more',
  '**bold** _it_ ~~s~~ | cell | # head',
  '![p](http://evil.example/p.png) &lt;b&gt; &#60;',
  'a\u202eb\u200bc\u0007',
];

describe(`the page about a certificate package${opensslNote}`, function () {
  this.timeout(20_000);
  before(function () {
    if (!hasOpenssl) this.skip();
  });

  const page = async (name: string): Promise<string> => {
    const { root, issue } = openLab();
    const safe = name.replace(/[,/]/g, '');
    const one = issue({ commonName: safe, names: [`DNS:${safe.replace(/[^ -~]/g, '')}`], issuer: root });
    const material = await readMaterial(Buffer.from(one.key + one.certificate));
    assert.ok(material.ok);
    const entries = material.items.map((item) => ({ ...item, entry: name }));
    const pinned: PinnedHost = { path: name, host: name, platform: 'ios', enforced: true, keys: ['x'] };
    const inspection = inspect(
      { ...material, format: 'zip', items: entries, strays: [name], unread: [name] },
      {
        purpose: 'environment',
        hosts: [name],
        today: localDate(),
        now: Date.now(),
        pinned: [pinned],
        crypto: packageCrypto(readDetails, Date.now()),
      },
    );
    return inspectMarkdown(name, inspection);
  };

  for (const name of HOSTILE) {
    it(`takes ${JSON.stringify(name)} for text`, async () => {
      const markdown = await page(name);
      // What remains beside code and escaped characters is ours: headings, items, bold severities.
      const ours = markdown
        .replace(/(?<![\\`])(`+)(?!`)([^\n]*?[^`])\1(?!`)/g, '')
        .replace(/\\[!-/:-@[-`{-~]/g, '');
      assert.doesNotMatch(ours, /[<>`|[\]!&~_]/);
      for (const line of ours.split('\n')) assert.match(line, /^(?:#{1,2} |\*\*|- | {2}- |[^#*\s-]|$)/);
      assert.doesNotMatch(markdown, /[^\P{Cc}\n]|\p{Cf}/u);
      assert.ok(markdown.includes('package-unread'));
    });
  }

  it('holds no key', async () => {
    assert.doesNotMatch(await page('api.example.org'), /PRIVATE KEY/);
  });
});
