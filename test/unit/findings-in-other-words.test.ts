import { deepEqual, ok } from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../server/src/core/finding';
import { type LintOptions, lint } from '../../server/src/lint';
import { rules } from '../../server/src/rules';
import { englishIn, inOtherWords } from './in-other-words';
import { OPTIONS } from './marked';
import { pageOf, readExamples } from './page-examples';

describe('what findings say in another language has no English left', () => {
  for (const { id } of rules) {
    it(id, async () => {
      const examples = readExamples(pageOf(id));
      const found = await inOtherWords(() =>
        examples.flatMap(({ text, path: name, options }) => remains(text, { ...options, path: name }, id)),
      );
      deepEqual(found, []);
    });
  }

  const corpus = path.resolve('../shared/corpus');
  it('in real files', async function () {
    if (!existsSync(corpus)) {
      this.skip();
      return;
    }
    const index = readFileSync(path.join(corpus, 'INDEX.tsv'), 'utf8').trim().split('\n').slice(1);
    const names = index.map((line) => line.split('\t')[0] ?? '');
    ok(names.length > 100);
    const found = await inOtherWords(() =>
      names.flatMap((name) =>
        remains(readFileSync(path.join(corpus, name), 'utf8'), { ...OPTIONS, path: name }).map(
          (rest) => `${name}: ${rest}`,
        ),
      ),
    );
    deepEqual(found, []);
  });
});

/** What of the findings of a text, or of those of one rule, is still English. */
function remains(text: string, options: LintOptions, id?: string): readonly string[] {
  const source = [text, ...observedIn(options)].join('\n');
  return lint(text, undefined, options)
    .filter(({ rule }) => id === undefined || rule === id)
    .flatMap((finding) =>
      said(finding).flatMap((line) => {
        const words = englishIn(line, source);
        return words.length > 0 || !line.includes('⟦')
          ? [`${finding.rule}: ${words.join(' ')} in "${line}"`]
          : [];
      }),
    );
}

/** What was observed outside of a text comes as data, its reasons included. */
function observedIn({ observed }: LintOptions): readonly string[] {
  return [...(observed?.hosts.values() ?? []), ...(observed?.certificates.values() ?? [])].map((one) =>
    JSON.stringify(one),
  );
}

function said({ message, related = [], fixes = [] }: Finding): readonly string[] {
  return [message, ...related.map((one) => one.message), ...fixes.map(({ title }) => title)];
}
