import type { Fix } from '../core/finding';
import * as l10n from '../core/l10n';
import type { Span } from '../core/span';
import { either } from '../core/words';
import type { XmlElement } from '../core/xml-tree';
import type { Model } from '../model/model';
import { hostAround, type NscChild, type NscPlace, nscPlaces, type Verdict } from '../model/nsc-places';
import type { Draft } from './rule';

/** What Android does with a network security configuration that it refuses, as a sentence for messages. */
export function crash(): string {
  return l10n.t('Android refuses the whole file, and the app crashes at its first connection.');
}

/** The source of what Android refuses. */
export const PLATFORM =
  'https://github.com/aosp-mirror/platform_frameworks_base/blob/master/core/java/android/security/net/config/XmlConfigSource.java';

/** What Android Lint says of a whole configuration. */
export const LINT =
  'https://googlesamples.github.io/android-custom-lint-rules/checks/NetworkSecurityConfig.md.html';

type Judged<Kind extends Verdict['kind']> = NscChild & { readonly verdict: Extract<Verdict, { kind: Kind }> };

/** The elements on which a verdict fell, each with the place it stands in. */
export function* childrenJudged<Kind extends Verdict['kind']>(
  model: Model,
  kind: Kind,
): Generator<{ readonly place: NscPlace; readonly child: Judged<Kind> }> {
  for (const place of nscPlaces(model)) {
    for (const child of place.children) if (isJudged(child, kind)) yield { place, child };
  }
}

function isJudged<Kind extends Verdict['kind']>(child: NscChild, kind: Kind): child is Judged<Kind> {
  return child.verdict.kind === kind;
}

/** The elements with a name that Android reads. */
export function* placesNamed(
  model: Model,
  ...names: readonly string[]
): Generator<NscPlace & { readonly element: XmlElement }> {
  for (const place of nscPlaces(model)) {
    if (hasElement(place) && names.includes(place.name)) yield place;
  }
}

function hasElement(place: NscPlace): place is NscPlace & { readonly element: XmlElement } {
  return place.element !== undefined;
}

/** The mark of a finding in a network security configuration, with the host that it is about. */
export function nscMark(place: NscPlace, span: Span): Pick<Draft, 'span' | 'host'> {
  return { span, ...hostAround(place) };
}

/** Writes another value into an attribute; the values of the grammar need no escapes. */
export function setValue(title: string, span: Span, text: string): Fix {
  return { title, safe: false, edits: [{ span, text }] };
}

/** Adds an attribute behind the name of an element, in the spelling of the text around it. */
export function addAttribute({ element, part }: NscPlace, name: string, value: string): Fix[] {
  const end = element?.nameSpan.end;
  if (end === undefined) return [];
  const text = part.document.source.write(` ${name}="${value}"`);
  return [
    {
      title: l10n.t('Set `{0}`', `${name}="${value}"`),
      safe: false,
      edits: [{ span: { start: end, end }, text }],
    },
  ];
}

/** Names for messages: `<a>`, `<b>` or `<c>`. */
export function tags(names: readonly string[]): string {
  return either(names.map((name) => `\`<${name}>\``));
}

/** A text of the file, cut short for a message. */
export function shown(text: string): string {
  const short = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  return short.replace(/\p{Cc}/gu, ' ').replace(/`/g, "'");
}
