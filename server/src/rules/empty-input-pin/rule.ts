import { emptyInput } from '../../pins/samples';
import { eachPin, pinMark } from '../pin-drafts';
import type { Rule } from '../rule';

export const emptyInputPin: Rule = {
  id: 'empty-input-pin',
  severity: 'error',
  summary: 'The SHA-256 of nothing, of LF or of CR LF: a command before it in the pipe failed',
  citation: 'https://github.com/bamlab/react-native-app-security/issues/9',
  *check(model) {
    for (const { set, pin } of eachPin(model)) {
      const input = pin.reading.ok ? emptyInput(pin.reading.key) : undefined;
      if (!input) continue;
      yield {
        ...pinMark(set, pin),
        message: `This is the hash of ${input}, not of a key: the command that should have read the key failed, as \`openssl rsa\` does for every EC key. Compute it with \`pinwarden pin\` or \`openssl pkey\`.`,
      };
    }
  },
};
