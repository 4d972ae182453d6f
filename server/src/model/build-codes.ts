import * as l10n from '../core/l10n';

/**
 * What an error code of the build service that stands for many faults says of any of them, in one sentence that fits
 * each; nothing for another code, because its finding says all there is.
 * Source: error articles of OutSystems' support, https://github.com/OutSystems/docs-support/tree/main/src/error/mabs
 */
export function buildCode(code: string): string | undefined {
  switch (code) {
    case 'OS-MABS-RES-40003':
      return l10n.t(
        'the build refuses the pinning file with this code and names no place; what is marked here is a reason.',
      );
    case 'OS-MABS-ACT-40000':
      return l10n.t(
        'the build refuses the build action with this code, often without a place; what is marked here is a reason.',
      );
    default:
      return undefined;
  }
}
