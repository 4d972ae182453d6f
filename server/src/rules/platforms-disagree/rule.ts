import * as l10n from '../../core/l10n';
import type { Host } from '../../model/host';
import { type Model, type PinSet, pinnedSets } from '../../model/model';
import { isOpen } from '../../model/open-values';
import { meantKey } from '../../pins/pin';
import type { Draft, Rule } from '../rule';

export const platformsDisagree: Rule = {
  id: 'platforms-disagree',
  severity: 'warning',
  summary:
    'A build action pins a host differently on Android and iOS: on one only, other pins, other subdomains',
  citation:
    'https://github.com/OutSystems/docs-odc/blob/main/src/eap/integration-with-systems/mobile-plugins/ssl-pinning/intro.md',
  part: 'pinSets',
  *check(model) {
    if (model.kind !== 'build-action') return;
    const android = pinnedHosts(model, 'android');
    const ios = pinnedHosts(model, 'ios');
    if (android.size === 0 || ios.size === 0) return;
    // A host that a variable names may be any of the other platform's: what is missing there cannot be told.
    const open = [...android.keys(), ...ios.keys()].some(isOpen);
    for (const [name, pinned] of android) {
      const other = ios.get(name) ?? coveringParent(ios, name);
      if (other || !open) yield* compare(pinned, other, 'Android', 'iOS');
    }
    for (const [name, pinned] of ios) {
      const other = coveringParent(android, name);
      if (!android.has(name) && (other || !open)) yield* compare(pinned, other, 'iOS', 'Android');
    }
  },
};

/** A host as one platform pins it, all its entries taken together: conditions may choose among them. */
interface Pinned {
  readonly host: Host;
  readonly engine: PinSet['engine'];
  /** Keys, and the variables that stand for some. */
  readonly keys: Set<string>;
  subdomains: boolean;
  /** True where a variable stands for an unknown number of keys. */
  unknown: boolean;
}

function pinnedHosts(model: Model, platform: 'android' | 'ios'): Map<string, Pinned> {
  const found = new Map<string, Pinned>();
  for (const set of pinnedSets(model)) {
    if (set.platform !== platform) continue;
    for (const host of set.hosts) {
      if (!host.name) continue;
      const pinned = found.get(host.name) ?? {
        host,
        engine: set.engine,
        keys: new Set(),
        subdomains: false,
        unknown: false,
      };
      for (const { reading } of set.pins) {
        const key = meantKey(reading);
        if (key) pinned.keys.add(key);
      }
      for (const name of set.open?.names ?? []) pinned.keys.add(name);
      pinned.unknown ||= set.open?.whole === true;
      pinned.subdomains ||= host.subdomains === true;
      found.set(host.name, pinned);
    }
  }
  return found;
}

/** The nearest parent whose pins hold for its subdomains; Apple's own reach one label deep. */
function coveringParent(hosts: ReadonlyMap<string, Pinned>, name: string): Pinned | undefined {
  const labels = name.split('.');
  for (let i = 1; i < labels.length; i++) {
    const parent = hosts.get(labels.slice(i).join('.'));
    if (parent?.subdomains && (parent.engine !== 'nspinned' || i === 1)) return parent;
  }
  return undefined;
}

function* compare(own: Pinned, other: Pinned | undefined, here: string, there: string): Generator<Draft> {
  const { host, keys } = own;
  if (!other) {
    const message = l10n.t(
      '`{0}` is pinned on {1} only: on {2} nothing protects it. Pin it on both, with the same keys.',
      host.name,
      here,
      there,
    );
    yield { span: host.span, host: host.name, message };
    return;
  }
  const [first, later] = [own, other].toSorted((a, b) => a.host.span.start - b.host.span.start) as [
    Pinned,
    Pinned,
  ];
  const place = {
    span: later.host.span,
    host: host.name,
    related: [{ span: first.host.span, message: l10n.t('the entry for {0}', first === own ? here : there) }],
  };
  const comparable = !own.unknown && !other.unknown;
  if (comparable && (keys.size !== other.keys.size || [...keys].some((key) => !other.keys.has(key)))) {
    const message = l10n.t(
      '`{0}` is pinned to other keys on {1} than on {2}: when its key changes, one of the two apps may stop connecting. Pin the same keys on both.',
      host.name,
      here,
      there,
    );
    yield { ...place, message };
  } else if (host.name === other.host.name && own.subdomains !== other.subdomains) {
    const [covering, bare] = own.subdomains ? [here, there] : [there, here];
    const message = l10n.t(
      'The pins of `{0}` hold for its subdomains on {1}, not on {2}: a subdomain with another key works on one platform only.',
      host.name,
      covering,
      bare,
    );
    yield { ...place, severity: 'info', message };
  }
}
