import * as vscode from 'vscode';
import type { LanguageClient } from 'vscode-languageclient/node';
import { askHost, dial, mayDial } from '../dial';
import { chainHeading } from '../pick';
import { offerPins, placeAtCursor } from './use-pin';

/** Compute SPKI Hash of Host…: asks for a host, shows its whole chain, copies or inserts a pin. */
export function registerComputeHost(client: LanguageClient): vscode.Disposable {
  return vscode.commands.registerCommand('pinwarden.computeHostHash', async () => {
    if (!(await mayDial())) return;
    const place = await placeAtCursor(client);
    const host = await askHost(place?.host);
    const chain = host && (await dial(host));
    if (!chain) return;
    const title = vscode.l10n.t('Certificates of {0}', host);
    await offerPins(client, title, chainHeading(chain), chain.certificates, place, chain);
  });
}
