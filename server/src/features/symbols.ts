import * as l10n from '../core/l10n';
import { type Span, span } from '../core/span';
import { valueAt } from '../core/tree';
import type { Model, PinSet } from '../model/model';

/** A line of the outline. */
export interface OutlineSymbol {
  readonly name: string;
  readonly kind: 'host' | 'pin' | 'group' | 'variable' | 'operation' | 'preference';
  readonly detail?: string;
  /** All that belongs to it. */
  readonly span: Span;
  /** What is selected when a person goes there; it lies in `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineSymbol[];
}

/** The outline: hosts with their pins, and for a build action its variables and operations before them. */
export function symbolsOf(model: Model): OutlineSymbol[] {
  const hosts = model.pinSets.flatMap((set) => hostSymbols(set, model));
  return model.buildAction ? [...actionSymbols(model), ...hosts] : [...hosts, ...preferenceSymbols(model)];
}

/** One line a host; hosts that share pins all show them. */
function hostSymbols(set: PinSet, { kind }: Model): OutlineSymbol[] {
  const pins = set.pins.map(
    (pin): OutlineSymbol => ({
      name: named(pin.text),
      kind: 'pin',
      span: pin.span,
      selection: pin.span,
      children: [],
    }),
  );
  const where = kind === 'build-action' ? `${set.platform === 'ios' ? 'iOS' : 'Android'}, ` : '';
  const detail = where + (set.pinned ? pinCount(pins.length) : l10n.t('not pinned'));
  return set.hosts.map((host) => ({
    name: named(host.text),
    kind: 'host',
    detail,
    ...around(set.entry.span, host.span),
    children: pins,
  }));
}

function actionSymbols({ buildAction }: Model): OutlineSymbol[] {
  const variables = buildAction?.variables ?? [];
  const groups: OutlineSymbol[] = [];
  if (variables.length > 0) {
    const children = variables.map(({ key, value, span: whole }): OutlineSymbol => {
      const type = valueAt(value, 'type');
      const detail = type?.type === 'string' ? { detail: type.value } : {};
      return {
        name: named(key.value),
        kind: 'variable',
        ...detail,
        ...around(whole, key.inner),
        children: [],
      };
    });
    groups.push(group(l10n.t('variables'), children));
  }
  for (const platform of ['android', 'ios'] as const) {
    const children = (buildAction?.operations ?? [])
      .filter((operation) => operation.platform === platform)
      .map(({ name, node }): OutlineSymbol => {
        const target = ['resFile', 'file', 'src', 'path', 'name'].map((key) => valueAt(node, key));
        const text = target.find((value) => value?.type === 'string');
        const detail = text?.type === 'string' ? { detail: named(text.value) } : {};
        return { name, kind: 'operation', ...detail, span: node.span, selection: node.span, children: [] };
      });
    if (children.length > 0) groups.push(group(platform === 'ios' ? 'iOS' : 'Android', children));
  }
  return groups;
}

function preferenceSymbols({ preferences }: Model): OutlineSymbol[] {
  return preferences.map(({ name, platform, span: at, value }) => ({
    name: named(name),
    kind: 'preference',
    ...(platform === 'global' ? {} : { detail: platform === 'ios' ? 'iOS' : 'Android' }),
    ...around(span(at.start, Math.max(at.end, value?.span.end ?? 0)), at),
    children: [],
  }));
}

/** A line for several others, from the first to the last of them. */
function group(name: string, children: readonly OutlineSymbol[]): OutlineSymbol {
  const start = Math.min(...children.map((child) => child.span.start));
  const end = Math.max(...children.map((child) => child.span.end));
  return {
    name,
    kind: 'group',
    detail: String(children.length),
    ...around(span(start, end), span(start, start)),
    children,
  };
}

/** A selection must lie in the whole, whatever the text looks like. */
function around(whole: Span, selection: Span): { span: Span; selection: Span } {
  const start = Math.min(whole.start, selection.start);
  return { span: span(start, Math.max(whole.end, selection.end)), selection };
}

/** Editors refuse an empty name. */
function named(text: string): string {
  return text.trim() === '' ? l10n.t('(empty)') : text.length > 200 ? `${text.slice(0, 200)}…` : text;
}

function pinCount(pins: number): string {
  return pins === 1 ? l10n.t('1 pin') : l10n.t('{0} pins', pins);
}
