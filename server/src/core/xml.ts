import { Tokenizer } from 'htmlparser2';
import * as l10n from './l10n';
import type { Problem } from './problem';
import { type Span, span } from './span';
import type { TextMap } from './text-map';
import type { XmlAttribute, XmlComment, XmlDocument, XmlElement, XmlText } from './xml-tree';

/** Deeper nesting than any configuration has; what lies below is not read. */
const MAX_DEPTH = 200;

/** More attributes than any element has; what follows is not read. */
const MAX_ATTRIBUTES = 200;

/** More faults than anyone reads. */
const MAX_PROBLEMS = 200;

/** Reads any text as XML: never throws, never expands a DTD or an external entity, keeps exact positions. */
export function parseXml(source: TextMap): XmlDocument {
  const building = new Building(source);
  const tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: false }, building);
  tokenizer.write(source.text);
  tokenizer.end();
  return building.document();
}

type Growing = { -readonly [key in keyof XmlElement]: XmlElement[key] } & {
  attributes: XmlAttribute[];
  children: (XmlElement | XmlText)[];
};

/** Takes the tokenizer's events, all in offsets of the inner text, and grows the tree. */
class Building {
  private readonly roots: XmlElement[] = [];
  private readonly comments: XmlComment[] = [];
  private readonly problems: Problem[] = [];
  private readonly open: Growing[] = [];
  /** How many elements of each name are open, so that a stray end tag is known without a search. */
  private readonly openNames = new Map<string, number>();
  private attributeName: Span | undefined;
  private attributeValue: Span | undefined;

  constructor(private readonly source: TextMap) {}

  document(): XmlDocument {
    const { roots, comments, problems, source } = this;
    return { roots, comments, problems, source };
  }

  onopentagname(start: number, end: number): void {
    const element: Growing = {
      type: 'element',
      name: this.source.text.slice(start, end),
      nameSpan: this.outer(start, end),
      span: this.outer(start - 1, end),
      tag: this.outer(start - 1, end),
      attributes: [],
      children: [],
    };
    const parent = this.open.at(-1);
    if (this.open.length < MAX_DEPTH) (parent ? parent.children : this.roots).push(element);
    this.open.push(element);
    this.openNames.set(element.name, (this.openNames.get(element.name) ?? 0) + 1);
  }

  onattribname(start: number, end: number): void {
    this.attributeName = span(start, end);
    this.attributeValue = undefined;
  }

  onattribdata(start: number, end: number): void {
    this.attributeValue = span(this.attributeValue?.start ?? start, end);
  }

  onattribentity(): void {}

  onattribend(quote: number, after: number): void {
    const element = this.open.at(-1);
    const name = this.attributeName;
    if (!element || !name || element.attributes.length >= MAX_ATTRIBUTES) return;
    const { start, end } = this.attributeValue ?? span(after - 1, after - 1);
    const text = this.source.text.slice(name.start, name.end);
    if (quote < 2)
      this.complain(name.start, name.end, () => l10n.t('the attribute `{0}` needs a value in quotes', text));
    if (element.attributes.some((other) => other.name === text)) {
      this.complain(name.start, name.end, () => l10n.t('the attribute `{0}` stands twice', text));
    }
    element.attributes.push({
      name: text,
      nameSpan: this.outer(name.start, name.end),
      value: this.decode(start, end),
      valueSpan: this.outer(start, end),
    });
  }

  onopentagend(end: number): void {
    const element = this.open.at(-1);
    if (element) element.tag = { ...element.tag, end: this.source.at(end + 1) };
  }

  onselfclosingtag(end: number): void {
    this.onopentagend(end);
    const element = this.pop();
    if (element) element.span = element.tag;
  }

  onclosetag(start: number, end: number): void {
    const name = this.source.text.slice(start, end);
    if (!this.openNames.get(name)) {
      this.complain(start, end, () => l10n.t('nothing is open that `</{0}>` could close', name));
      return;
    }
    let element = this.pop();
    while (element && element.name !== name) {
      this.unclosed(element);
      element = this.pop();
    }
    if (!element) return;
    element.endNameSpan = this.outer(start, end);
    const close = this.source.text.indexOf('>', end);
    element.span = { ...element.span, end: this.source.at(close < 0 ? end : close + 1) };
  }

  ontext(start: number, end: number): void {
    const raw = this.source.text.slice(start, end);
    const parent = this.open.at(-1);
    if (parent) parent.children.push(this.textNode(this.decode(start, end), start, end));
    else if (raw.trim() !== '' && raw.trim() !== '\ufeff') {
      this.complain(start, end, () => l10n.t('text stands outside of an element'));
    }
  }

  ontextentity(): void {}

  oncdata(start: number, end: number, offset: number): void {
    const value = this.source.text.slice(start, end - offset);
    this.open.at(-1)?.children.push(this.textNode(value, start, end - offset));
  }

  oncomment(start: number, end: number, offset: number): void {
    const text = this.source.text.slice(start, end - offset);
    const inner = span(start - 4, Math.min(end + 1, this.source.text.length));
    this.comments.push({ text, span: this.outer(inner.start, inner.end), inner });
  }

  ondeclaration(): void {}

  onprocessinginstruction(): void {}

  onend(): void {
    const { text } = this.source;
    const last = text.lastIndexOf('<');
    if (last >= 0 && !text.includes('>', last))
      this.complain(last, text.length, () => l10n.t('the tag is not closed'));
    for (const element of this.open.splice(0)) this.unclosed(element);
  }

  private pop(): Growing | undefined {
    const element = this.open.pop();
    if (element) this.openNames.set(element.name, (this.openNames.get(element.name) ?? 1) - 1);
    return element;
  }

  private textNode(value: string, start: number, end: number): XmlText {
    const raw = this.source.text.slice(start, end);
    const left = raw.length - raw.trimStart().length;
    const trimmed = this.outer(start + left, Math.max(start + left, start + raw.trimEnd().length));
    return { type: 'text', value, span: this.outer(start, end), trimmed };
  }

  private unclosed(element: Growing): void {
    if (this.problems.length < MAX_PROBLEMS) {
      this.problems.push({
        kind: 'syntax',
        span: element.nameSpan,
        message: l10n.t('`<{0}>` is never closed', element.name),
      });
    }
    const last = element.children.at(-1);
    element.span = { ...element.span, end: Math.max(element.tag.end, last?.span.end ?? 0) };
  }

  private complain(start: number, end: number, say: () => string): void {
    if (this.problems.length < MAX_PROBLEMS) {
      this.problems.push({ kind: 'syntax', span: this.outer(start, end), message: say() });
    }
  }

  private outer(start: number, end: number): Span {
    return span(this.source.at(start), this.source.at(end));
  }

  /** Decodes the five named entities of XML and numbers; another `&` is a fault and stays as it is. */
  private decode(start: number, end: number): string {
    const raw = this.source.text.slice(start, end);
    if (!raw.includes('&')) return raw;
    return raw.replace(
      /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{1,32}));|&/gi,
      (entity, hex, decimal, name, at) => {
        const code = hex ? Number.parseInt(hex, 16) : decimal ? Number(decimal) : undefined;
        if (code !== undefined && code <= 0x10ffff) return String.fromCodePoint(code);
        const named = Object.hasOwn(NAMED, name ?? '') ? NAMED[name] : undefined;
        if (named) return named;
        this.complain(start + at, start + at + entity.length, () =>
          l10n.t('`&` begins no entity that XML knows; write `&amp;`'),
        );
        return entity;
      },
    );
  }
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
