import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { localDate, utcStamp } from '../../server/src/core/date';
import type { ObservedChain } from '../../server/src/core/observed';
import {
  type BackupCandidate,
  type BackupHost,
  chainCandidates,
  commonCertificates,
  fileCandidates,
  servedBy,
} from '../../server/src/features/backup';
import type { PinPlace } from '../../server/src/features/insert-pin';
import { type RootSet, rootsOfIssuer } from '../../server/src/features/root-set';
import { pinKey } from '../../server/src/pins/pin';
import type { Abilities } from './abilities';
import { choiceItems, rootItems } from './backup-items';
import { chooseFile, readFile } from './certificate-file';
import { hostsText, insertAt, type NamedPins } from './commands/use-pin';
import type { Observations } from './observations';
import { chainHeading, confirmAnyway, type Objection, ownerName, plain, untrusted } from './pick';
import { askStep, isBack } from './steps';

const { l10n } = vscode;

/** What a backup is looked for: the hosts that get it, and what is known of them. */
export interface BackupWork {
  readonly client: BaseLanguageClient;
  readonly observations: Observations;
  readonly abilities: Abilities;
  readonly document: vscode.TextDocument;
  readonly product?: string;
  readonly places: readonly PinPlace[];
  /** Which step the choice of a source is, and how many there are. */
  readonly step: number;
  readonly steps: number;
}

/** `back` where the person wants to choose another source; nothing when it was inserted or given up. */
type Outcome = Promise<'back' | undefined>;

/** What can be chosen from, and the chains that it comes from, if any. */
interface Offer {
  readonly source: string;
  readonly heading: string;
  readonly candidates: readonly BackupCandidate[];
  readonly chains: readonly ObservedChain[];
  /** The hosts that serve these chains. */
  readonly servers: readonly string[];
}

/** Lets a person choose among the keys of a file. */
export async function chooseFromFile(work: BackupWork, hosts: readonly BackupHost[]): Outcome {
  const uri = await chooseFile();
  const contents = uri && (await readFile(uri, work.abilities));
  if (!contents) return undefined;
  return chooseKey(work, hosts, {
    source: vscode.workspace.asRelativePath(uri),
    heading: l10n.t('From a file: nothing here says that a server uses them'),
    candidates: fileCandidates(contents.items, pinnedEverywhere(hosts)),
    chains: [],
    servers: [],
  });
}

/** Lets a person choose among the keys of a chain: the one that was seen in this window, else the one that is asked for. */
export async function chooseFromChain(work: BackupWork, hosts: readonly BackupHost[]): Outcome {
  const seen = seenChain(work, hosts);
  const offer = seen ?? (await askChain(work, hosts));
  return offer && chooseKey(work, hosts, offer);
}

function seenChain({ observations }: BackupWork, hosts: readonly BackupHost[]): Offer | undefined {
  const certificates = commonCertificates(hosts);
  const chains = hosts.flatMap((one) => one.chains);
  // What speaks against one of the chains is what people have to know.
  const shown = chains.find((chain) => untrusted(chain).length > 0) ?? chains[0];
  if (certificates.length === 0 || !shown) return undefined;
  const names = hosts.map(({ host }) => host);
  const at = observations.of(names[0] ?? '')?.at ?? '';
  return {
    source: hostsText(names),
    heading: l10n.t('Seen at {0}: {1}', clock(at), chainHeading(shown)),
    candidates: chainCandidates(certificates, pinnedEverywhere(hosts)),
    chains: [shown, ...chains.filter((chain) => chain !== shown)],
    servers: names,
  };
}

async function askChain(work: BackupWork, hosts: readonly BackupHost[]): Promise<Offer | undefined> {
  const live = await work.abilities.liveChain?.(hosts[0]?.host);
  if (!live) return undefined;
  const { asked, chain } = live;
  await remember(work.observations, asked, chain, hosts);
  return {
    source: asked,
    heading: chainHeading(chain),
    candidates: chainCandidates(chain.certificates, pinnedEverywhere(hosts)),
    chains: [chain],
    servers: [asked],
  };
}

/** Going back does not mean asking again. What a check saw of a host is more than this one chain, and stays. */
async function remember(
  observations: Observations,
  asked: string,
  chain: ObservedChain,
  hosts: readonly BackupHost[],
): Promise<void> {
  if (observations.of(asked) || !hosts.some(({ host }) => host === asked)) return;
  const at = utcStamp();
  // Nobody asked for a judgement on the entries of this host.
  await observations.add([{ host: asked, at, chains: [chain], judged: [] }]);
}

