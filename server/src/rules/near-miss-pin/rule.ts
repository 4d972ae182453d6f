import type { Fix } from '../../core/finding';
import * as l10n from '../../core/l10n';
import { type PinEntry, pinnedSets } from '../../model/model';
import { type KnownRoot, knownRoots } from '../../pins/known-roots';
import { type NearPin, type NearPins, nearPins } from '../../pins/near-pins';
import { placeholderReason } from '../../pins/samples';
import { pinMark } from '../pin-drafts';
import type { Draft, Rule } from '../rule';

type Origin = KnownRoot | PinEntry;

export const nearMissPin: Rule = {
  id: 'near-miss-pin',
  severity: 'error',
  summary: "A known root's pin, or an earlier one of the file, with one to three characters wrong",
  citation:
    'https://github.com/OutSystems/capacitor-outsystems-sslpinning/blob/923bdd68a8e7de82cf8d2c88f683a35a3a1c52d6/build-actions/pinning_build_action.json',
  fix: { summary: 'replace (known roots only)', safe: false },
  part: 'pinSets',
  *check(model) {
    const sets = pinnedSets(model);
    if (sets.length === 0) return;
    roots ??= knownRootIndex();
    const index = nearPins<Origin>(
      sets.reduce((count, { pins }) => count + pins.length, 0),
      roots,
    );
    for (const set of sets) {
      for (const pin of set.pins) {
        const near = pin.reading.ok ? index.put(pin.reading.key, pin) : undefined;
        if (!near || !pin.reading.ok || placeholderReason(pin.reading.key)) continue;
        yield { ...pinMark(set, pin), ...verdict(pin, near) };
      }
    }
  },
};

/** The roots never change, so they are put in once. */
let roots: NearPins<Origin> | undefined;

function knownRootIndex(): NearPins<Origin> {
  const known = [...knownRoots()];
  const index = nearPins<Origin>(known.length);
  for (const root of known) index.put(root.key, root);
  return index;
}

function verdict(pin: PinEntry, { about, key, differences }: NearPin<Origin>): Omit<Draft, 'span'> {
  if ('text' in about) {
    return {
      message: [
        differences === 1
          ? l10n.t('This pin differs from an earlier one in 1 character, which no two hashes do by chance.')
          : l10n.t(
              'This pin differs from an earlier one in {0} characters, which no two hashes do by chance.',
              differences,
            ),
        l10n.t(
          'One of them is a typing error and matches no key, so an app that relies on it stops connecting. Compute both anew.',
        ),
      ].join(' '),
      related: [{ span: about.span, message: l10n.t('the pin that it nearly is') }],
    };
  }
  return {
    message: [
      differences === 1
        ? l10n.t('This is the pin of `{0}` with 1 character wrong.', about.name)
        : l10n.t('This is the pin of `{0}` with {1} characters wrong.', about.name, differences),
      l10n.t(
        'It matches no key, so every installed app stops connecting when this is the pin it needs. Replace it.',
      ),
    ].join(' '),
    fixes: [replacement(pin, about.name, key)],
  };
}

/** The prefix stays as it is written; the key is the last 44 characters of a good pin. */
function replacement(pin: PinEntry, name: string, key: string): Fix {
  return {
    title: l10n.t('Replace with the pin of `{0}`', name),
    safe: false,
    edits: [{ span: pin.span, text: `${pin.text.slice(0, -44)}${key}` }],
  };
}
