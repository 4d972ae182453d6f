import { defaultDomain } from './default-domain/rule';
import { duplicateHost } from './duplicate-host/rule';
import { duplicatePin } from './duplicate-pin/rule';
import { emptyInputPin } from './empty-input-pin/rule';
import { expiredBypassFlag } from './expired-bypass-flag/rule';
import { inertBypassFlag } from './inert-bypass-flag/rule';
import { invalidHost } from './invalid-host/rule';
import { malformedPin } from './malformed-pin/rule';
import { missingBackupPin } from './missing-backup-pin/rule';
import { missingProperty } from './missing-property/rule';
import { nonCanonicalHost } from './non-canonical-host/rule';
import { nonCanonicalPin } from './non-canonical-pin/rule';
import { notStrictJson } from './not-strict-json/rule';
import { pinPrefix } from './pin-prefix/rule';
import { placeholderPin } from './placeholder-pin/rule';
import type { Rule } from './rule';
import { syntaxError } from './syntax-error/rule';
import { unknownProperty } from './unknown-property/rule';
import { unquotedReference } from './unquoted-reference/rule';
import { wrongType } from './wrong-type/rule';

/** Every rule, in the order of the documentation: the file, the bypass, hosts, pins. */
export const rules: readonly Rule[] = [
  syntaxError,
  notStrictJson,
  unquotedReference,
  unknownProperty,
  missingProperty,
  wrongType,
  expiredBypassFlag,
  inertBypassFlag,
  defaultDomain,
  invalidHost,
  nonCanonicalHost,
  duplicateHost,
  missingBackupPin,
  duplicatePin,
  malformedPin,
  pinPrefix,
  placeholderPin,
  emptyInputPin,
  nonCanonicalPin,
];
