import * as l10n from '../../core/l10n';
import type { Span } from '../../core/span';
import { type Member, membersOf, type Node, valueAt } from '../../core/tree';
import { elements, type XmlElement } from '../../core/xml-tree';
import { canonicalName } from '../../model/host';
import { iosRoots } from '../../model/ios-roots';
import type { Model } from '../../model/model';
import { nscTarget } from '../../model/nsc-parts';
import { truthOf } from '../../model/read-ios';
import { shown } from '../nsc-drafts';

/** A setting outside of a network security configuration that allows plain HTTP. */
export interface CleartextSetting {
  /** Its value. */
  readonly span: Span;
  /** Who may do what, as a sentence. */
  readonly what: string;
  readonly host?: string;
  /** The value that forbids it. */
  readonly instead: string;
}

/** All such settings of a model, in property lists, in extensibility configurations and in build actions. */
export function* cleartextSettings(model: Model): Generator<CleartextSetting> {
  for (const root of iosRoots(model))
    yield* transportSecurity(model, valueAt(root, 'NSAppTransportSecurity'));
  if (model.kind === 'extensibility') yield* extensibility(model);
  yield* android(model);
}

const OF_A_HOST = ['NSExceptionAllowsInsecureHTTPLoads', 'NSTemporaryExceptionAllowsInsecureHTTPLoads'];

/** What the keys of App Transport Security that switch it off allow; nothing for others. */
function exception(key: string): string | undefined {
  switch (key) {
    case 'NSAllowsArbitraryLoads':
      return l10n.t('The iOS app may talk to every host by plain HTTP.');
    case 'NSAllowsArbitraryLoadsForMedia':
      return l10n.t('The iOS app may talk by plain HTTP to every host that media come from.');
    case 'NSAllowsArbitraryLoadsInWebContent':
      return l10n.t(
        'The iOS app may talk by plain HTTP to every host from its web view, which is the whole app.',
      );
    default:
      return undefined;
  }
}

function* transportSecurity(model: Model, security: Node | undefined): Generator<CleartextSetting> {
  for (const { key, value } of membersOf(security)) {
    const what = exception(key.value);
    if (what) yield* whereTrue(model, value, what);
  }
  for (const { key, value } of membersOf(valueAt(security, 'NSExceptionDomains'))) {
    const host = canonicalName(key.value);
    if (/^(?:localhost|127\.0\.0\.1|.*\.local)$/.test(host)) continue;
    for (const allowed of membersOf(value)) {
      if (!OF_A_HOST.includes(allowed.key.value)) continue;
      const what = l10n.t('The iOS app may talk to `{0}` by plain HTTP.', shown(host));
      for (const setting of whereTrue(model, allowed.value, what)) yield { ...setting, host };
    }
  }
}

/** Preferences of the app and of the InAppBrowser plugin, and what the universal schema says of the network. */
function* extensibility(model: Model): Generator<CleartextSetting> {
  const { preferences, root } = model;
  for (const { name, value } of preferences) {
    const what =
      name === 'InAppBrowserCleartextTrafficPermitted'
        ? l10n.t('The in-app browser on Android may talk to every host by plain HTTP.')
        : exception(name);
    if (what) yield* whereTrue(model, value, what);
  }
  const app = valueAt(root, 'appConfigurations');
  for (const section of [app, valueAt(app, 'android'), valueAt(app, 'ios')]) {
    const connections = valueAt(section, 'network', 'connections');
    if (connections?.type !== 'string' || connections.value !== 'https_http') continue;
    const what = l10n.t('The app may talk to every host by plain HTTP.');
    yield { span: connections.inner, what, instead: 'https' };
  }
}

/** Attributes that a build action sets, or brings with a fragment of the manifest. */
function* android(model: Model): Generator<CleartextSetting> {
  const what = l10n.t('The Android app may talk to every host by plain HTTP.');
  for (const { name, platform, node, fragments } of model.buildAction?.operations ?? []) {
    if (platform !== 'android') continue;
    const target = nscTarget(node);
    for (const { key, value } of membersOf(valueAt(node, 'attrs'))) {
      const own = key.value === 'cleartextTrafficPermitted' && target.at(-1) === 'base-config';
      if (own || (name === 'manifest' && key.value === MANIFEST)) yield* whereTrue(model, value, what);
    }
    for (const { value, valueSpan } of fragments.flatMap(({ document }) => manifestFlags(document.roots))) {
      if (value === 'true') yield { span: valueSpan, what, instead: 'false' };
    }
  }
}

/** Without a network security configuration this one decides. */
const MANIFEST = 'android:usesCleartextTraffic';

function manifestFlags(roots: readonly XmlElement[]): XmlElement['attributes'][number][] {
  return roots.flatMap((element) => [
    ...element.attributes.filter(({ name }) => name === MANIFEST),
    ...manifestFlags(elements(element)),
  ]);
}

function* whereTrue({ kind }: Model, value: Member['value'], what: string): Generator<CleartextSetting> {
  if (!value || truthOf(value) !== true) return;
  if (value.type === 'string') yield { span: value.inner, what, instead: 'false' };
  else yield { span: value.span, what, instead: kind === 'ios-plist' ? '<false/>' : 'false' };
}
