import { removeElement } from '../../core/edits';
import type { Edit, Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import { elements, type XmlElement } from '../../core/xml-tree';
import type { Host } from '../../model/host';
import { distinctKeys, type Model, type PinSet } from '../../model/model';
import { insertPins, removeXml } from '../../model/pin-edits';
import type { Rule } from '../rule';

export const duplicateHost: Rule = {
  id: 'duplicate-host',
  severity: 'error',
  summary: 'The same host twice in one file and platform',
  citation: 'https://developer.android.com/privacy-and-security/security-config',
  fix: { summary: 'merge the pins', safe: false },
  part: 'pinSets',
  *check(model) {
    const seen = new Map<string, { host: Host; set: PinSet }>();
    for (const set of model.pinSets) {
      for (const host of set.hosts) {
        const key = `${set.engine} ${set.condition ?? ''} ${host.name}`;
        const first = seen.get(key);
        if (!first) {
          if (host.name) seen.set(key, { host, set });
          continue;
        }
        const fix = merge(model, first.set, set);
        yield {
          span: host.span,
          host: host.name,
          message: `${l10n.t('`{0}` stands twice.', host.name)} ${effect(set)}`,
          related: [{ span: first.host.span, message: l10n.t('the first entry for this host') }],
          ...(fix ? { fixes: [fix] } : {}),
        };
      }
    }
  },
};

function effect({ engine }: PinSet): string {
  switch (engine) {
    case 'plugin':
      return l10n.t(
        'iOS keeps only the last entry and Android refuses or mixes them, so the platforms trust different keys.',
      );
    case 'nsc':
      return l10n.t('Android refuses the whole file, and the app crashes at its first connection.');
    default:
      return l10n.t('iOS keeps one of the entries, not the pins of both.');
  }
}

/** Moves the later entry's pins that the first lacks into the first, and takes the later out. */
function merge(model: Model, first: PinSet, later: PinSet): Fix | undefined {
  if (first === later || !first.list || !later.list || !isAlone(later)) return undefined;
  const known = distinctKeys(first);
  const keys = [...distinctKeys(later)].filter((key) => !known.has(key));
  const additions = keys.length > 0 ? insertPins(model, first, keys) : [];
  return {
    title: l10n.t('Merge the pins into the first entry'),
    safe: false,
    edits: [...additions, ...removal(model, later)],
  };
}

/** A `domain-config` that says more than one host and its pins cannot go into another. */
function isAlone({ engine, entry, hosts }: PinSet): boolean {
  const config = entry.siblings[entry.index];
  if (engine !== 'nsc' || !config) return true;
  return hosts.length === 1 && 'children' in config && elements(config as XmlElement).length === 2;
}

function removal({ text }: Model, { engine, entry }: PinSet): Edit[] {
  const { span, siblings, index } = entry;
  return engine === 'nsc' ? [removeXml(text, span)] : removeElement(text, siblings, index);
}
