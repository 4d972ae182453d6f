import * as l10n from '../core/l10n';
import { type LineIndex, lineIndex } from '../core/lines';
import type { Span } from '../core/span';
import type { Host } from '../model/host';
import { type Engine, type Model, type PinSet, pinnedSets } from '../model/model';
import { isOpen } from '../model/open-values';
import { hiddenPins, pluginSources } from '../model/pinning-plugin';
import { isOutSystems, managedDomain, outlivesRenewal } from '../rules/default-domain/domains';

/** A file of the app that was read. */
export interface AppFile {
  /** As a person would write it, with forward slashes. */
  readonly path: string;
  readonly model: Model;
  /** Domains that somebody else manages, besides OutSystems, as the settings for this file list them. */
  readonly managedDomains?: readonly string[];
}

/** Who answers for the certificate of a host; `unclear` where the text names no single host, or the build completes it. */
export type Owner = 'outsystems' | 'listed' | 'own' | 'unclear';

/** Something that a file shows, where it stands (line and column from 1, in UTF-16 units), and what that says. */
export type Evidence = {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  /** What stands there, shortened; access tokens of addresses are left out. */
  readonly text: string;
  readonly says: string;
} & (HostEvidence | SignEvidence);

/** A pinned host. */
export interface HostEvidence {
  readonly kind: 'host';
  /** The name in canonical form. */
  readonly host: string;
  readonly owner: Owner;
  /** The managed domain that it is, or is under. */
  readonly domain?: string;
  /** True where its pins outlive every renewal of that domain's certificate. */
  readonly outlives: boolean;
  readonly engine: Engine;
}

/**
 * `plugin-source` installs the SSL Pinning plugin, `plugin-sign` makes sense with it only, `bypass` is the flag of the
 * announcement's grace period.
 */
export interface SignEvidence {
  readonly kind: 'plugin-source' | 'plugin-sign' | 'bypass';
}

/** What one file says about an app, as plain data. */
export interface Seen {
  readonly evidence: readonly Evidence[];
  /** What of it could not be read. */
  readonly unread: readonly Unread[];
}

/** A file that could not be looked at, and why, in one clause. */
export interface Unread {
  readonly path: string;
  readonly reason: string;
}

/** Looks at one file. */
export function seenIn(file: AppFile): Seen {
  return { evidence: evidenceOf(file), unread: broken(file) };
}

/** A file that carries hosts and does not parse: some of them may be missing. */
function broken({ path, model }: AppFile): Unread[] {
  const faults: readonly string[] = ['syntax', 'truncated', 'missing-braces', 'too-deep'];
  const carries = model.kind !== 'extensibility';
  const cut = carries && model.problems.some(({ kind }) => faults.includes(kind));
  return cut ? [{ path, reason: l10n.t('it does not parse, so that hosts may be missing') }] : [];
}

/** More rows of one file than anyone reads; a file that has more is written against us. */
const MAX_ROWS = 10_000;

/** Everything that a file shows about pinning, in the order of the text. */
function evidenceOf({ path, model, managedDomains = [] }: AppFile): readonly Evidence[] {
  const listed = managedDomains.map((domain) => domain.toLowerCase());
  const found = [...hosts(model, listed), ...signs(model)].slice(0, MAX_ROWS);
  if (found.length === 0) return [];
  const lines = lineIndex(model.text);
  return found
    .toSorted((a, b) => a.span.start - b.span.start)
    .map(({ span, text, says, about }) => ({
      path,
      ...place(lines, span),
      text: short(text),
      says,
      ...about,
    }));
}

interface Found {
  readonly span: Span;
  readonly text: string;
  readonly says: string;
  readonly about: HostEvidence | SignEvidence;
}

function hosts(model: Model, listed: readonly string[]): Found[] {
  return pinnedSets(model).flatMap((set) =>
    set.hosts.map((host): Found => {
      const about = {
        kind: 'host' as const,
        host: host.name,
        engine: set.engine,
        ...ownerOf(host, set, listed),
      };
      return { span: host.span, text: host.text, says: aboutHost(about), about };
    }),
  );
}

/** What keeps a text from naming one host; other faults, such as a scheme, leave the name readable. */
const UNREADABLE: readonly (string | undefined)[] = ['blank', 'list', 'characters', 'ip-address'];

function ownerOf(
  host: Host,
  set: PinSet,
  listed: readonly string[],
): Pick<HostEvidence, 'owner' | 'domain' | 'outlives'> {
  const domain = managedDomain(host.name, listed);
  if (domain !== undefined) {
    const owner = isOutSystems(domain) ? 'outsystems' : 'listed';
    return { owner, domain, outlives: outlivesRenewal(set, domain) };
  }
  const unclear = isOpen(host.text) || UNREADABLE.includes(host.fault);
  return { owner: unclear ? 'unclear' : 'own', outlives: false };
}

function aboutHost({ owner, domain, outlives }: HostEvidence): string {
  if (outlives) return l10n.t('OutSystems rotates its certificate; the Amazon roots that are pinned stay');
  switch (owner) {
    case 'outsystems':
      return l10n.t('OutSystems rotates its certificate without notice');
    case 'listed':
      return l10n.t('somebody else rotates its certificate: your settings list {0}', domain ?? '');
    case 'own':
      return l10n.t('not under a domain that OutSystems manages');
    case 'unclear':
      return l10n.t('no host that can be judged here');
  }
}

function signs(model: Model): Found[] {
  const sign =
    (kind: SignEvidence['kind'], says: string) =>
    (at: { span: Span; text: string }): Found => ({
      ...at,
      says,
      about: { kind },
    });
  const sources = pluginSources(model).map(({ inner, value }) => ({
    span: inner,
    text: withoutSecrets(value),
  }));
  const reference = ({ span, source, name }: Model['references'][number]) => ({
    span,
    text: `$${source}.${name}`,
  });
  const hidden = hiddenPins(model).map(reference);
  const resources = model.references.filter(
    ({ source, name }) => source === 'resources' && /pinning/i.test(name),
  );
  const preferences = model.preferences.filter(({ name }) => /^sslpinning-/i.test(name));
  const named = ({ span, name }: { span: Span; name: string }) => ({ span, text: name });
  return [
    ...sources.map(sign('plugin-source', l10n.t('installs the SSL Pinning plugin'))),
    ...hidden.map(
      sign('plugin-sign', l10n.t('takes pins from a setting in the Portal, which no file shows')),
    ),
    ...resources.map(reference).map(sign('plugin-sign', l10n.t('takes pins from a resource of the app'))),
    ...preferences.map(named).map(sign('plugin-sign', l10n.t('is a preference of the SSL Pinning plugin'))),
    ...model.bypassFlags
      .map(named)
      .map(
        sign(
          'bypass',
          l10n.t('asks for a grace that ended on 2021-09-30: somebody counted this app as affected'),
        ),
      ),
  ];
}

/** An address without the user and the token that may stand before its host. */
function withoutSecrets(source: string): string {
  return source.replace(/\/\/[^/?#]*@/, '//…@');
}

/** Longer text is cut off. In UTF-16 units. */
const MAX_TEXT = 200;

function short(text: string): string {
  return text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
}

function place(lines: LineIndex, { start }: Span): { line: number; column: number } {
  const { line, column } = lines.place(start);
  return { line, column };
}
