/**
 * What the build service's error codes that stand for many faults say of any of them, in one sentence that fits each;
 * what another code means, its finding says itself.
 * Source: error articles of OutSystems' support, https://github.com/OutSystems/docs-support/tree/main/src/error/mabs
 */
const BUILD_CODES: Readonly<Record<string, string>> = {
  'OS-MABS-RES-40003':
    'the build refuses the pinning file with this code and names no place; what is marked here is a reason.',
  'OS-MABS-ACT-40000':
    'the build refuses the build action with this code, often without a place; what is marked here is a reason.',
};

/** What an error code of the build service means beside its finding; nothing where the finding says all there is. */
export function buildCode(code: string): string | undefined {
  return Object.hasOwn(BUILD_CODES, code) ? BUILD_CODES[code] : undefined;
}
