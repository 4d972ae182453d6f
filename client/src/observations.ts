import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { HostObservation } from '../../server/src/core/observed';
import { OBSERVATIONS, type ObservationsParams } from '../../server/src/lsp/protocol';

/** What hosts served in this session, by name; kept in memory until the window closes, and told to the server. */
export interface Observations extends vscode.Disposable {
  readonly of: (host: string) => HostObservation | undefined;
  readonly all: () => readonly HostObservation[];
  /** Remembers; a newer look at a host takes the place of an older one. */
  readonly add: (observed: readonly HostObservation[]) => Promise<void>;
  readonly onDidChange: vscode.Event<void>;
}

/** Makes the memory of a window. A server that is started again is told anew. */
export function rememberObservations(client: BaseLanguageClient): Observations {
  const byHost = new Map<string, HostObservation>();
  const changed = new vscode.EventEmitter<void>();
  const tell = async () => {
    const params: ObservationsParams = { hosts: [...byHost.values()] };
    await client.sendNotification(OBSERVATIONS, params);
  };
  const restarted = client.onDidChangeState(({ newState }) => {
    if (newState === RUNNING && byHost.size > 0) void tell();
  });
  return {
    of: (host) => byHost.get(host),
    all: () => [...byHost.values()],
    async add(observed) {
      for (const one of observed) byHost.set(one.host, withEntries(one, byHost.get(one.host)));
      changed.fire();
      await tell();
    },
    onDidChange: changed.event,
    dispose() {
      changed.dispose();
      restarted.dispose();
    },
  };
}

/** `State.Running`, which is declared as a value that a type import does not bring. */
const RUNNING = 2;

/** What was judged by an older look at the host is judged by the newer one. */
function withEntries(fresh: HostObservation, old: HostObservation | undefined): HostObservation {
  if (!fresh.judged || !old?.judged) return fresh;
  return { ...fresh, judged: [...new Set([...old.judged, ...fresh.judged])] };
}
