import * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import { liveChain } from '../dial';
import { chainHeading } from '../pick';
import { offerPins, placeAtCursor } from './use-pin';

/** Compute SPKI Hash of Host…: asks for a host, shows its whole chain, copies or inserts a pin. */
export function registerComputeHost(client: BaseLanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.computeHostHash', async () => {
    const place = await placeAtCursor(client);
    const live = await liveChain(place?.host);
    if (!live) return;
    const { asked, chain } = live;
    const title = vscode.l10n.t('Certificates of {0}', asked);
    await offerPins(client, title, chainHeading(chain), chain.certificates, place, chain);
  });
}
