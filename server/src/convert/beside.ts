import * as l10n from '../core/l10n';
import { membersOf, type Node, valueAt } from '../core/tree';
import { elements, type XmlElement } from '../core/xml-tree';
import { iosRoots } from '../model/ios-roots';
import type { Model } from '../model/model';
import { lostPins, misplacedPins } from '../model/pin-targets';
import { EXCLUDE_KEY, truthOf } from '../model/read-ios';
import { list, type Notes, note } from './notes';

/** Notes what stands beside the pins of a file and goes into no other. */
export function noteBeside(model: Model, notes: Notes): void {
  if (model.problems.some(({ kind }) => kind !== 'comment' && kind !== 'trailing-comma'))
    note(
      notes,
      l10n.t(
        'The text has errors in its syntax; compare what was written with what you meant to stand there.',
      ),
    );
  if (hasComments(model)) note(notes, l10n.t('Comments are left out.'));
  if (model.kind === 'pinning') notePinning(model, notes);
  noteAndroid(model, notes);
  for (const root of iosRoots(model)) noteIos(root, notes);
  noteSteps(model, notes);
  const lost = model.buildAction
    ? lostPins(model.buildAction)
    : iosRoots(model).flatMap((root) => misplacedPins(root));
  for (const { clause } of lost)
    note(notes, l10n.t('Some pins protected nothing where they stood: {0}.', clause));
}

function hasComments({ problems, comments, xml, nsc }: Model): boolean {
  const documents = [xml, ...nsc.map(({ document }) => document)];
  return (
    comments.length > 0 ||
    problems.some(({ kind }) => kind === 'comment') ||
    documents.some((document) => document !== undefined && document.comments.length > 0)
  );
}

function notePinning({ root, pinSets }: Model, notes: Notes): void {
  const hosts = valueAt(root, 'hosts');
  const items = hosts?.type === 'array' ? hosts.items : [];
  const keys = [...others(root, ['hosts']), ...items.flatMap((item) => others(item, ['host', 'hashes']))];
  if (keys.length > 0) note(notes, l10n.t('Other keys are left out: {0}.', listed(keys)));
  const nameless = items.length - pinSets.length;
  if (nameless === 1) note(notes, l10n.t('One of the entries names no host and is left out.'));
  if (nameless > 1) note(notes, l10n.t('{0} of the entries name no host and are left out.', nameless));
}

/** What Android reads for pins; the rest are settings of their own. */
const PIN_ELEMENTS = ['network-security-config', 'domain-config', 'domain', 'pin-set', 'pin'];
const PIN_ATTRIBUTES = ['includeSubdomains', 'expiration', 'digest'];

function noteAndroid({ nsc }: Model, notes: Notes): void {
  const settings = new Set<string>();
  const waiting: XmlElement[] = nsc.flatMap((part) => [...part.elements]);
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    if (!PIN_ELEMENTS.includes(element.name)) {
      settings.add(`<${element.name}>`);
      continue;
    }
    for (const { name, value } of element.attributes) {
      if (!PIN_ATTRIBUTES.includes(name) && !name.startsWith('xmlns')) settings.add(`${name}="${value}"`);
    }
    waiting.push(...elements(element));
  }
  if (settings.size > 0)
    note(notes, l10n.t("Android's settings beside the pins are left out: {0}.", listed(settings)));
}

const POLICY = ['TSKPublicKeyHashes', 'TSKIncludeSubdomains', 'TSKEnforcePinning', 'TSKExpirationDate'];
const APPLE = ['NSIncludesSubdomains', 'NSPinnedCAIdentities', 'NSPinnedLeafIdentities'];

function noteIos(root: Node, notes: Notes): void {
  const transport = valueAt(root, 'NSAppTransportSecurity');
  const trustKit = valueAt(root, 'TSKConfiguration');
  const policies = membersOf(valueAt(trustKit, 'TSKPinnedDomains'));
  const reports = policies.some(
    ({ value }) =>
      truthOf(valueAt(value, 'TSKDisableDefaultReportUri')) !== true && !valueAt(value, EXCLUDE_KEY),
  );
  const keys = [
    ...others(root, ['TSKConfiguration', 'NSAppTransportSecurity']),
    ...others(transport, ['NSPinnedDomains']),
    ...others(trustKit, ['TSKPinnedDomains', 'TSKSwizzleNetworkDelegates']),
    ...policies.flatMap(({ value }) => others(value, [...POLICY, 'TSKDisableDefaultReportUri'])),
    ...membersOf(valueAt(transport, 'NSPinnedDomains')).flatMap(({ value }) => others(value, APPLE)),
  ];
  if (keys.length > 0)
    note(notes, l10n.t('Keys of the property list beside the pins are left out: {0}.', listed(keys)));
  if (reports) note(notes, l10n.t("TrustKit's reports to its default address are left out."));
  if (trustKit && truthOf(valueAt(trustKit, 'TSKSwizzleNetworkDelegates')) !== true)
    note(
      notes,
      l10n.t(
        'TrustKit checked only connections that the app hands to it (`TSKSwizzleNetworkDelegates`); what is written holds for all.',
      ),
    );
}

/** What else a build action does. */
function noteSteps({ buildAction, nsc }: Model, notes: Notes): void {
  if (!buildAction) return;
  const documents = new Set(nsc.map(({ document }) => document));
  const steps = buildAction.operations.filter(
    ({ name, fragments }) => name !== 'plist' && !fragments.some(({ document }) => documents.has(document)),
  );
  const names = [...steps.map(({ path }) => path), ...buildAction.unknown.map(({ name }) => name)];
  if (names.length > 0)
    note(notes, l10n.t('Other steps of the build action are left out: {0}.', listed(names)));
  const variables = buildAction.variables.map(({ key }) => key.value);
  if (variables.length > 0)
    note(notes, l10n.t('Variables of the build action are left out: {0}.', listed(variables)));
}

function others(node: Node | undefined, known: readonly string[]): string[] {
  return membersOf(node).flatMap(({ key }) => (known.includes(key.value) ? [] : [key.value]));
}

function listed(names: Iterable<string>): string {
  return list(new Set(names));
}
