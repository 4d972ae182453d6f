import type { Edit, Fix } from '../core/finding';
import { type LineIndex, lineIndex } from '../core/lines';
import type { Span } from '../core/span';
import type { SuppressedFinding } from '../core/suppression';
import { artifactUri } from './artifact-uri';
import { type Checked, type CheckedFile, numbered, type UnreadInput } from './checked';
import { harmless, harmlessJson } from './paint';
import { LEVEL, ruleDescriptors, ruleIndex } from './sarif-rules';

/** What a report says of the tool that made it. */
export interface Tool {
  readonly version: string;
  /** The page of each rule in Markdown by id; a rule without one is described by its summary. */
  readonly pages: ReadonlyMap<string, string>;
}

/**
 * The report as SARIF 2.1.0 (OASIS, Static Analysis Results Interchange Format), for code scanning. Suppressed
 * findings are results with `suppressions`; what could not be read is a notification of the invocation.
 */
export function checkSarif({ files, unread }: Checked, { version, pages }: Tool): string {
  // Each artifact stands once, also for a file that was named twice.
  const paths = [...new Set(files.map(({ path }) => path))];
  const artifact = new Map(paths.map((path, index) => [path, index]));
  return harmlessJson({
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'Pinwarden',
            semanticVersion: version,
            informationUri: 'https://github.com/pinwarden/pinwarden',
            rules: ruleDescriptors(pages),
          },
        },
        invocations: [
          { executionSuccessful: unread.length === 0, toolExecutionNotifications: unread.map(notification) },
        ],
        originalUriBaseIds: {
          [ROOT]: { description: { text: 'The folder that the check was started in.' } },
        },
        artifacts: paths.map((path) => ({ location: location(path) })),
        columnKind: 'utf16CodeUnits',
        newlineSequences: ['\r\n', '\n', '\r'],
        results: files.flatMap((file) => fileResults(file, artifact.get(file.path) ?? -1)),
      },
    ],
  });
}

/** The base of every relative address; whoever reads the report knows where it is. */
const ROOT = '%SRCROOT%';

function location(path: string): object {
  const { uri, relative } = artifactUri(path);
  return relative ? { uri, uriBaseId: ROOT } : { uri };
}

function notification({ path, message, place }: UnreadInput): object {
  const region = place ? { region: { startLine: place.line, startColumn: place.column } } : {};
  return {
    level: 'error',
    message: { text: plainMessage(`${path || '""'}: ${message}`) },
    ...(path && path !== '-'
      ? { locations: [{ physicalLocation: { artifactLocation: location(path), ...region } }] }
      : {}),
  };
}

function fileResults(file: CheckedFile, artifact: number): object[] {
  const regions = regionsOf(file.text);
  const where = { ...location(file.path), index: artifact };
  return numbered(file).map(({ finding, before }) => {
    const { rule, severity, message, host, code, related, span } = finding;
    const index = ruleIndex(rule);
    return {
      ruleId: rule,
      ...(index === undefined ? {} : { ruleIndex: index }),
      level: LEVEL[severity],
      message: { text: plainMessage(message) },
      locations: [{ physicalLocation: { artifactLocation: where, region: regions.of(span) } }],
      relatedLocations: related?.map((other, id) => ({
        id,
        message: { text: plainMessage(other.message) },
        physicalLocation: { artifactLocation: where, region: regions.of(other.span) },
      })),
      partialFingerprints: {
        'pinwarden/v1': harmless([rule, host ?? '', file.path, before].join('/')),
      },
      suppressions: 'by' in finding ? [suppression(finding)] : [],
      fixes: fixes(finding.fixes ?? [], where, regions),
      properties: { host: host && harmless(host), code },
    };
  });
}

function suppression({ by, reason }: SuppressedFinding): object {
  const external = by === 'off' ? 'the configuration turns the rule off' : 'stands in the baseline';
  const fallback = by === 'off' || by === 'baseline' ? external : undefined;
  return {
    kind: by === 'comment' ? 'inSource' : 'external',
    status: 'accepted',
    justification: reason ? harmless(reason) : fallback,
  };
}

/** The fixes that have edits; one that asks the person first is left to the editor. */
function fixes(all: readonly Fix[], where: object, { of, cuts }: Regions): object[] | undefined {
  const told = all.filter(({ edits }) => edits.length > 0 && edits.every(({ span }) => !cuts(span)));
  if (told.length === 0) return undefined;
  const replacement = ({ span, text }: Edit) => ({ deletedRegion: of(span), insertedContent: { text } });
  return told.map(({ title, safe, edits }) => ({
    description: { text: plainMessage(title) },
    artifactChanges: [{ artifactLocation: where, replacements: edits.map(replacement) }],
    properties: { safe },
  }));
}

interface Regions {
  readonly of: (span: Span) => object;
  /** Says whether a span reaches into the byte order mark, of which SARIF knows nothing. */
  readonly cuts: (span: Span) => boolean;
}

/** Regions of a text; a byte order mark counts nothing there (SARIF 2.1.0, 3.30.2). */
function regionsOf(text: string): Regions {
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  const lines: LineIndex = lineIndex(text.slice(mark));
  return {
    of({ start, end }) {
      const [from, to] = [lines.place(start - mark), lines.place(end - mark)];
      return {
        startLine: from.line,
        startColumn: from.column,
        endLine: to.line,
        endColumn: to.column,
        charOffset: from.offset,
        charLength: to.offset - from.offset,
      };
    },
    cuts: ({ start }) => start < mark,
  };
}

/**
 * A text as a SARIF message, in which brackets before a parenthesis are a link and digits in braces a placeholder
 * (SARIF 2.1.0, 3.11.5 and 3.11.6): neither may come out of a document.
 */
function plainMessage(text: string): string {
  const plain = harmless(text).replace(/\{(\d+)\}/g, '{{$1}}');
  return plain.includes('](') ? plain.replace(/[[\]]/g, '\\$&') : plain;
}
