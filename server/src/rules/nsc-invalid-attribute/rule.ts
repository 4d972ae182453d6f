import { isDate } from '../../core/date';
import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import { nearest } from '../../core/near';
import type { XmlAttribute } from '../../core/xml-tree';
import type { Model } from '../../model/model';
import { type NscAttribute, nscAttribute } from '../../model/nsc-grammar';
import { nscPlaces } from '../../model/nsc-places';
import { isOpen } from '../../model/open-values';
import { crash, LINT, nscMark, setValue, shown } from '../nsc-drafts';
import type { Draft, Rule } from '../rule';

export const nscInvalidAttribute: Rule = {
  id: 'nsc-invalid-attribute',
  severity: 'error',
  summary: 'A value that Android refuses: a `src`, a `digest` or a date; an odd truth value is a warning',
  citation: LINT,
  fix: { summary: 'set the digest to SHA-256; write the near value', safe: false },
  part: 'nsc',
  *check(model, { workspace }) {
    for (const place of nscPlaces(model)) {
      for (const found of place.element?.attributes ?? []) {
        const grammar = nscAttribute(place.shape, found.name);
        if (!grammar) continue;
        if (isValid(grammar, found.value)) {
          const absent = grammar.form === 'source' && absentFile(model, found, workspace?.resources);
          if (absent) yield { ...nscMark(place, found.valueSpan), ...absent };
          continue;
        }
        if (!place.part.whole && isOpen(found.value)) continue;
        const fixes = mend(grammar, found);
        yield {
          ...nscMark(place, found.valueSpan),
          message: `${l10n.t('`{0}` is no `{1}`.', shown(found.value), found.name)} ${REASONS[grammar.form]()}`,
          ...(grammar.form === 'boolean' ? { severity: 'warning' } : {}),
          ...(fixes.length > 0 ? { fixes } : {}),
        };
      }
    }
  },
};

const REASONS: Readonly<Record<NscAttribute['form'], () => string>> = {
  boolean: () => l10n.t('It is neither `true` nor `false`, so Android goes by its default.'),
  date: () =>
    l10n.t(
      'Write a day that exists as `yyyy-MM-dd`. Depending on the text, Android refuses the whole file and the app crashes at its first connection, or Android takes it for a day long past and checks no pins.',
    ),
  digest: () => `${l10n.t('`SHA-256` is the only hash that Android knows.')} ${crash()}`,
  source: () => `${l10n.t('It takes `system`, `user` or a resource such as `@raw/authorities`.')} ${crash()}`,
};

/** Truth values in the spellings that Android's resource compiler reads; any number counts as one too. */
function isValid({ form, values = [] }: NscAttribute, value: string): boolean {
  switch (form) {
    case 'boolean':
      return /^(?:true|TRUE|True|false|FALSE|False|\d{1,9})$/.test(value) || isResource(value);
    case 'date':
      return isDate(value) || isResource(value);
    case 'digest':
      return values.some((known) => known.toLowerCase() === value.toLowerCase());
    default:
      return values.includes(value) || value === 'wfa' || isResource(value);
  }
}

/**
 * Android Lint compares such a name with the project's resources. Here the declared folders stand for them; a file may
 * be copied under another name, so one that the text itself names anywhere is taken as there.
 */
function absentFile(
  { text }: Model,
  { value, valueSpan }: XmlAttribute,
  resources: readonly string[] | undefined,
): Omit<Draft, 'span'> | undefined {
  const name = /^@raw\/(\w{1,200})$/.exec(value)?.[1];
  if (!name || !resources || text.includes(`${name}.`)) return undefined;
  const stems = [...new Set(resources.map(stem))];
  if (stems.includes(name)) return undefined;
  const near = nearest(name, stems);
  return {
    severity: 'warning',
    message: l10n.t(
      'No file called `{0}`, whatever its ending, is in the declared resource folders: unless the build copies one to `res/raw` under this name, it stops. Add the file, or write the name of one that is there.',
      shown(name),
    ),
    ...(near
      ? { fixes: [setValue(l10n.t('Replace with `{0}`', `@raw/${near}`), valueSpan, `@raw/${near}`)] }
      : {}),
  };
}

/** A file's name as Android knows it: without folder and ending. */
function stem(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\..*$/s, '');
}

/** A resource of any type, of any package. */
function isResource(value: string): boolean {
  return /^@(?:[\w.]{1,200}:)?\w{1,40}\/[\w.]{1,200}$/.test(value);
}

function mend({ form, values = [] }: NscAttribute, { value, valueSpan }: XmlAttribute): Fix[] {
  const [only] = values;
  if (form === 'digest' && only) return [setValue(l10n.t('Set digest to `{0}`', only), valueSpan, only)];
  const near = form === 'source' ? nearest(value.trim(), values) : undefined;
  return near ? [setValue(l10n.t('Replace with `{0}`', near), valueSpan, near)] : [];
}
