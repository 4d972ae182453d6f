import type { Connection } from 'vscode-languageserver';
import { type Seen, seenIn } from '../affected/evidence';
import { readConfig } from '../config/config';
import { MAX_CONFIG } from '../config/config-file';
import type { Reader } from './documents';
import { EVIDENCE, type EvidenceParams, MANAGED_DOMAINS, type ManagedDomainsParams } from './protocol';

/** Says what the texts of a workspace tell of an app, for the client that puts the files together. */
export function registerAffected(connection: Connection, reader: Reader): void {
  connection.onRequest(
    EVIDENCE,
    async ({ uri, path, text, managedDomains }: EvidenceParams): Promise<Seen | null> => {
      const model = await reader.readText(uri, text);
      return model ? seenIn({ path, model, managedDomains }) : null;
    },
  );
  connection.onRequest(MANAGED_DOMAINS, ({ text }: ManagedDomainsParams): readonly string[] =>
    text.length > MAX_CONFIG ? [] : readConfig(text).config.managedDomains,
  );
}
