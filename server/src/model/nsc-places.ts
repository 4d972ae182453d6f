import { nearWithin } from '../core/near';
import { attribute, elements, textOf, type XmlAttribute, type XmlElement } from '../core/xml-tree';
import { canonicalName } from './host';
import type { Model, NscPart } from './model';
import { type NscElement, nscElement } from './nsc-grammar';

/** An element that Android reads, with everything that stands in it and what becomes of that. */
export interface NscPlace {
  readonly name: string;
  /** The element, unless it stands elsewhere: a fragment is put into one that the build action only names. */
  readonly element: XmlElement | undefined;
  readonly shape: NscElement;
  readonly parent: NscPlace | undefined;
  /** Whether it only counts while the app is debuggable. */
  readonly debug: boolean;
  readonly children: readonly NscChild[];
  readonly part: NscPart;
}

/** An element inside another, and what Android makes of it. */
export interface NscChild {
  readonly element: XmlElement;
  readonly verdict: Verdict;
}

/**
 * `read`: as it should be; `ignored`: unknown, which a newer Android may know; `unknown`: nobody knows it here;
 * `misspelled`: skipped, though one of `meant` was meant, the nearest first; `misplaced`: known, but not here, where
 * Android refuses or skips it; `duplicate`: may stand once.
 */
export type Verdict =
  | { readonly kind: 'read' | 'ignored' | 'unknown' }
  | { readonly kind: 'misspelled'; readonly meant: readonly string[] }
  | { readonly kind: 'misplaced'; readonly refused: boolean }
  | { readonly kind: 'duplicate'; readonly first: XmlElement };

/** How many letters may differ for a name to count as misspelt; as many as Android Lint allows. */
const NEAR = 3;

const placesOf = new WeakMap<Model, readonly NscPlace[]>();

/** Every element of a model's network security configurations that Android reads, outer ones first. Remembered. */
export function nscPlaces(model: Model): readonly NscPlace[] {
  if (model.nsc.length === 0) return [];
  const known = placesOf.get(model);
  if (known) return known;
  const places: NscPlace[] = [];
  for (const part of model.nsc) visitPart(places, part);
  placesOf.set(model, places);
  return places;
}

/** Says whether the end tag stands: an element that is still being written lacks nothing. */
export function isClosed({ endNameSpan, span, tag }: XmlElement): boolean {
  return endNameSpan !== undefined || span.end === tag.end;
}

/** The names of elements that a misspelt one may mean, nearest first; none for a name that stands as it should. */
export function meantElements(name: string, { children = [], refused = [] }: NscElement): string[] {
  return nscElement(name) ? [] : nearWithin(name, [...children, ...refused], NEAR);
}

/** The attribute that was meant to have a name and is misspelt, where the rightly spelt one is absent. */
export function misspelledAttribute(
  element: XmlElement,
  shape: NscElement,
  name: string,
): XmlAttribute | undefined {
  if (attribute(element, name)) return undefined;
  return element.attributes.find(
    (candidate) => !shape.attributes?.[candidate.name] && nearWithin(candidate.name, [name], NEAR).length > 0,
  );
}

/** The texts of a `domain-config`'s own hosts. */
export function domainsOf({ element }: NscPlace): string[] {
  return elements(element, 'domain').map((domain) => (textOf(domain)?.value ?? '').trim());
}

/** The first host of the `domain-config` that a place belongs to, for findings to carry. */
export function hostAround(place: NscPlace): { host?: string } {
  let config: NscPlace | undefined = place;
  while (config && config.name !== 'domain-config') config = config.parent;
  const domain = config?.children.find(({ element }) => element.name === 'domain');
  const name = domain && canonicalName((textOf(domain.element)?.value ?? '').trim());
  return name ? { host: name } : {};
}

const READ: Verdict = { kind: 'read' };

/** What stands around a file's root, or around the roots of a fragment that says nothing of its place. */
const NOWHERE: NscElement = { about: '', children: ['network-security-config'] };

function visitPart(places: NscPlace[], part: NscPart): void {
  const around = part.path.at(-1);
  const shape = part.whole ? NOWHERE : around && nscElement(around);
  const debug = part.path.includes('debug-overrides');
  if (shape) {
    const opening = { name: around ?? '', element: undefined, shape, parent: undefined, debug, part };
    visit(places, opening, part.elements);
    return;
  }
  for (const element of part.elements) {
    const own = nscElement(element.name);
    if (own) enter(places, { element, shape: own, parent: undefined, debug, part });
  }
}

type Opening = Omit<NscPlace, 'children'>;

function enter(places: NscPlace[], { element, shape, parent, debug, part }: Omit<Entered, 'name'>): void {
  const { name } = element;
  const inside = debug || name === 'debug-overrides';
  visit(places, { name, element, shape, parent, debug: inside, part }, elements(element));
}

type Entered = Opening & { readonly element: XmlElement };

/** Large files have very many elements, so objects are written out here and not spread. */
function visit(places: NscPlace[], opening: Opening, inside: readonly XmlElement[]): void {
  const { name, element, shape, parent, debug, part } = opening;
  const firsts = new Map<string, XmlElement>();
  const children = inside.map((child) => ({ element: child, verdict: judge(child, opening, firsts) }));
  const place: NscPlace = { name, element, shape, parent, debug, children, part };
  places.push(place);
  for (const child of children) {
    const own = isRead(child.element, child.verdict, shape) ? nscElement(child.element.name) : undefined;
    if (own) enter(places, { element: child.element, shape: own, parent: place, debug, part });
  }
}

/** A `pin-set` for all hosts is looked into as well, so that what is moved to its place is right. */
function isRead({ name }: XmlElement, { kind }: Verdict, { refused }: NscElement): boolean {
  return kind === 'read' || (kind === 'misplaced' && name === 'pin-set' && refused?.includes(name) === true);
}

function judge(
  element: XmlElement,
  { shape, element: parent }: Opening,
  firsts: Map<string, XmlElement>,
): Verdict {
  const { name } = element;
  if (shape.children?.includes(name)) {
    const first = shape.once?.includes(name) ? firsts.get(name) : undefined;
    if (first) return { kind: 'duplicate', first };
    if (shape.once) firsts.set(name, element);
    return READ;
  }
  // Below a tag that is not closed yet, later elements stand by accident.
  if (parent && !isClosed(parent) && !shape.children) return { kind: 'ignored' };
  if (shape.text) return { kind: 'misplaced', refused: true };
  if (nscElement(name)) {
    return { kind: 'misplaced', refused: shape.closed === true || shape.refused?.includes(name) === true };
  }
  const meant = meantElements(name, shape);
  if (meant.length > 0) return { kind: 'misspelled', meant };
  return { kind: shape.closed ? 'unknown' : 'ignored' };
}
