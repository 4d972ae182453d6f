import type { Finding } from '../core/finding';
import * as l10n from '../core/l10n';
import { firstLineOf } from '../core/lines';
import type { Observed } from '../core/observed';
import { type Span, touches } from '../core/span';
import { valueAt } from '../core/tree';
import { buildCode } from '../model/build-codes';
import { keyNote } from '../model/key-note';
import type { Model } from '../model/model';
import { knownPreference } from '../model/preferences';
import { rulePage } from '../rules/page';
import type { Known } from './completion-item';
import { variableAt } from './definition';
import { noteText } from './key-text';
import { code } from './markdown';
import { hostText, pinText } from './pin-hover';
import { placeAt } from './place';
import { preferenceOf } from './preference-completion';
import { preferenceText } from './preference-text';
import { filesOf, type Named, referenceAt } from './references';
import { shapeAt } from './shapes';
import { nameAt } from './xml-completion';

/** What is said about a place. */
export interface Hover {
  readonly span: Span;
  /** Markdown, in which everything that comes from the document is escaped. */
  readonly markdown: string;
}

/** What the host knows beside the model. */
export interface HoverKnown extends Known {
  /** What was found in the text. Editors show it beside the hover, so that what it says is not said again. */
  readonly findings?: readonly Finding[];
  /** True where the editor does not link a finding to its rule's page, so that the hover does. */
  readonly linkPages?: boolean;
  /** What hosts served, where they were asked. */
  readonly observed?: Observed | undefined;
  /** The local date as `YYYY-MM-DD`; without it nothing is said of roots that end. */
  readonly today?: string;
}

/** What is known, and the rules whose findings the editor shows at the same place. */
type Beside = HoverKnown & { readonly told: ReadonlySet<string> };

/** What there is to say about an offset, or nothing. */
export function hoverAt(model: Model, offset: number, known: HoverKnown = {}): Hover | undefined {
  const concerned = (known.findings ?? []).filter(({ span }) =>
    touches(firstLineOf(model.text, span), offset),
  );
  const beside: Beside = { ...known, told: new Set(concerned.map(({ rule }) => rule)) };
  const about =
    pinHover(model, offset, beside) ??
    hostHover(model, offset, beside) ??
    referenceHover(model, offset, beside) ??
    variableHover(model, offset) ??
    preferenceHover(model, offset, beside) ??
    nameAt(model, offset) ??
    (known.schema ? undefined : keyHover(model, offset));
  const coded = concerned.filter(({ code: name }) => name && buildCode(name));
  const codes = [...new Set(coded.flatMap((finding) => finding.code ?? []))];
  const explained = codes.map((name) => `**${name}**: ${buildCode(name)}`);
  const pages = known.linkPages ? [...beside.told].map((rule) => `[${rule}](${rulePage(rule)})`) : [];
  const linked = pages.length > 0 ? [l10n.t('What to do: {0}', pages.join(', '))] : [];
  const own = (known.linkPages ? concerned : coded)[0];
  const span = about?.span ?? (own && firstLineOf(model.text, own.span));
  const parts = [...(about ? [about.markdown] : []), ...explained, ...linked];
  return span && parts.length > 0 ? { span, markdown: parts.join('\n\n') } : undefined;
}

function pinHover(model: Model, offset: number, { told, observed, today = '' }: Beside): Hover | undefined {
  const pin = model.pinSets.flatMap(({ pins }) => pins).find(({ span }) => touches(span, offset));
  const markdown = pin && pinText(model, pin, { told, observed, today });
  return pin && markdown ? { span: pin.span, markdown } : undefined;
}

function hostHover({ pinSets, kind }: Model, offset: number, beside: Beside): Hover | undefined {
  for (const set of pinSets) {
    const host = set.hosts.find(({ span }) => touches(span, offset));
    // The schema says of every host of a pinning file how far it is pinned.
    const reached = kind === 'pinning' && beside.schema === true;
    if (host) return { span: host.span, markdown: hostText(set, host, { reached, told: beside.told }) };
  }
  return undefined;
}

function referenceHover(model: Model, offset: number, { resources, told }: Beside): Hover | undefined {
  const reference = referenceAt(model, offset);
  if (!reference) return undefined;
  const { source, span } = reference;
  const parts = [referenceText(reference)];
  if (source === 'resources' && resources) {
    const files = filesOf(reference, resources);
    if (files.length > 0) parts.push(files.map(code).join(', '));
    else if (!told.has('unresolved-resource'))
      parts.push(l10n.t('No file in the declared folders has this name.'));
  }
  return { span, markdown: parts.join('\n\n') };
}

function referenceText({ source, name }: Named): string {
  switch (source) {
    case 'resources':
      return l10n.t('A resource of the app: {0}.', code(name));
    case 'images':
      return l10n.t('An image of the app: {0}.', code(name));
    case 'extensibilitySettings':
      return l10n.t('An extensibility setting, whose value each stage gives: {0}.', code(name));
  }
}

function variableHover(model: Model, offset: number): Hover | undefined {
  if (model.kind !== 'build-action') return undefined;
  const found = variableAt(model, offset);
  const variable = model.buildAction?.variables.find(({ key }) => key.inner === found?.target);
  if (!found || !variable) return undefined;
  const type = valueAt(variable.value, 'type');
  const fallback = valueAt(variable.value, 'default');
  const parts = [l10n.t('Variable {0}.', code(variable.key.value))];
  if (type?.type === 'string') parts.push(l10n.t('Type: {0}.', code(type.value)));
  if (fallback && fallback.type !== 'object' && fallback.type !== 'array')
    parts.push(l10n.t('Default: {0}.', code(String(fallback.value))));
  parts.push(l10n.t('A parameter of the same name gives its value.'));
  return { span: found.span, markdown: parts.join(' ') };
}

/** The name of a preference, or the value that is given to it. */
function preferenceHover(model: Model, offset: number, { told }: Beside): Hover | undefined {
  if (model.kind !== 'extensibility') return undefined;
  const set = model.preferences.find(({ span }) => touches(span, offset));
  const named = set && knownPreference(set.name);
  if (set && named) return { span: set.span, markdown: preferenceText(named, told) };
  const place = placeAt(model.text, model.root, offset);
  const valued = place?.at === 'value' ? preferenceOf(model, place.path) : undefined;
  return place && valued ? { span: place.replace, markdown: preferenceText(valued, told) } : undefined;
}

/** A key, or a single value that has a note. */
function keyHover(model: Model, offset: number): Hover | undefined {
  const place = placeAt(model.text, model.root ?? model.plist, offset);
  if (!place) return undefined;
  const path = place.at === 'value' ? place.path : place.member && [...place.path, place.member.key.value];
  if (!path) return undefined;
  const text = noteText(keyNote(model.kind, path), shapeAt(model.kind, path));
  return text ? { span: place.replace, markdown: text } : undefined;
}
