import { parseArgs } from 'node:util';
import { nearRule } from '../config/rule-ids';
import { PACKAGE_FINDINGS, type PackageFindingId } from '../inspect/finding-ids';
import { rules } from '../rules';
import { INSPECTION_PAGE, rulePage } from '../rules/page';
import { readPage } from './report';
import { rulesText } from './rules';
import { layoutFor } from './terminal';
import { UsageError } from './usage';

/**
 * Prints the page of a rule; for a code of the build service the page of the rule that carries it, or a list where
 * several do; for a finding about a certificate package what it means. Answers the exit status.
 */
export async function explainCommand(args: readonly string[]): Promise<number> {
  const { positionals } = parseArgs({ args: [...args], options: {}, allowPositionals: true });
  const [word, ...more] = positionals;
  if (!word || more.length > 0)
    throw new UsageError('explain needs the id of one rule, or one code of a build error', LISTED);
  process.stdout.write(await explained(word));
  return 0;
}

async function explained(word: string): Promise<string> {
  const isOurs = rules.some(({ id }) => id === word);
  if (isOurs) return page(word);
  if (isPackageFinding(word)) return packageFinding(word);
  if (BUILD_CODE.test(word)) return buildCode(word.toUpperCase());
  throw new UsageError(`no rule is called "${word}"`, meant(word));
}

/** What the codes of the build service look like: `OS-MABS-RES-40003`, `OS-MCO-40006`. */
const BUILD_CODE = /^OS(?:-[A-Z]{2,8}){1,3}-\d{5}$/i;

const LISTED = '"pinwarden rules" lists them';

async function page(id: string): Promise<string> {
  const { paint } = layoutFor(process.stdout);
  const text = (await readPage(id)).trimEnd().replace(/^#+ .*$/gm, (heading) => paint.bold(heading));
  return `${text}\n\n${rulePage(id)}\n`;
}

/** A page names every code that its rule's findings carry. */
async function buildCode(code: string): Promise<string> {
  const pages = await Promise.all(rules.map(async (rule) => ({ rule, text: await readPage(rule.id) })));
  const carrying = pages.filter(({ text }) => text.includes(code)).map(({ rule }) => rule);
  const [only, another] = carrying;
  if (!only) throw new UsageError(`no rule knows the build error ${code}`, LISTED);
  if (!another) return page(only.id);
  const layout = layoutFor(process.stdout);
  const heading = layout.paint.bold(`${code} has several causes, and a rule for each:`);
  return `${heading}\n\n${rulesText(carrying, layout)}\npinwarden explain RULE says more of one\n`;
}

function isPackageFinding(word: string): word is PackageFindingId {
  return Object.hasOwn(PACKAGE_FINDINGS, word);
}

function packageFinding(id: PackageFindingId): string {
  const [severity, meaning] = PACKAGE_FINDINGS[id];
  const { paint } = layoutFor(process.stdout);
  return [
    `${paint.bold(id)} (${severity} of pinwarden inspect): ${meaning}`,
    '"pinwarden inspect FILE" says where, and what to do.',
    '',
    INSPECTION_PAGE,
    '',
  ].join('\n');
}

/** The way out for somebody who misspelt a rule, or knows a part of its name only. */
function meant(word: string): string {
  const near = nearRule(word);
  const parts = word.length < 3 ? [] : rules.map(({ id }) => id).filter((id) => id.includes(word));
  const alike = near === undefined ? parts : [near];
  const shown = alike.slice(0, MAX_ALIKE).map((id) => `"${id}"`);
  const last = shown.pop();
  if (last === undefined) return LISTED;
  return `did you mean ${shown.length === 0 ? last : `${shown.join(', ')} or ${last}`}?`;
}

const MAX_ALIKE = 3;
