import * as l10n from '../core/l10n';
import { span, touches } from '../core/span';
import { elements, type XmlElement } from '../core/xml-tree';
import type { Model } from '../model/model';
import { type NscAttribute, nscAttribute, nscElement } from '../model/nsc-grammar';
import { type Completion, literal } from './completion-item';
import type { Hover } from './hover';
import { type XmlPlace, xmlPlaceAt } from './xml-place';

/** Elements and attributes of a network security configuration; nothing where the offset is in none. */
export function xmlCompletions(model: Model, offset: number): Completion[] | undefined {
  const place = xmlPlaceAt(model, offset);
  if (!place) return model.kind === 'android-nsc' ? [] : undefined;
  switch (place.at) {
    case 'element':
      return elementItems(place);
    case 'end-tag':
      return endTag(place);
    case 'attribute':
      return attributeItems(place);
    case 'attribute-value':
      return valueItems(place);
    case 'text':
      return [];
  }
}

/** What Android reads in the element around; the root, or any element in a fragment, where there is none. */
function elementItems(place: XmlPlace): Completion[] {
  const parent = place.parents.at(-1);
  const whole = place.source.text.includes('<network-security-config');
  const names = parent
    ? (nscElement(parent)?.children ?? [])
    : whole
      ? []
      : ['network-security-config', 'domain-config', 'base-config', 'debug-overrides', 'pin-set', 'domain'];
  return names.map((name) => item(place, name, 'element', tag(name), elementText(name)));
}

/** A start tag with what must stand in it, and its end. */
function tag(name: string): string {
  const element = nscElement(name);
  const required = Object.entries(element?.attributes ?? {}).filter(([, { required }]) => required);
  const attributes = required.map(
    ([key, attribute], index) => ` ${key}="\u0000${index + 1}${attribute.write ?? ''}\u0000"`,
  );
  const content = `\u0000${required.length + 1}\u0000`;
  const ending = element?.children || element?.text ? `>${content}</${name}>` : '/>';
  return name + attributes.join('') + ending;
}

function endTag(place: XmlPlace): Completion[] {
  const name = place.parents.at(-1);
  return name ? [item(place, name, 'element', `${name}>`, elementText(name))] : [];
}

function attributeItems(place: XmlPlace): Completion[] {
  const known = Object.entries(nscElement(place.element ?? '')?.attributes ?? {});
  return known
    .filter(([name]) => !place.present?.includes(name))
    .map(([name, attribute]) => {
      const written = `${name}="\u00001${attribute.write ?? ''}\u0000"`;
      return item(place, name, 'attribute', written, attributeText(attribute));
    });
}

function valueItems(place: XmlPlace): Completion[] {
  const element = nscElement(place.element ?? '');
  const attribute = element && nscAttribute(element, place.attribute ?? '');
  if (!attribute) return [];
  const values = attribute.form === 'boolean' ? ['true', 'false'] : (attribute.values ?? []);
  return values.map((value) => item(place, value, 'value', value, undefined));
}

/** Places that the person goes to are marked by NUL, so that the rest can be spelt for a string first. */
function item(
  place: XmlPlace,
  label: string,
  kind: Completion['kind'],
  text: string,
  documentation: string | undefined,
): Completion {
  const { source, start, end } = place;
  const parts = text.split('\u0000').map((part, index) => {
    if (index % 2 === 0) return literal(source.write(part));
    const [stop = '', ...rest] = part;
    return rest.length > 0 ? `\${${stop}:${literal(rest.join(''))}}` : `$${stop}`;
  });
  const replace = span(source.at(start), source.at(end));
  return {
    label,
    kind,
    replace,
    filter: label,
    snippet: parts.join(''),
    ...(documentation ? { documentation } : {}),
  };
}

function elementText(name: string): string | undefined {
  const about = nscElement(name)?.about;
  return about && l10n.fromTable(about);
}

function attributeText({ about, required }: NscAttribute): string {
  const told = l10n.fromTable(about);
  if (!required) return told;
  const by = required === 'by-platform' ? l10n.t('Required.') : l10n.t('Android Lint asks for it.');
  return `${told}\n\n${by}`;
}

/** What an element or an attribute of a network security configuration is for. */
export function nameAt({ nsc }: Model, offset: number): Hover | undefined {
  const roots = nsc.flatMap((part) => part.elements);
  const element = innermost(roots, offset);
  const known = element && nscElement(element.name);
  if (!element || !known) return undefined;
  const attribute = element.attributes.find(({ nameSpan }) => touches(nameSpan, offset));
  const about = attribute && nscAttribute(known, attribute.name);
  if (attribute && about) return { span: attribute.nameSpan, markdown: attributeText(about) };
  const name = [element.nameSpan, element.endNameSpan].find((place) => place && touches(place, offset));
  return name && { span: name, markdown: l10n.fromTable(known.about) };
}

function innermost(siblings: readonly XmlElement[], offset: number): XmlElement | undefined {
  const around = siblings.find(({ span: whole }) => whole.start < offset && offset < whole.end);
  return around && (innermost(elements(around), offset) ?? around);
}
