import type { Problem } from './problem';
import type { Span } from './span';
import type { TextMap } from './text-map';

/** An element of XML; spans are offsets of the outermost text, also for XML inside a string. */
export interface XmlElement {
  readonly type: 'element';
  readonly name: string;
  /** The name in the start tag. */
  readonly nameSpan: Span;
  /** The name in the end tag; absent when there is none. */
  readonly endNameSpan?: Span;
  /** From `<` of the start tag to `>` of the end tag. */
  readonly span: Span;
  /** The start tag, `<` to `>`. */
  readonly tag: Span;
  readonly attributes: readonly XmlAttribute[];
  readonly children: readonly (XmlElement | XmlText)[];
}

/** An attribute; the value is decoded, its span lies between the quotes. */
export interface XmlAttribute {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: string;
  readonly valueSpan: Span;
}

/** A run of text between tags, decoded; blanks included. */
export interface XmlText {
  readonly type: 'text';
  readonly value: string;
  readonly span: Span;
  /** The span without the blanks at both ends. */
  readonly trimmed: Span;
}

/** A comment, with the text between its marks. */
export interface XmlComment {
  readonly text: string;
  readonly span: Span;
  /** The same place in the text that was parsed, where that stands inside another one. */
  readonly inner: Span;
}

/** A parsed XML text or fragment. */
export interface XmlDocument {
  /** The elements at the top: one in a well-formed document, any number in a fragment. */
  readonly roots: readonly XmlElement[];
  readonly comments: readonly XmlComment[];
  /** Everything that a strict parser refuses, as `syntax` problems. */
  readonly problems: readonly Problem[];
  /** The text that was parsed and where it stands. */
  readonly source: TextMap;
}

/** Parses any text as XML without throwing; hosts load it before the first document that needs it. */
export type XmlParser = (source: TextMap) => XmlDocument;

/** The child elements with a name, or all of them. */
export function elements(parent: XmlElement | undefined, name?: string): XmlElement[] {
  return (parent?.children ?? []).filter(
    (child): child is XmlElement => child.type === 'element' && (name === undefined || child.name === name),
  );
}

/** The attribute with a name. */
export function attribute(element: XmlElement, name: string): XmlAttribute | undefined {
  return element.attributes.find((candidate) => candidate.name === name);
}

/** The first text directly inside an element that is not only blank, else the first; nothing where there is none. */
export function textOf(element: XmlElement): XmlText | undefined {
  const texts = element.children.filter((child): child is XmlText => child.type === 'text');
  return texts.find(({ value }) => value.trim() !== '') ?? texts[0];
}
