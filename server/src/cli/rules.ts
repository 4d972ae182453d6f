import { parseArgs } from 'node:util';
import { plainProse } from '../core/prose';
import { harmlessJson, type Layout, wrap } from '../report/paint';
import { rules } from '../rules';
import { rulePage } from '../rules/page';
import { layoutFor } from './terminal';
import { oneOf } from './usage';

/** Lists every rule; answers the exit status. */
export function rulesCommand(args: readonly string[]): number {
  const { values } = parseArgs({ args: [...args], options: { format: { type: 'string' } } });
  const json = oneOf('format', values.format, ['text', 'json']) === 'json';
  process.stdout.write(json ? rulesJson() : rulesText(rules, layoutFor(process.stdout)));
  return 0;
}

function rulesJson(): string {
  const plain = rules.map(({ id, severity, summary, code, fix, citation }) => ({
    id,
    severity,
    summary,
    code,
    fix,
    citation,
    url: rulePage(id),
  }));
  return harmlessJson({ version: 1, rules: plain });
}

/** Rules by id, severity and summary, a line each where that has room. */
export function rulesText(listed: typeof rules, { paint, width }: Layout): string {
  const wide = Math.max(...listed.map(({ id }) => id.length)) + 2;
  const lines = listed.flatMap(({ id, severity, summary }) => {
    const colour = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.cyan;
    const [first, ...rest] = wrap(plainProse(summary), width - wide - 9);
    return [
      `${paint.bold(id.padEnd(wide))}${colour(severity.padEnd(9))}${first}`,
      ...rest.map((line) => `${' '.repeat(wide + 9)}${line}`),
    ];
  });
  return `${lines.join('\n')}\n`;
}
