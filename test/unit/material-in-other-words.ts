import { readMaterial } from '../../server/src/pins/certificates';
import type { MaterialOptions } from '../../server/src/pins/material';
import { englishIn, inOtherWords } from './in-other-words';

/** What of the words about a file is English, where another language is spoken, beside names of files, blocks and ciphers. */
export async function englishAbout(bytes: Uint8Array, options: MaterialOptions): Promise<readonly string[]> {
  const file = await inOtherWords(() => readMaterial(bytes, options));
  const said = file.ok ? [...file.unread, file.protection ?? ''] : [file.message];
  return said
    .flatMap((text) => englishIn(text.replace(/[\w/-]+\.[a-z]{3}\b/g, ' '), ''))
    .filter((word) => word !== word.toUpperCase());
}
