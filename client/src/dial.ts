import * as vscode from 'vscode';
import type { HostObservation } from '../../server/src/core/observed';
import { describeChain, observation } from '../../server/src/describe-chain';
import { noteText, refusalText } from '../../server/src/describe-refusal';
import { fetchChains, fetchMany, machineRoots } from '../../server/src/net';
import type { ChainResult } from '../../server/src/pins/chain';
import { type ProxySettings, settingsProxy } from '../../server/src/proxy';
import { parseTarget } from '../../server/src/target';
import type { LiveChain } from './abilities';

const { l10n } = vscode;

/** How long a host may take for everything, in milliseconds: first, and once it was too slow for that. */
const TIMEOUT_MS = 10_000;
const LONG_TIMEOUT_MS = 60_000;

/** How long the notes on a dial stay in the status bar, in milliseconds. */
const NOTES_MS = 15_000;

/** Asks for a host, offering one, and fetches its chain, where this workspace may dial. */
export async function liveChain(offered: string | undefined): Promise<LiveChain | undefined> {
  if (!(await mayDial())) return undefined;
  const asked = await askHost(offered);
  const chain = asked && (await dial(asked));
  return chain ? { asked, chain } : undefined;
}

/** Says whether this workspace may dial; where it may not, tells the person why and how to change it. */
export async function mayDial(): Promise<boolean> {
  if (vscode.workspace.isTrusted) return true;
  const manage = l10n.t('Manage Workspace Trust');
  const answer = await vscode.window.showWarningMessage(
    l10n.t(
      'Pinwarden connects to no host in Restricted Mode: a file from a stranger should not decide where you connect to. Checking goes on.',
    ),
    manage,
  );
  if (answer === manage) await vscode.commands.executeCommand('workbench.trust.manage');
  return false;
}

/** Asks for a host, offering the one that the person is at; nothing when the person gives up. */
function askHost(offered: string | undefined): Thenable<string | undefined> {
  return vscode.window.showInputBox({
    title: l10n.t('Host to connect to'),
    prompt: l10n.t('TLS handshakes only, no request is sent. A port or an https address is fine.'),
    placeHolder: 'api.example.org',
    ignoreFocusOut: true,
    value: offered ?? '',
    validateInput: (value) =>
      parseTarget(value.trim()) ? undefined : l10n.t('Write a host name, host:port or an https address'),
  });
}

/** Fetches the chain of a host, with progress and cancel; where there is none, says why and offers to try again. */
async function dial(input: string, timeoutMs = TIMEOUT_MS): Promise<ChainResult | undefined> {
  const target = parseTarget(input.trim());
  if (!target) return undefined;
  const fetched = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: l10n.t('Asking {0} for its certificates', input.trim()),
      cancellable: true,
    },
    (_progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      return fetchChains(target, { timeoutMs, signal: abort.signal, ...networkSettings() });
    },
  );
  if (!fetched.ok) {
    if (fetched.refusal.code === 'cancelled') return undefined;
    const late = fetched.refusal.code === 'timeout';
    const reason = late
      ? lateText(input.trim(), timeoutMs)
      : l10n.t('No pin: {0}', refusalText(fetched.refusal));
    const again = l10n.t('Try Again');
    const answer = await vscode.window.showErrorMessage(reason, again);
    return answer === again ? dial(input, late ? LONG_TIMEOUT_MS : timeoutMs) : undefined;
  }
  // Which proxy was asked, for one; nothing that is worth a click.
  if (fetched.notes.length > 0)
    vscode.window.setStatusBarMessage(fetched.notes.map(noteText).join('; '), NOTES_MS);
  const { readCertificate } = await import('../../server/src/pins/certificates');
  const [chain] = fetched.chains;
  return chain && describeChain(chain, readCertificate);
}

/** A host that was too slow gets more time, which nobody has to set anywhere. */
function lateText(host: string, timeoutMs: number): string {
  const seconds = timeoutMs / 1000;
  return timeoutMs < LONG_TIMEOUT_MS
    ? l10n.t(
        'No pin: {0} gave no TLS answer within {1} s. Trying again waits up to {2} s.',
        host,
        seconds,
        LONG_TIMEOUT_MS / 1000,
      )
    : l10n.t(
        'No pin: {0} gave no TLS answer within {1} s. Check the network, the VPN or the firewall.',
        host,
        seconds,
      );
}

/** Asks hosts for all their chains, with progress and cancel; the answers that came before a cancel are kept. */
export async function dialMany(hosts: readonly string[]): Promise<readonly HostObservation[]> {
  const { readCertificate } = await import('../../server/src/pins/certificates');
  return vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: hosts.length === 1 ? l10n.t('Asking 1 host') : l10n.t('Asking {0} hosts', hosts.length),
      cancellable: true,
    },
    async (progress, token) => {
      const abort = new AbortController();
      token.onCancellationRequested(() => abort.abort());
      const results = await fetchMany(
        hosts.map((host) => ({ host })),
        {
          timeoutMs: TIMEOUT_MS,
          signal: abort.signal,
          bothKeyTypes: true,
          ...networkSettings(),
          onResult: ({ host }) => progress.report({ increment: 100 / hosts.length, message: host }),
        },
      );
      const now = new Date();
      return hosts.flatMap((host, at) => {
        const result = results[at];
        const cancelled = result && !result.ok && result.refusal.code === 'cancelled';
        return result && !cancelled ? [observation(host, result, now, readCertificate)] : [];
      });
    },
  );
}

/**
 * VS Code's proxy and its word on the system's certificates. Its own patches of Node never take a TLS handshake
 * through a proxy. What a workspace sets does not count: its author should not choose who listens.
 */
function networkSettings() {
  const http = vscode.workspace.getConfiguration('http');
  const own = (key: string): unknown => {
    const { globalValue, defaultValue } = http.inspect<unknown>(key) ?? {};
    return globalValue ?? defaultValue;
  };
  const text = (key: string) => asText(own(key));
  const list = own('noProxy');
  const settings: ProxySettings = {
    url: text('proxy'),
    except: Array.isArray(list) ? list.map(asText) : [],
    isOff: own('proxySupport') === 'off',
    authorization: text('proxyAuthorization'),
  };
  return {
    proxy: settingsProxy(settings),
    ...(own('systemCertificates') === false ? { localRoots: machineRoots({ system: false }) } : {}),
  };
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}
