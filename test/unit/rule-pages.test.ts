import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, compatibleEdits } from '../../server/src/core/edits';
import { lint } from '../../server/src/lint';
import { rules } from '../../server/src/rules';
import { check } from './marked';
import { type Example, pageOf, readExamples } from './page-examples';

const folder = path.resolve('server/src/rules');

describe('rule pages', () => {
  it('folders, the list of rules and the pages are the same', () => {
    const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const listed = rules.map(({ id }) => id).toSorted();
    deepEqual(folders.map(({ name }) => name).toSorted(), listed);
    deepEqual(
      listed.filter((id) => !existsSync(path.join(folder, id, 'README.md'))),
      [],
    );
    equal(new Set(listed).size, listed.length);
  });

  for (const rule of rules) {
    describe(rule.id, () => {
      const page = pageOf(rule.id);
      const examples = readExamples(page);

      it('says what its rule says', () => {
        const [title, , facts = ''] = page.split('\n');
        equal(title, `# ${rule.id}`);
        const code = rule.code ? ` · \`${rule.code}\`` : '';
        const fix = rule.fix
          ? `${rule.fix.safe ? 'safe fix' : 'fix'}: ${rule.fix.summary}`
          : 'no automatic fix';
        equal(facts.toLowerCase(), `**${rule.severity}**${code} · ${fix}`.toLowerCase());
        ok(page.includes(rule.citation), `the page cites ${rule.citation}`);
        for (const heading of ['What it finds', 'Why it matters', 'What to do', 'Examples', 'Sources']) {
          ok(page.includes(`\n## ${heading}\n`), `the page has "${heading}"`);
        }
      });

      it('has a wrong and a right example', () => {
        ok(examples.some(({ kind }) => kind === 'wrong'));
        ok(examples.some(({ kind }) => kind === 'right'));
      });

      examples.forEach((example, i) => {
        it(`example ${i + 1}: ${example.kind}`, () => {
          if (example.kind === 'right') {
            equal(check(example.text, example.path, example.options), example.text);
          } else if (example.kind === 'wrong') checkWrong(rule.id, example);
          else checkFixed(rule.id, examples[i - 1], example.text);
        });
      });
    });
  }
});

function checkWrong(id: string, example: Example): void {
  const text = check(example.text, example.path, example.options);
  ok(
    lint(text, undefined, { ...example.options, path: example.path }).some(({ rule }) => rule === id),
    `${id} fires`,
  );
}

/** Applies the first fix of every finding of one rule and compares. */
function checkFixed(id: string, wrong: Example | undefined, fixed: string): void {
  ok(wrong?.kind === 'wrong', 'a fixed example stands after a wrong one');
  const text = check(wrong.text, wrong.path, wrong.options);
  const own = lint(text, undefined, { ...wrong.options, path: wrong.path }).filter(({ rule }) => rule === id);
  equal(applyEdits(text, compatibleEdits(own.map(({ fixes }) => fixes?.[0]?.edits ?? []))), fixed);
}
