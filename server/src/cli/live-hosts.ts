import type { HostObservation, Observed } from '../core/observed';
import { type AskableHost, askableHosts, hostNotes } from '../features/live-notes';
import type { NamedCertificate } from '../pins/observe';
import type { Checked } from '../report/checked';
import { plural } from '../report/paint';
import type { ReportEntry } from '../report/pins';
import type { Taken } from './check';
import { complain } from './complain';
import { askHosts, type Online, observedFrom } from './online';

/** The pinned hosts of one run: what they served, and how each of their places stands. */
export interface LiveHosts {
  /** Asks the hosts of these files, each once, if any is to be asked. */
  readonly ask: (files: readonly Taken[]) => Promise<void>;
  /** What the rules are told of hosts and of certificates at hand; nothing where there is nothing to tell. */
  readonly observed: (certificates: readonly NamedCertificate[]) => Observed | undefined;
  /** Takes note of a file that was judged. */
  readonly note: (file: Taken, observed: Observed | undefined) => void;
  /** For the report, in the order of the files; nothing where it has no room for hosts. */
  readonly hosts: () => Pick<Checked, 'hosts'>;
}

/** What is remembered of a host. */
interface Noted {
  readonly entries: ReportEntry[];
  readonly notes: Set<string>;
}

/** Gathers the pinned hosts of a run that asks them, or whose report shows them. */
export function liveHosts({
  online,
  format,
  today,
}: {
  readonly online: Online | undefined;
  readonly format: string;
  readonly today: string;
}): LiveHosts {
  const wanted = online !== undefined || format === 'html';
  const found = new Map<string, Noted>();
  let observations: ReadonlyMap<string, HostObservation> = new Map();
  let gathered:
    | { readonly certificates: readonly NamedCertificate[]; readonly observed: Observed | undefined }
    | undefined;
  return {
    async ask(files) {
      if (!online) return;
      const asked = await askHosts(files.flatMap(hostsOf), online);
      tellIfNone(asked);
      observations = new Map(asked.map((one) => [one.host, one]));
    },
    observed(certificates) {
      // Files with the same certificates around them are judged by the same observations.
      if (certificates !== gathered?.certificates)
        gathered = { certificates, observed: observedFrom([...observations.values()], certificates) };
      return gathered.observed;
    },
    note(file, observed) {
      if (!wanted || !file.model) return;
      const notes = hostNotes(file.model, observed, today);
      for (const [at, { host, entry: _, platform: __, ...place }] of hostsOf(file).entries()) {
        const noted = found.get(host) ?? { entries: [], notes: new Set() };
        found.set(host, noted);
        noted.entries.push({ path: file.shown, ...place });
        const parts = notes[at]?.parts ?? [];
        if (parts.length > 0) noted.notes.add(parts.join(' · '));
      }
    },
    hosts: () =>
      wanted
        ? {
            hosts: [...found].map(([host, { entries, notes }]) => ({
              host,
              entries,
              notes: [...notes],
              observation: observations.get(host),
            })),
          }
        : {},
  };
}

/** Where nothing was compared, the findings alone look as if all were well: a job behind a firewall stays green for ever. */
function tellIfNone(asked: readonly HostObservation[]): void {
  const [first] = asked;
  if (!first?.error || asked.some(({ error }) => !error)) return;
  const others = asked.length - 1;
  const more = others === 0 ? '' : ` (and so on for ${plural(others, 'other host')})`;
  complain(`no host could be asked, so no pin was compared: ${first.error.message}${more}`);
}

function hostsOf({ model }: Taken): readonly AskableHost[] {
  return model ? askableHosts(model) : [];
}
