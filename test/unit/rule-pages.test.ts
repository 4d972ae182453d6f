import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { applyEdits, compatibleEdits } from '../../server/src/core/edits';
import { type LintOptions, lint } from '../../server/src/lint';
import { gatherObserved } from '../../server/src/pins/observe';
import { rules } from '../../server/src/rules';
import { check, OPTIONS } from './marked';

const folder = path.resolve('server/src/rules');

interface Example {
  readonly kind: 'wrong' | 'fixed' | 'right';
  readonly path: string;
  readonly text: string;
  readonly options: LintOptions;
}

/** What an example is built for, where its info string says so: `mabs=12.1 framework=capacitor`. */
const TARGET = ['product', 'mabs', 'framework'];

/** Characters that a page cannot show are written as another one, which the info string names: `nbsp=·`. */
const INVISIBLE: Readonly<Record<string, string>> = { nbsp: '\u00a0', bom: '\ufeff' };

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
      const page = readFileSync(path.join(folder, rule.id, 'README.md'), 'utf8');
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

/**
 * The fenced blocks of a page; a fixed one has the path of the block before it. A block `observed` is no example: it
 * says what the hosts of the examples after it served, and which certificates are at hand.
 */
function readExamples(page: string): Example[] {
  const blocks = page.matchAll(
    /^```(?:json|yaml|xml) (wrong|fixed|right|observed) ?([^\n]*)\n([\s\S]*?)\n```$/gm,
  );
  let observed: LintOptions['observed'];
  return Array.from(blocks).flatMap(([, kind = '', words = '', body = '']) => {
    if (kind === 'observed') {
      const { hosts = [], certificates = [] } = JSON.parse(body);
      observed = gatherObserved(hosts, certificates);
      return [];
    }
    const [name = 'pinning.json', ...all] = words.split(' ').filter((word) => word !== '');
    const settings = all.filter((setting) => !/^(?:resources|beside)=/.test(setting));
    const isTarget = (setting: string) => TARGET.some((key) => setting.startsWith(`${key}=`));
    const target = Object.fromEntries(settings.filter(isTarget).map((setting) => setting.split('=')));
    const day = settings.find((setting) => setting.startsWith('today='))?.slice('today='.length);
    const example: Example = {
      kind: kind as Example['kind'],
      path: name,
      text: spell(
        body,
        settings.filter((setting) => !isTarget(setting) && !setting.startsWith('today=')),
      ),
      options: { ...OPTIONS, observed, target, ...(day ? { today: day } : {}), ...around(name, all) },
    };
    return [example];
  });
}

/** The names around an example: `resources=resources/a.json,resources/b.json`, `beside=a.json,b.json`. */
function around(name: string, settings: readonly string[]): LintOptions {
  const names = (key: string) =>
    settings
      .find((setting) => setting.startsWith(`${key}=`))
      ?.slice(key.length + 1)
      .split(',');
  const resources = names('resources');
  const pinningFolder = names('beside');
  if (!resources && !pinningFolder) return {};
  return { workspace: { resources, pinningFolder, name: path.posix.basename(name) } };
}

function spell(body: string, signs: readonly string[]): string {
  return signs.reduce((text, sign) => {
    const [name = '', shown = ''] = sign.split('=');
    const meant = INVISIBLE[name];
    ok(meant && shown, `${sign} names a character`);
    return text.replaceAll(shown, meant);
  }, body);
}
