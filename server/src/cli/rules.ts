import { parseArgs } from 'node:util';
import { nearest } from '../core/near';
import { plainProse } from '../core/prose';
import { harmlessJson, type Layout, wrap } from '../report/paint';
import { rules } from '../rules';
import { rulePage } from '../rules/page';
import { readPage } from './report';
import { layoutFor } from './terminal';
import { oneOf, UsageError } from './usage';

/** Lists every rule; answers the exit status. */
export function rulesCommand(args: readonly string[]): number {
  const { values } = parseArgs({ args: [...args], options: { format: { type: 'string' } } });
  const json = oneOf('format', values.format, ['text', 'json']) === 'json';
  process.stdout.write(json ? rulesJson() : rulesText(layoutFor(process.stdout)));
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

function rulesText({ paint, width }: Layout): string {
  const wide = Math.max(...rules.map(({ id }) => id.length)) + 2;
  const lines = rules.flatMap(({ id, severity, summary }) => {
    const colour = severity === 'error' ? paint.red : severity === 'warning' ? paint.yellow : paint.cyan;
    const [first, ...rest] = wrap(plainProse(summary), width - wide - 9);
    return [
      `${paint.bold(id.padEnd(wide))}${colour(severity.padEnd(9))}${first}`,
      ...rest.map((line) => `${' '.repeat(wide + 9)}${line}`),
    ];
  });
  return `${lines.join('\n')}\n`;
}

/** Prints the page of one rule; answers the exit status. */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
  const [id, ...more] = positionals;
  if (!id || more.length > 0)
    throw new UsageError('explain needs the id of one rule; "pinwarden rules" lists them');
  if (!rules.some((rule) => rule.id === id)) {
    const near = nearest(
      id,
      rules.map((rule) => rule.id),
    );
    throw new UsageError(
      `no rule is called "${id}"${near ? `; "${near}" is` : '; "pinwarden rules" lists them'}`,
    );
  }
  const page = await readPage(id);
  const { paint } = layoutFor(process.stdout);
  process.stdout.write(
    `${page.trimEnd().replace(/^#+ .*$/gm, (heading) => paint.bold(heading))}\n\n${rulePage(id)}\n`,
  );
  return 0;
}
