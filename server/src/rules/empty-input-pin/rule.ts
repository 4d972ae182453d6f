import * as l10n from '../../core/l10n';
import type { PinEntry } from '../../model/model';
import { emptyInput } from '../../pins/samples';
import { pinMark, pinsWhere } from '../pin-drafts';
import type { Rule } from '../rule';

export const emptyInputPin: Rule = {
  id: 'empty-input-pin',
  severity: 'error',
  summary: 'The SHA-256 of nothing, of LF or of CR LF: a command before it in the pipe failed',
  citation: 'https://github.com/bamlab/react-native-app-security/issues/9',
  part: 'pinSets',
  *check(model) {
    for (const { set, pin } of pinsWhere(model, (each) => inputOf(each) !== undefined)) {
      const input = inputOf(pin) ?? '';
      yield {
        ...pinMark(set, pin),
        message: l10n.t(
          'This is the hash of {0}, not of a key: the command that should have read the key failed, as `openssl rsa` does for every EC key. Compute it with `pinwarden pin` or `openssl pkey`.',
          input,
        ),
      };
    }
  },
};

function inputOf({ reading }: PinEntry): string | undefined {
  return reading.ok ? emptyInput(reading.key) : undefined;
}
