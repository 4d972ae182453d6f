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
  /** Who may do what, as a clause. */
  readonly what: string;
  readonly host?: string;
  /** The value that forbids it, as it is written and as it is shown. */
  readonly instead: { readonly text: string; readonly shown: string };
}

/** All such settings of a model, in property lists, in extensibility configurations and in build actions. */
export function* cleartextSettings(model: Model): Generator<CleartextSetting> {
  for (const root of iosRoots(model))
    yield* transportSecurity(model, valueAt(root, 'NSAppTransportSecurity'));
  if (model.kind === 'extensibility') yield* extensibility(model);
  yield* android(model);
}

/** The keys of App Transport Security that switch it off, with what they switch it off for. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  NSAllowsArbitraryLoads: 'every host',
  NSAllowsArbitraryLoadsForMedia: 'every host that media come from',
  NSAllowsArbitraryLoadsInWebContent: 'every host from its web view, which is the whole app',
};
const OF_A_HOST = ['NSExceptionAllowsInsecureHTTPLoads', 'NSTemporaryExceptionAllowsInsecureHTTPLoads'];

function* transportSecurity(model: Model, security: Node | undefined): Generator<CleartextSetting> {
  for (const { key, value } of membersOf(security)) {
    const whom = Object.hasOwn(EXCEPTIONS, key.value) ? EXCEPTIONS[key.value] : undefined;
    if (whom) yield* whereTrue(model, value, `The iOS app may talk to ${whom} by plain HTTP`);
  }
  for (const { key, value } of membersOf(valueAt(security, 'NSExceptionDomains'))) {
    const host = canonicalName(key.value);
    if (/^(?:localhost|127\.0\.0\.1|.*\.local)$/.test(host)) continue;
    for (const exception of membersOf(value)) {
      if (!OF_A_HOST.includes(exception.key.value)) continue;
      const what = `The iOS app may talk to \`${shown(host)}\` by plain HTTP`;
      for (const setting of whereTrue(model, exception.value, what)) yield { ...setting, host };
    }
  }
}

/** Preferences of the app and of the InAppBrowser plugin, and what the universal schema says of the network. */
function* extensibility(model: Model): Generator<CleartextSetting> {
  const { preferences, root } = model;
  for (const { name, value } of preferences) {
    const whom = Object.hasOwn(EXCEPTIONS, name) ? EXCEPTIONS[name] : undefined;
    if (whom) yield* whereTrue(model, value, `The iOS app may talk to ${whom} by plain HTTP`);
    if (name === 'InAppBrowserCleartextTrafficPermitted') {
      yield* whereTrue(model, value, 'The in-app browser on Android may talk to every host by plain HTTP');
    }
  }
  const app = valueAt(root, 'appConfigurations');
  for (const section of [app, valueAt(app, 'android'), valueAt(app, 'ios')]) {
    const connections = valueAt(section, 'network', 'connections');
    if (connections?.type !== 'string' || connections.value !== 'https_http') continue;
    const what = 'The app may talk to every host by plain HTTP';
    yield { span: connections.inner, what, instead: { text: 'https', shown: '`https`' } };
  }
}

/** Attributes that a build action sets, or brings with a fragment of the manifest. */
function* android(model: Model): Generator<CleartextSetting> {
  const what = 'The Android app may talk to every host by plain HTTP';
  for (const { name, platform, node, fragments } of model.buildAction?.operations ?? []) {
    if (platform !== 'android') continue;
    const target = nscTarget(node);
    for (const { key, value } of membersOf(valueAt(node, 'attrs'))) {
      const own = key.value === 'cleartextTrafficPermitted' && target.at(-1) === 'base-config';
      if (own || (name === 'manifest' && key.value === MANIFEST)) yield* whereTrue(model, value, what);
    }
    for (const { value, valueSpan } of fragments.flatMap(({ document }) => manifestFlags(document.roots))) {
      if (value === 'true') yield { span: valueSpan, what, instead: FALSE };
    }
  }
}

/** Without a network security configuration this one decides. */
const MANIFEST = 'android:usesCleartextTraffic';
const FALSE = { text: 'false', shown: '`false`' };

function manifestFlags(roots: readonly XmlElement[]): XmlElement['attributes'][number][] {
  return roots.flatMap((element) => [
    ...element.attributes.filter(({ name }) => name === MANIFEST),
    ...manifestFlags(elements(element)),
  ]);
}

function* whereTrue({ kind }: Model, value: Member['value'], what: string): Generator<CleartextSetting> {
  if (!value || truthOf(value) !== true) return;
  if (value.type === 'string') yield { span: value.inner, what, instead: FALSE };
  else yield { span: value.span, what, instead: kind === 'ios-plist' ? XML_FALSE : FALSE };
}

const XML_FALSE = { text: '<false/>', shown: '`<false/>`' };
