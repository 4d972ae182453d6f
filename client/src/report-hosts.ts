import * as vscode from 'vscode';
import type { ReportHost } from '../../server/src/report/pins';
import type { Observations } from './observations';
import type { WorkspaceHost } from './pinned-hosts';

const DEFAULT_DAYS = 30;

/** Every host once, with the places that pin it and what it served. */
export function reportHosts(
  hosts: readonly WorkspaceHost[],
  observations: Pick<Observations, 'of'>,
): ReportHost[] {
  const names = [...new Set(hosts.map(({ host }) => host))];
  return names.map((host) => ({
    host,
    entries: hosts
      .filter((one) => one.host === host)
      .map(({ uri, ...place }) => ({ path: vscode.workspace.asRelativePath(uri), ...place })),
    observation: observations.of(host),
  }));
}

/** How many days a new build needs until most phones have it, as the setting says. */
export function adoptionDays(): number {
  const days = vscode.workspace.getConfiguration('pinwarden').get<number>('adoptionDays', DEFAULT_DAYS);
  return Number.isInteger(days) && days >= 0 && days <= 365 ? days : DEFAULT_DAYS;
}
