/**
 * What the build service means by its error codes, in one sentence each.
 * Source: error articles of OutSystems' support, https://github.com/OutSystems/docs-support/tree/main/src/error/mabs
 */
const BUILD_CODES: Readonly<Record<string, string>> = {
  'OS-MABS-RES-40001': 'The pinning file names a host under a domain whose certificates OutSystems manages.',
  'OS-MABS-RES-40002': 'The app uses the SSL Pinning plugin and holds no pinning file.',
  'OS-MABS-RES-40003': 'The pinning file is not JSON, or not of the form that the plugin reads.',
  'OS-MABS-PREF-40000': 'A section of the configuration holds a key that it does not know.',
  'OS-MABS-PREF-40001': 'A key that an item needs is missing.',
  'OS-MABS-PREF-40002': 'The value of a key has the wrong type.',
  'OS-MABS-PREF-40003': 'A section that must be a list is something else.',
  'OS-MABS-PREF-40004': 'The section `preferences` is not an object.',
  'OS-MABS-CNF-40000': 'An icon is missing: a density or a size of the set.',
  'OS-MABS-CNF-40001': 'A splash screen is missing: a density or a size of the set.',
  'OS-MABS-CNF-40002': 'The path of an icon or a splash screen leads to nothing in the ZIP file.',
  'OS-MABS-CNF-40004': 'The ZIP file that the configuration names is not there, or is none.',
  'OS-MABS-CNF-40005': 'A property has the wrong type, or a setting that it refers to has no value.',
  'OS-MABS-CNF-40006': 'A property that must be there is missing.',
  'OS-MABS-CNF-40011': 'The source or the target of a resource leads out of the project.',
  'OS-MABS-CNF-40012': 'The source of a resource is not there.',
  'OS-MABS-PRJ-40004': 'A resource is named by a path and is not there; a reference would find it.',
  'OS-MABS-ACT-40000':
    'The build action cannot be carried out: its form, a condition, an XPath or a piece of XML.',
  'OS-MABS-GEN-40020': 'The preference `android-buildToolsVersion` is set, which is not allowed.',
  'OS-MABS-GEN-40009': 'The preference `android-minSdkVersion` is lower than the build allows.',
  'OS-MABS-GEN-40021': 'The preference `GradlePluginKotlinVersion` is lower than the build allows.',
  'OS-MABS-SHLD-40003': 'A preference of AppShield has a value that it does not take.',
  'OS-MABS-SHLD-40007': 'The signing certificate that AppShield is given is not base64.',
  'OS-MCO-40001': 'A plugin has an empty source.',
  'OS-MCO-40002': 'The set of pictures is not complete.',
  'OS-MCO-40003': 'A library needs an iOS permission that nobody describes.',
  'OS-MCO-40004': 'The configuration follows neither schema.',
  'OS-MCO-40005': 'A plugin has no source for the framework of this build.',
  'OS-MCO-40006': 'The legacy schema is used in a Capacitor build.',
  'OS-MCO-40007': 'npm does not take the name or the version of a package.',
  'OS-MCO-50017': 'The configuration holds characters that XML does not allow.',
  'OS-MCO-50018': 'A value has another type than the schema says.',
};

/** What an error code of the build service means; nothing for one that is not known. */
export function buildCode(code: string): string | undefined {
  return Object.hasOwn(BUILD_CODES, code) ? BUILD_CODES[code] : undefined;
}
