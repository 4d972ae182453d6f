import { attribute, elements, textOf, type XmlElement } from '../core/xml-tree';
import { readPin } from '../pins/pin';
import { type Host, readHost } from './host';
import type { NscPart, PinEntry, PinList, PinSet } from './model';
import { NSC_GRAMMAR } from './nsc-grammar';
import { meantElements } from './nsc-places';
import type { Suffixes } from './suffixes';

/**
 * The pinned hosts of a network security configuration: one set for each `domain-config`, nested ones included, for
 * each `pin-set` that stands elsewhere, and for what a fragment adds to one that stands elsewhere.
 */
export function readNscHosts(part: NscPart, suffixes: Suffixes | undefined): PinSet[] {
  const sets = configs(part.elements).map(({ config, siblings, index }) =>
    readSet(part, elements(config), [], { span: config.span, siblings, index }, suffixes),
  );
  const [first] = part.whole ? [] : part.elements.filter(({ name }) => LOOSE.includes(name));
  if (!first) return sets;
  const index = part.elements.indexOf(first);
  const entry = { span: first.span, siblings: part.elements, index };
  const pins = part.elements.filter(({ name }) => name === 'pin');
  return [...sets, readSet(part, part.elements, pins, entry, suffixes)];
}

/** Parts of a `domain-config` that may be put into one by themselves. */
const LOOSE = ['domain', 'pin-set', 'pin'];

/** Of several `pin-set` elements Android reads none; the first stands for them. `loose` are pins without one. */
function readSet(
  part: NscPart,
  children: readonly XmlElement[],
  loose: readonly XmlElement[],
  entry: PinSet['entry'],
  suffixes: Suffixes | undefined,
): PinSet {
  const pinSet = children.find(({ name }) => name === 'pin-set');
  const pins = pinSet ? pinElements(pinSet) : loose;
  const expiration = pinSet && attribute(pinSet, 'expiration');
  const set: PinSet = {
    engine: 'nsc',
    platform: 'android',
    pinned: pinSet !== undefined || pins.length > 0,
    hosts: children.filter(({ name }) => name === 'domain').flatMap((domain) => readDomain(domain, suffixes)),
    pins: pins.map(readPinElement),
    list: pinSet && pinList(pinSet, part),
    enforced: true,
    entry,
  };
  return expiration ? { ...set, expires: { text: expiration.value, span: expiration.valueSpan } } : set;
}

interface Placed {
  readonly config: XmlElement;
  readonly siblings: readonly XmlElement[];
  readonly index: number;
}

/** Every `domain-config` and whatever else holds a `pin-set`, outer ones first. */
function configs(siblings: readonly XmlElement[]): Placed[] {
  return siblings.flatMap((config, index) => {
    const inner = configs(elements(config));
    const own = config.name === 'domain-config' || elements(config, 'pin-set').length > 0;
    return own ? [{ config, siblings, index }, ...inner] : inner;
  });
}

function readDomain(domain: XmlElement, suffixes: Suffixes | undefined): Host[] {
  const text = textOf(domain);
  const name = text?.value.trim();
  if (!text || !name) return [];
  const subdomains = attribute(domain, 'includeSubdomains')?.value === 'true';
  const host = readHost(name, text.trimmed, suffixes);
  return [{ text: host.text, span: host.span, name: host.name, fault: host.fault, subdomains }];
}

/** A misspelt `pin` is one that somebody means: its name has a finding of its own. */
function pinElements(pinSet: XmlElement): XmlElement[] {
  const shape = NSC_GRAMMAR['pin-set'];
  return elements(pinSet).filter(
    ({ name }) => name === 'pin' || (shape && meantElements(name, shape).length > 0),
  );
}

/** Android trims the text; where there is none, the element stands for it. */
function readPinElement(pin: XmlElement, index: number): PinEntry {
  const text = textOf(pin);
  const value = text?.value.trim() ?? '';
  const reading = readPin(value);
  if (!text || value === '') return { text: '', span: text?.span ?? pin.span, reading, index };
  const entry = { text: value, span: text.trimmed, reading, index };
  return text.value === value ? entry : { ...entry, padded: text.span };
}

function pinList(pinSet: XmlElement, { document }: NscPart): PinList {
  return {
    span: pinSet.nameSpan,
    items: pinElements(pinSet),
    form: 'nsc',
    start: pinSet.tag.end,
    ...(pinSet.span.end === pinSet.tag.end ? { hollow: 'pin-set' } : {}),
    write: document.source.write,
  };
}
