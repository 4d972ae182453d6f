import { buildActionInvalid } from './build-action-invalid/rule';
import { certificateHash } from './certificate-hash/rule';
import { cleartextTraffic } from './cleartext-traffic/rule';
import { conflictingSchemas } from './conflicting-schemas/rule';
import { defaultDomain } from './default-domain/rule';
import { duplicateHost } from './duplicate-host/rule';
import { duplicatePin } from './duplicate-pin/rule';
import { emptyInputPin } from './empty-input-pin/rule';
import { expiredBypassFlag } from './expired-bypass-flag/rule';
import { forbiddenPreference } from './forbidden-preference/rule';
import { incompleteAmazonRoots } from './incomplete-amazon-roots/rule';
import { inertBypassFlag } from './inert-bypass-flag/rule';
import { invalidHost } from './invalid-host/rule';
import { invalidIgnore } from './invalid-ignore/rule';
import { invalidPermission } from './invalid-permission/rule';
import { invalidPluginSource } from './invalid-plugin-source/rule';
import { invalidValue } from './invalid-value/rule';
import { liveCertificateExpiring } from './live-certificate-expiring/rule';
import { liveNoBackup } from './live-no-backup/rule';
import { livePinMismatch } from './live-pin-mismatch/rule';
import { liveSingleCertificate } from './live-single-certificate/rule';
import { liveUnreachable } from './live-unreachable/rule';
import { liveUntrustedChain } from './live-untrusted-chain/rule';
import { malformedPin } from './malformed-pin/rule';
import { missingBackupPin } from './missing-backup-pin/rule';
import { missingPins } from './missing-pins/rule';
import { missingProperty } from './missing-property/rule';
import { misspelledPreference } from './misspelled-preference/rule';
import { multiplePinningFiles } from './multiple-pinning-files/rule';
import { nearMissPin } from './near-miss-pin/rule';
import { nonCanonicalHost } from './non-canonical-host/rule';
import { nonCanonicalPin } from './non-canonical-pin/rule';
import { notStrictJson } from './not-strict-json/rule';
import { nscDuplicateElement } from './nsc-duplicate-element/rule';
import { nscInvalidAttribute } from './nsc-invalid-attribute/rule';
import { nscMisplacedElement } from './nsc-misplaced-element/rule';
import { nscMissingAttribute } from './nsc-missing-attribute/rule';
import { nscMissingDomain } from './nsc-missing-domain/rule';
import { nscMisspelledName } from './nsc-misspelled-name/rule';
import { nscUnknownElement } from './nsc-unknown-element/rule';
import { nspinnedWrongList } from './nspinned-wrong-list/rule';
import { pathEscapesRoot } from './path-escapes-root/rule';
import { pinPrefix } from './pin-prefix/rule';
import { pinSetExpired } from './pin-set-expired/rule';
import { pinSetExpiring } from './pin-set-expiring/rule';
import { pinTargetMismatch } from './pin-target-mismatch/rule';
import { pinningFileMissing } from './pinning-file-missing/rule';
import { pinningNotEnforced } from './pinning-not-enforced/rule';
import { pinsOverridden } from './pins-overridden/rule';
import { placeholderPin } from './placeholder-pin/rule';
import { platformsDisagree } from './platforms-disagree/rule';
import { removedPreference } from './removed-preference/rule';
import type { Rule } from './rule';
import { schemaMismatch } from './schema-mismatch/rule';
import { syntaxError } from './syntax-error/rule';
import { tskExcludeKey } from './tsk-exclude-key/rule';
import { undeclaredVariable } from './undeclared-variable/rule';
import { unknownOperation } from './unknown-operation/rule';
import { unknownProperty } from './unknown-property/rule';
import { unquotedReference } from './unquoted-reference/rule';
import { unresolvedResource } from './unresolved-resource/rule';
import { userCertificates } from './user-certificates/rule';
import { wrongType } from './wrong-type/rule';

/** Every rule, in the order of the documentation: the file, the bypass, hosts, pins. */
export const rules: readonly Rule[] = [
  syntaxError,
  notStrictJson,
  unquotedReference,
  unknownProperty,
  missingProperty,
  wrongType,
  invalidValue,
  misspelledPreference,
  forbiddenPreference,
  removedPreference,
  schemaMismatch,
  conflictingSchemas,
  invalidPluginSource,
  pathEscapesRoot,
  invalidPermission,
  invalidIgnore,
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
  nearMissPin,
  certificateHash,
  incompleteAmazonRoots,
  nscUnknownElement,
  nscMisspelledName,
  nscDuplicateElement,
  nscMisplacedElement,
  nscMissingDomain,
  nscMissingAttribute,
  nscInvalidAttribute,
  missingPins,
  pinSetExpired,
  pinSetExpiring,
  cleartextTraffic,
  userCertificates,
  pinsOverridden,
  pinningNotEnforced,
  tskExcludeKey,
  nspinnedWrongList,
  platformsDisagree,
  pinTargetMismatch,
  buildActionInvalid,
  undeclaredVariable,
  unknownOperation,
  unresolvedResource,
  multiplePinningFiles,
  pinningFileMissing,
  livePinMismatch,
  liveNoBackup,
  liveSingleCertificate,
  liveUntrustedChain,
  liveCertificateExpiring,
  liveUnreachable,
];
