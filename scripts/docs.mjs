// Writes the generated parts of the README: the table of rules, from the rules themselves.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMain, root } from './setup.mjs';

const SECTION = /(<!-- rules:[^>]*-->\n)[\s\S]*?(<!-- \/rules -->)/;

/** The README as it should be: with the table that the built command line lists. */
export function readmeWithRules(readme, rules) {
  const rows = rules.map(({ id, severity, summary, code, fix }) => {
    const mend = fix ? `${fix.safe ? '**safe**: ' : ''}${fix.summary}` : '';
    return `| [\`${id}\`](server/src/rules/${id}/README.md) | ${severity} | ${summary} | ${code ?? ''} | ${mend} |`;
  });
  const table = [
    '| Rule | Severity | Catches | Build error | Quick fix |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ];
  return readme.replace(SECTION, (_, start, end) => `${start}${table.join('\n')}\n${end}`);
}

if (isMain(import.meta.url)) {
  const { stdout } = spawnSync(process.execPath, ['dist/cli.js', 'rules', '--format', 'json'], {
    cwd: root,
    encoding: 'utf8',
  });
  const file = join(root, 'README.md');
  writeFileSync(file, readmeWithRules(readFileSync(file, 'utf8'), JSON.parse(stdout).rules));
}
