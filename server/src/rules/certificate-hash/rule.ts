import * as l10n from '../../core/l10n';
import type { CertificateAtHand, Observed } from '../../core/observed';
import type { PinEntry } from '../../model/model';
import { meantKey, pinKey } from '../../pins/pin';
import { pinMark, pinsWhere, written } from '../pin-drafts';
import type { Rule } from '../rule';

export const certificateHash: Rule = {
  id: 'certificate-hash',
  severity: 'error',
  summary: 'The hash of a whole certificate that is at hand, not of its public key',
  citation: 'https://www.rfc-editor.org/rfc/rfc7469#section-2.4',
  fix: { summary: 'replace by its pin', safe: false },
  part: 'pinSets',
  *check(model, { observed }) {
    if (!observed || observed.certificates.size === 0) return;
    for (const { set, pin } of pinsWhere(model, (each) => hashed(each, observed) !== undefined)) {
      const certificate = hashed(pin, observed);
      if (!certificate) continue;
      const { subject, where } = certificate;
      yield {
        ...pinMark(set, pin),
        message: l10n.t(
          'This is the hash of a whole certificate, {0} in {1}, not of its public key: it never matches, so an app that relies on it cannot connect. Pin the key instead.',
          subject,
          where,
        ),
        fixes: [
          {
            title: l10n.t('Replace by the pin of {0}', where),
            safe: false,
            edits: [{ span: pin.span, text: written(set, pinKey(certificate.pin)) }],
          },
        ],
      };
    }
  },
};

/** The certificate at hand whose hash a pin is, in whatever spelling: base64, hexadecimal, with colons. */
function hashed({ reading }: PinEntry, { certificates }: Observed): CertificateAtHand | undefined {
  const key = meantKey(reading) ?? (reading.ok ? undefined : reading.fingerprint);
  return key === undefined ? undefined : certificates.get(key);
}
