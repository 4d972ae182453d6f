import { deepEqual, equal, ok } from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Finding } from '../../server/src/core/finding';
import { fixAll, lint } from '../../server/src/lint';
import { OPTIONS } from './marked';

const corpus = path.resolve('../shared/corpus');
const agreed = path.resolve('test/unit/corpus-findings.json');

interface Row {
  readonly file: string;
  readonly kind: string;
  readonly status: string;
  readonly remarks: string;
}

/**
 * Real files of others, which are not ours to ship: without them beside the repository this is skipped.
 * `PINWARDEN_AGREE=1` writes the findings down anew, for reading them before they are committed.
 */
describe('corpus of real files', () => {
  if (!existsSync(path.join(corpus, 'INDEX.tsv'))) {
    it('skipped: no corpus', function () {
      this.skip();
    });
    return;
  }
  const rows = readRows();
  it('has an index that names its files', () => {
    ok(rows.length > 100);
    deepEqual(
      rows.filter(({ file }) => !existsSync(path.join(corpus, file))).map(({ file }) => file),
      [],
    );
  });

  for (const row of rows) {
    it(`${row.file}: reads whole and cut off anywhere`, () => {
      const text = textOf(row);
      for (let end = 0; end < text.length + 50; end += 50) sound(text.slice(0, end), row.file);
      const fixed = fixAll(text, undefined, { ...OPTIONS, path: row.file });
      equal(fixAll(fixed, undefined, { ...OPTIONS, path: row.file }), fixed);
    });
  }

  it('finds no error in a file that is known to be valid', () => {
    const wrong = rows.flatMap((row) =>
      row.status === 'valid'
        ? findingsOf(row)
            .filter(({ severity }) => severity === 'error')
            .map(({ rule }) => `${row.file}: ${rule}`)
        : [],
    );
    deepEqual(wrong, []);
  });

  it('finds in network security configurations what the index remarks', () => {
    const remarked: readonly (readonly [RegExp, string])[] = [
      [/pin-set with 1 pin/, 'missing-backup-pin'],
      [/expiration=201\d/, 'pin-set-expired'],
      [/constant-bytes/, 'placeholder-pin'],
      [/noncanonical/, 'non-canonical-pin'],
    ];
    for (const row of rows.filter(({ kind }) => kind === 'android-nsc-xml')) {
      const found = findingsOf(row).map(({ rule }) => rule);
      for (const [remark, rule] of remarked) {
        equal(found.includes(rule), remark.test(row.remarks), `${row.file}: ${rule}`);
      }
    }
  });

  it('finds in each file what was agreed', () => {
    const found = Object.fromEntries(
      rows.map((row) => [row.file, findingsOf(row).map(({ rule }) => rule)] as const),
    );
    if (process.env['PINWARDEN_AGREE']) writeFileSync(agreed, `${JSON.stringify(found, undefined, 2)}\n`);
    deepEqual(found, JSON.parse(readFileSync(agreed, 'utf8')));
  });
});

function readRows(): Row[] {
  const [, ...lines] = readFileSync(path.join(corpus, 'INDEX.tsv'), 'utf8').trimEnd().split('\n');
  return lines.map((line) => {
    const [file = '', kind = '', status = '', , , , remarks = ''] = line.split('\t');
    return { file, kind, status, remarks };
  });
}

function textOf({ file }: Row): string {
  return readFileSync(path.join(corpus, file), 'utf8');
}

function findingsOf(row: Row): Finding[] {
  return lint(textOf(row), undefined, { ...OPTIONS, path: row.file });
}

function sound(text: string, file: string): void {
  for (const { span, fixes } of lint(text, undefined, { ...OPTIONS, path: file })) {
    const spans = [span, ...(fixes ?? []).flatMap(({ edits }) => edits.map((edit) => edit.span))];
    for (const { start, end } of spans) ok(0 <= start && start <= end && end <= text.length);
  }
}
