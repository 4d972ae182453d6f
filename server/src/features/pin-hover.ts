import * as l10n from '../core/l10n';
import type { Observed, ObservedCertificate } from '../core/observed';
import { roleName } from '../core/words';
import type { Host } from '../model/host';
import { distinctKeys, type Model, type PinEntry, type PinSet } from '../model/model';
import { knownRoot } from '../pins/known-roots';
import { rootWarning } from '../pins/root-warning';
import { emptyInput, placeholderReason } from '../pins/samples';
import { servedCertificates } from './live-notes';
import { code } from './markdown';

/** What the host knows of a pin beside the text. */
export interface PinKnown {
  /** The rules whose findings the editor shows beside it: what they say is left out. */
  readonly told: ReadonlySet<string>;
  /** What hosts served, where they were asked. */
  readonly observed?: Observed | undefined;
  /** The local date as `YYYY-MM-DD`, or nothing. */
  readonly today: string;
}

/** What a pin is, whose key it may be, and where it was seen, as Markdown. */
export function pinText(
  model: Model,
  pin: PinEntry,
  { told, observed, today }: PinKnown,
): string | undefined {
  const { reading } = pin;
  const wrong = told.has('malformed-pin') || told.has('pin-prefix');
  if (!reading.ok) return wrong ? undefined : l10n.t('**No pin**: a pin is the base64 of 32 bytes.');
  const { key } = reading;
  const hosts = model.pinSets.filter((set) => distinctKeys(set).has(key)).flatMap((set) => set.hosts);
  const names = [...new Set(hosts.map(({ name }) => name))];
  const shown = names.slice(0, MAX_NAMES).map(code).join(', ');
  return [
    l10n.t(
      '**Pin**: the SHA-256 of a public key. A certificate that is renewed with the same key still matches.',
    ),
    ...(NOBODYS.some((rule) => told.has(rule))
      ? []
      : [servedText(model, pin, observed) ?? whose(key, today)]),
    names.length > MAX_NAMES
      ? l10n.t('Pinned here for {0} and {1} more.', shown, names.length - MAX_NAMES)
      : l10n.t('Pinned here for {0}.', shown),
  ].join('\n\n');
}

const MAX_NAMES = 5;

/** The rules that say whose key a pin is, or that it is nobody's. */
const NOBODYS = ['placeholder-pin', 'empty-input-pin', 'near-miss-pin'] as const;

/** The certificate in the chain that a host served; nothing where no host was asked for this pin. */
function servedText(model: Model, pin: PinEntry, observed: Observed | undefined): string | undefined {
  const served = servedCertificates(model, observed, pin);
  if (served.length === 0) return undefined;
  const root = pin.reading.ok ? knownRoot(pin.reading.key)?.name : undefined;
  return served
    .map(({ certificate, observation: { host, at } }) => {
      const [where, day, role] = [code(host), at.slice(0, 10), roleName(certificate.role)];
      const seen = root
        ? l10n.t(
            'Seen at {0} on {1} as its **{2}**, the publicly known root **{3}**:',
            where,
            day,
            role,
            root,
          )
        : l10n.t('Seen at {0} on {1} as its **{2}**:', where, day, role);
      return [seen, ...certificateFacts(certificate).map((fact) => `- ${fact}`)].join('\n');
    })
    .join('\n\n');
}

function certificateFacts(certificate: ObservedCertificate): readonly string[] {
  const { subject, issuer, notBefore, notAfter, key } = certificate;
  return [
    l10n.t('subject {0}', code(subject)),
    l10n.t('issuer {0}', code(issuer)),
    l10n.t('valid from {0} to {1}', notBefore.slice(0, 10), notAfter.slice(0, 10)),
    ...(key ? [l10n.t('key {0}', code(key))] : []),
  ];
}

function whose(key: string, today: string): string {
  const root = knownRoot(key);
  if (root) {
    const { name, kind, notAfter } = root;
    const warning = rootWarning(root, today);
    return [
      l10n.t('The key of a publicly known root: **{0}** ({1}, until {2}).', name, kind, notAfter),
      ...(warning ? [l10n.t('Careful: {0}.', warning)] : []),
    ].join(' ');
  }
  const made = placeholderReason(key);
  if (made) return l10n.t("Nobody's key: {0}.", made);
  const empty = emptyInput(key);
  if (empty) return l10n.t("Nobody's key: the hash of {0}.", empty);
  return l10n.t(
    'Not the key of a publicly known root: a server, an issuing authority or a private root has it.',
  );
}

/** What stands beside the hover of a host already. */
export interface HostTold {
  /** True where its reach, names below it or not, is told. */
  readonly reached: boolean;
  /** The rules whose findings are shown. */
  readonly told: ReadonlySet<string>;
}

/** How a host is pinned, and by what, as Markdown. */
export function hostText(set: PinSet, host: Host, { reached, told }: HostTold): string {
  const parts = [code(host.name)];
  if (!set.pinned) parts.push(l10n.t('Named here, and not pinned.'));
  else if (!reached) parts.push(reach(set, host));
  if (set.pinned && !told.has('missing-backup-pin')) {
    parts.push(keyCount(distinctKeys(set).size));
  }
  if (set.expires) parts.push(l10n.t('Not enforced after {0}.', code(set.expires.text)));
  if (!set.enforced) parts.push(l10n.t('Not enforced: a chain without a pinned key is only reported.'));
  return parts.join('\n\n');
}

function keyCount(keys: number): string {
  if (keys < 2) return keys === 0 ? l10n.t('No usable pin.') : l10n.t('1 key pinned: no backup.');
  return l10n.t('{0} different keys pinned.', keys);
}

function reach({ engine, platform }: PinSet, { subdomains }: Host): string {
  if (engine === 'plugin') return l10n.t('iOS pins exactly this name; Android pins its subdomains as well.');
  const who = platform === 'android' ? 'Android' : engine === 'trustkit' ? 'TrustKit' : 'iOS';
  return subdomains
    ? l10n.t('{0} pins this name and its subdomains.', who)
    : l10n.t('{0} pins exactly this name.', who);
}
