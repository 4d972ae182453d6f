import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
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

/** What comes of a SHA-1. */
const SHA1: Readonly<Record<PinSet['engine'], () => string>> = {
  plugin: () => l10n.t('On Android the app crashes over this one, on iOS it never matches.'),
  trustkit: () => l10n.t('The iOS app crashes at launch over this one.'),
  nsc: () => l10n.t('The Android app crashes at its first connection over this one.'),
  nspinned: () => l10n.t('This one never matches.'),
};

/** What comes of a prefix where none belongs. */
const PREFIXED: Readonly<Record<PinSet['engine'], () => string>> = {
  plugin: () => l10n.t('With the prefix it cannot be read.'),
  trustkit: () => l10n.t('With the prefix TrustKit cannot read the pin, and the iOS app crashes at launch.'),
  nsc: () =>
    l10n.t('With the prefix Android cannot read the pin, and the app crashes at its first connection.'),
  nspinned: () => l10n.t('With the prefix the pin never matches, and iOS says nothing about it.'),
};

function complaint(set: PinSet, { reading }: PinEntry): string | undefined {
  if (reading.prefix === 'sha1/') {
    return [
      l10n.t('SHA-1 pins are not supported.'),
      SHA1[set.engine](),
      l10n.t('Compute the SHA-256 pin.'),
    ].join(' ');
  }
  const wanted = pinStyle(set) === 'prefixed' ? 'sha256/' : '';
  if (!reading.ok || reading.prefix === wanted) return undefined;
  return wanted
    ? l10n.t(
        'A pin begins with `sha256/` here. On Android, the plugin refuses a pin without it, or never matches it.',
      )
    : `${l10n.t('The platform takes the bare base64 here.')} ${PREFIXED[set.engine]()}`;
}

function respell(set: PinSet, { reading, text, span }: PinEntry): Fix | undefined {
  if (reading.prefix === 'sha1/' || !reading.ok) return undefined;
  const bare = reading.prefix === '' ? text : text.replace(/^[^/:=]*[/:=]/, '');
  const prefixed = pinStyle(set) === 'prefixed';
  const title = prefixed ? l10n.t('Add `sha256/`') : l10n.t('Remove the prefix');
  return { title, safe: true, edits: [{ span, text: prefixed ? `sha256/${bare}` : bare }] };
}
