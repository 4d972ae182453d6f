import { ok } from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { LintOptions } from '../../server/src/lint';
import { gatherObserved } from '../../server/src/pins/observe';
import { OPTIONS } from './marked';

export interface Example {
  readonly kind: 'wrong' | 'fixed' | 'right';
  readonly path: string;
  readonly text: string;
  readonly options: LintOptions;
}

/** What an example is built for, where its info string says so: `mabs=12.1 framework=capacitor`. */
const TARGET = ['product', 'mabs', 'framework'];

/** Characters that a page cannot show are written as another one, which the info string names: `nbsp=·`. */
const INVISIBLE: Readonly<Record<string, string>> = { nbsp: '\u00a0', bom: '\ufeff' };

/** The page of a rule. */
export function pageOf(id: string): string {
  return readFileSync(path.resolve('server/src/rules', id, 'README.md'), 'utf8');
}

/**
 * The fenced blocks of a page; a fixed one has the path of the block before it. A block `observed` is no example: it
 * says what the hosts of the examples after it served, and which certificates are at hand.
 */
export function readExamples(page: string): Example[] {
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
