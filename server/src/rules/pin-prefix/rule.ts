import type { Fix } from '../../core/finding';
import { type PinEntry, type PinSet, pinStyle } from '../../model/model';
import { pinMark, pinsWhere } from '../pin-drafts';
import type { Rule } from '../rule';

export const pinPrefix: Rule = {
  id: 'pin-prefix',
  severity: 'error',
  summary:
    '`sha256/` is absent where the plugin wants it, or present where the platform takes bare base64; `sha1/` anywhere',
  citation:
    'https://github.com/OutSystems/docs-odc/blob/main/src/eap/integration-with-systems/mobile-plugins/ssl-pinning/intro.md',
  fix: { summary: 'add or remove `sha256/`', safe: true },
  part: 'pinSets',
  *check(model) {
    for (const { set, pin } of pinsWhere(model, (each, its) => complaint(its, each) !== undefined)) {
      const message = complaint(set, pin) ?? '';
      const fix = respell(set, pin);
      yield { ...pinMark(set, pin), message, ...(fix ? { fixes: [fix] } : {}) };
    }
  },
};

const SHA1: Readonly<Record<PinSet['engine'], string>> = {
  plugin: 'on Android the app crashes over this one, on iOS it never matches',
  trustkit: 'the iOS app crashes at launch over this one',
  nsc: 'the Android app crashes at its first connection over this one',
  nspinned: 'this one never matches',
};

const PREFIXED: Readonly<Record<PinSet['engine'], string>> = {
  plugin: 'it cannot be read',
  trustkit: 'TrustKit cannot read the pin, and the iOS app crashes at launch',
  nsc: 'Android cannot read the pin, and the app crashes at its first connection',
  nspinned: 'the pin never matches, and iOS says nothing about it',
};

function complaint(set: PinSet, { reading }: PinEntry): string | undefined {
  if (reading.prefix === 'sha1/') {
    return `SHA-1 pins are not supported: ${SHA1[set.engine]}. Compute the SHA-256 pin.`;
  }
  const wanted = pinStyle(set) === 'prefixed' ? 'sha256/' : '';
  if (!reading.ok || reading.prefix === wanted) return undefined;
  return wanted
    ? 'A pin begins with `sha256/` here: without it the plugin rejects or never matches it on Android.'
    : `The platform takes the bare base64 here: with the prefix ${PREFIXED[set.engine]}.`;
}

function respell(set: PinSet, { reading, text, span }: PinEntry): Fix | undefined {
  if (reading.prefix === 'sha1/' || !reading.ok) return undefined;
  const bare = reading.prefix === '' ? text : text.replace(/^[^/:=]*[/:=]/, '');
  const prefixed = pinStyle(set) === 'prefixed';
  const title = prefixed ? 'Add `sha256/`' : 'Remove the prefix';
  return { title, safe: true, edits: [{ span, text: prefixed ? `sha256/${bare}` : bare }] };
}
