import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import { nearest } from '../../core/near';
import type { Span } from '../../core/span';
import { itemsOf, membersOf, type StringNode, valueAt } from '../../core/tree';
import type { Model } from '../../model/model';
import type { Draft, Rule } from '../rule';

export const unresolvedResource: Rule = {
  id: 'unresolved-resource',
  severity: 'warning',
  summary: '`$resources.X` or a literal `source` names nothing in the declared resource folders',
  citation: 'https://github.com/OutSystems/docs-support/blob/master/src/error/mabs/mabs-prj-40004.md',
  code: 'OS-MABS-PRJ-40004',
  fix: { summary: 'replace by the near name', safe: false },
  *check(model, { workspace }) {
    const files = workspace?.resources;
    if (model.kind !== 'extensibility' || !files) return;
    const named = names(files);
    let guesses = MAX_GUESSES;
    const near = (name: string) => (guesses-- > 0 ? nearest(name, named()) : undefined);
    for (const { source, name, span } of model.references) {
      if (source === 'resources' && !files.some((file) => isNamed(file, name))) {
        yield draft(near(name), name, span, `$resources.`);
      }
    }
    for (const { value, inner } of literalSources(model)) {
      const path = value.replace(/^www\//, '');
      if (!files.some((file) => isNamed(file, path) || isNamed(path, file))) {
        yield draft(near(value), value, inner, '');
      }
    }
  },
};

/** So many missing names are compared with those that are there, to tell what is meant; that takes a while for each. */
const MAX_GUESSES = 20;

/** The names of the files, each once, made when they are first asked for. */
function names(files: readonly string[]): () => readonly string[] {
  let known: readonly string[] | undefined;
  return () => {
    known ??= [...new Set(files.map(baseName))];
    return known;
  };
}

/** A resource goes by its file name, or by as much of its path as is written. */
function isNamed(file: string, name: string): boolean {
  return file === name || file.endsWith(`/${name}`);
}

/** Paths that either schema copies from; references, templates, addresses and paths that leave the project are no names. */
function literalSources({ root }: Model): StringNode[] {
  const sources = PLATFORMS.flatMap((platform) => [
    ...itemsOf(valueAt(root, 'buildConfigurations', 'resources', platform)).map((item) =>
      valueAt(item, 'source'),
    ),
    ...membersOf(valueAt(root, 'resources', platform)).map(({ value }) => valueAt(value, 'src')),
  ]);
  return sources.filter(
    (source): source is StringNode => source?.type === 'string' && isLiteral(source.value),
  );
}

const PLATFORMS = ['global', 'android', 'ios'] as const;

function isLiteral(value: string): boolean {
  return /^[^$<>:\\/\s][^<>:\\]*$/.test(value) && !value.split('/').includes('..');
}

function draft(near: string | undefined, name: string, span: Span, prefix: string): Draft {
  const fix: Fix | undefined = near
    ? {
        title: l10n.t('Replace by `{0}`', prefix + near),
        safe: false,
        edits: [{ span, text: JSON.stringify(prefix + near).slice(1, -1) }],
      }
    : undefined;
  return {
    span,
    code: 'OS-MABS-PRJ-40004',
    message: sentences(name, near),
    ...(fix ? { fixes: [fix] } : {}),
  };
}

function sentences(name: string, near: string | undefined): string {
  return [
    near
      ? l10n.t(
          'No file called `{0}` is in the declared resource folders, only `{1}`.',
          short(name),
          short(near),
        )
      : l10n.t('No file called `{0}` is in the declared resource folders.', short(name)),
    l10n.t(
      'The build of the app stops where it wants to copy or read the file. Add it, or write the name of one that is there.',
    ),
  ].join(' ');
}

function baseName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1);
}

function short(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
