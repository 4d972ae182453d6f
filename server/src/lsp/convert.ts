import {
  type CodeAction,
  CodeActionKind,
  type Diagnostic,
  DiagnosticSeverity,
  type Range,
  type TextEdit,
} from 'vscode-languageserver';
import type { TextDocument } from 'vscode-languageserver-textdocument';
import type { Edit, Finding, Fix, Severity } from '../core/finding';
import { firstLineOf } from '../core/lines';
import { plainProse } from '../core/prose';
import type { Span } from '../core/span';
import { spelt } from '../features/markdown';
import { rulePage } from '../rules/page';
import { ASK_COMMANDS, type AskArgument } from './protocol';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  info: DiagnosticSeverity.Information,
};

/** A span as a range of the document. */
export function toRange(document: TextDocument, { start, end }: Span): Range {
  return { start: document.positionAt(start), end: document.positionAt(end) };
}

/** A range as a span of the document's text. */
export function toSpan(document: TextDocument, { start, end }: Range): Span {
  return { start: document.offsetAt(start), end: document.offsetAt(end) };
}

/** A text of ours as editors show it where they know no markup, with what a document hid in it spelt out. */
function shown(text: string): string {
  return plainProse(spelt(text));
}

/** What is underlined of a span: its first line, because editors underline the indentation of further ones too. */
function underlined(document: TextDocument, span: Span): Range {
  return toRange(document, firstLineOf(document.getText(), span));
}

/** A finding as a diagnostic in plain text, whose code links to the rule's page. */
export function toDiagnostic(document: TextDocument, finding: Finding): Diagnostic {
  const { rule, severity, span, message, code, related } = finding;
  const relatedInformation = related?.map((other) => ({
    location: { uri: document.uri, range: underlined(document, other.span) },
    message: shown(other.message),
  }));
  return {
    range: underlined(document, span),
    severity: SEVERITIES[severity],
    source: 'pinwarden',
    code: rule,
    codeDescription: { href: rulePage(rule) },
    message: shown(code ? `${message} (${code})` : message),
    ...(relatedInformation ? { relatedInformation } : {}),
  };
}

/** A finding's fixes as quick fixes; those that ask need a client with the commands. */
export function toCodeActions(document: TextDocument, finding: Finding, asks: boolean): CodeAction[] {
  const diagnostics = [toDiagnostic(document, finding)];
  return (finding.fixes ?? [])
    .filter(({ ask }) => asks || !ask)
    .map((fix) => ({
      title: shown(fix.title),
      kind: CodeActionKind.QuickFix,
      diagnostics,
      ...carry(document, finding, fix),
    }));
}

function carry(document: TextDocument, finding: Finding, fix: Fix): Partial<CodeAction> {
  const { uri } = document;
  if (!fix.ask)
    return { isPreferred: fix.safe, edit: { changes: { [uri]: toTextEdits(document, fix.edits) } } };
  const { start, end } = finding.span;
  const argument: AskArgument = { uri, start, end, ...(finding.host ? { host: finding.host } : {}) };
  return { command: { title: shown(fix.title), command: ASK_COMMANDS[fix.ask], arguments: [argument] } };
}

/** Edits of the text as edits of the document. */
export function toTextEdits(document: TextDocument, edits: readonly Edit[]): TextEdit[] {
  return edits.map(({ span, text }) => ({ range: toRange(document, span), newText: text }));
}

/** The one edit that turns a text into another: what stands between their common beginning and end. */
export function difference(before: string, after: string): Edit | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < most - head && before.at(-1 - tail) === after.at(-1 - tail)) tail++;
  return { span: { start: head, end: before.length - tail }, text: after.slice(head, after.length - tail) };
}
