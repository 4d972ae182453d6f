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
      'The text has errors in its syntax; compare what was written with what you meant to stand there.',
    );
  if (hasComments(model)) note(notes, 'Comments are left out.');
  if (model.kind === 'pinning') notePinning(model, notes);
  noteAndroid(model, notes);
  for (const root of iosRoots(model)) noteIos(root, notes);
  noteSteps(model, notes);
  const lost = model.buildAction
    ? lostPins(model.buildAction)
    : iosRoots(model).flatMap((root) => misplacedPins(root));
  for (const { clause } of lost) note(notes, `Some pins protected nothing where they stood: ${clause}.`);
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
  leaveOut(notes, 'Other keys', [
    ...others(root, ['hosts']),
    ...items.flatMap((item) => others(item, ['host', 'hashes'])),
  ]);
  if (items.length > pinSets.length)
    note(notes, `${items.length - pinSets.length} of the entries name no host and are left out.`);
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
  leaveOut(notes, "Android's settings beside the pins", settings);
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
  leaveOut(notes, 'Keys of the property list beside the pins', [
    ...others(root, ['TSKConfiguration', 'NSAppTransportSecurity']),
    ...others(transport, ['NSPinnedDomains']),
    ...others(trustKit, ['TSKPinnedDomains', 'TSKSwizzleNetworkDelegates']),
    ...policies.flatMap(({ value }) => others(value, [...POLICY, 'TSKDisableDefaultReportUri'])),
    ...membersOf(valueAt(transport, 'NSPinnedDomains')).flatMap(({ value }) => others(value, APPLE)),
  ]);
  if (reports) note(notes, "TrustKit's reports to its default address are left out.");
  if (trustKit && truthOf(valueAt(trustKit, 'TSKSwizzleNetworkDelegates')) !== true)
    note(
      notes,
      'TrustKit checked only connections that the app hands to it (`TSKSwizzleNetworkDelegates`); what is written holds for all.',
    );
}

/** What else a build action does. */
function noteSteps({ buildAction, nsc }: Model, notes: Notes): void {
  if (!buildAction) return;
  const documents = new Set(nsc.map(({ document }) => document));
  const steps = buildAction.operations.filter(
    ({ name, fragments }) => name !== 'plist' && !fragments.some(({ document }) => documents.has(document)),
  );
  leaveOut(notes, 'Other steps of the build action', [
    ...steps.map(({ path }) => path),
    ...buildAction.unknown.map(({ name }) => name),
  ]);
  leaveOut(
    notes,
    'Variables of the build action',
    buildAction.variables.map(({ key }) => key.value),
  );
}

function others(node: Node | undefined, known: readonly string[]): string[] {
  return membersOf(node).flatMap(({ key }) => (known.includes(key.value) ? [] : [key.value]));
}

function leaveOut(notes: Notes, what: string, names: Iterable<string>): void {
  const named = new Set(names);
  if (named.size > 0) note(notes, `${what} are left out: ${list(named)}.`);
}