async function chooseKey(work: BackupWork, hosts: readonly BackupHost[], offer: Offer): Outcome {
  const { source, heading, candidates, chains, servers } = offer;
  const pinned = pinnedEverywhere(hosts);
  const sets = new Set(chains.flatMap((chain) => rootsOfIssuer(chain, localDate()) ?? []));
  const items = choiceItems(
    candidates,
    [...sets].map((set) => ({ set, missing: set.roots.filter(({ key }) => !pinned.includes(key)).length })),
  );
  const again = { iconPath: new vscode.ThemeIcon('refresh'), tooltip: l10n.t('Connect once more') };
  const answer = await askStep({
    title: l10n.t('Backup fingerprint for {0} from {1}', hostsOf(work), source),
    placeholder: heading,
    items,
    step: [work.step + 1, work.steps],
    buttons: [vscode.QuickInputButtons.Back, ...(chains.length > 0 ? [again] : [])],
  });
  if (!answer) return undefined;
  if (isBack(answer)) return 'back';
  if (!('picked' in answer)) {
    const fresh = await askChain(work, hosts);
    return fresh && chooseKey(work, hosts, fresh);
  }
  const value = answer.picked[0]?.value;
  if (!value) return undefined;
  if ('roots' in value) return chooseRoots(work, value, hosts);
  const { certificate } = value;
  const serving = servers.length > 0 ? servers : servedBy([certificate.pin], hosts);
  const objections = [
    ...chains.slice(0, 1).flatMap(untrusted),
    ...inChain(ownerName(certificate), serving, value.survives === 'nothing'),
  ];
  return insert(work, { pins: [certificate.pin], name: ownerName(certificate) }, objections);
}

/** Lets a person choose among the roots of an authority, all of them to begin with. */
export async function chooseRoots(work: BackupWork, set: RootSet, hosts: readonly BackupHost[]): Outcome {
  const answer = await askStep({
    title: l10n.t('Backup fingerprint for {0}: roots of {1}', hostsOf(work), set.authority),
    placeholder: l10n.t('Enter adds the checked ones; any of them may issue next'),
    items: rootItems(set, pinnedEverywhere(hosts)),
    step: [work.steps, work.steps],
    many: true,
    buttons: [vscode.QuickInputButtons.Back],
  });
  if (answer && isBack(answer)) return 'back';
  const roots = answer && 'picked' in answer ? answer.picked.map(({ root }) => root) : [];
  if (roots.length === 0) return undefined;
  const pins = roots.map(({ key }) => `sha256/${key}`);
  const objections = inChain(roots[0]?.name ?? '', servedBy(pins, hosts), false);
  return insert(work, { pins, name: set.authority }, objections);
}

async function insert(
  { client, document, places }: BackupWork,
  pins: NamedPins,
  objections: readonly Objection[],
): Promise<undefined> {
  const keys = pins.pins.map(pinKey);
  const there = places.every((place) => keys.every((key) => place.keys.includes(key)));
  // What is there already is not warned of: nothing is going to be inserted.
  if (there || (await confirmAnyway(objections, l10n.t('Insert Anyway'))))
    await insertAt(client, document, places, pins);
}

/** A pin of the served chain is no backup (RFC 7469 §4.3), even where it outlives a renewal. */
function inChain(name: string, serving: readonly string[], inUse: boolean): readonly Objection[] {
  if (serving.length === 0) return [];
  const hosts = hostsText(serving);
  return [
    {
      text: l10n.t('{0} is in the chain that {1} serves now: it is no backup.', plain(name), hosts),
      detail: inUse
        ? l10n.t(
            'It is the key in use, and the pin dies with it. A backup is outside of the chain (RFC 7469, section 4.3).',
          )
        : l10n.t(
            'It holds as long as the host stays with this authority. A backup is outside of the chain (RFC 7469, section 4.3): without one, a change of authority cuts every installed app off.',
          ),
    },
  ];
}

function pinnedEverywhere(hosts: readonly BackupHost[]): readonly string[] {
  const [first, ...others] = hosts;
  return (first?.keys ?? []).filter((key) => others.every(({ keys }) => keys.includes(key)));
}

function hostsOf({ places }: BackupWork): string {
  return hostsText(places.map(({ host }) => host));
}

/** A time of day as the person's system writes it. */
function clock(at: string): string {
  const time = new Date(at);
  return Number.isNaN(time.getTime())
    ? at
    : time.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
}
