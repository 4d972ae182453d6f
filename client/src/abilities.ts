import type * as vscode from 'vscode';
import type { BaseLanguageClient } from 'vscode-languageclient';
import type { PinPlace } from '../../server/src/features/insert-pin';
import type { ChainResult } from '../../server/src/pins/chain';
import type { MaterialOptions } from '../../server/src/pins/material';

/** What the place where the extension runs can do beyond reading files; a missing member means that it cannot. */
export interface Abilities extends Pick<MaterialOptions, 'publicKeyOf'> {
  /** Asks for a host, offering one, and fetches its chain; nothing when the person gives up or there is none. */
  readonly liveChain?: (offered: string | undefined) => Promise<LiveChain | undefined>;
  readonly newKey?: NewKey;
}

/** A chain and the host that the person named for it. */
export interface LiveChain {
  readonly asked: string;
  readonly chain: ChainResult;
}

/** How a key is made that no server has. */
export interface NewKey {
  /** Why no key can be made in this workspace, in a sentence; nothing where one can. */
  readonly refusal: () => string | undefined;
  /** Makes a key and inserts its pin at hosts of a document. */
  readonly insert: (
    client: BaseLanguageClient,
    document: vscode.TextDocument,
    places: readonly PinPlace[],
  ) => Promise<void>;
}
