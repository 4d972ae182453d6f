import { randomBytes } from 'node:crypto';
import type { Kind } from '../../server/src/model/kind';

/** A document of one kind whose entries name this many hosts; two pins each where the kind has pins. */
export interface Sample {
  readonly path: string;
  readonly write: (hosts: number) => string;
}

const host = (index: number) => `api${index}.example.org`;
const key = () => randomBytes(32).toString('base64');
const numbers = (count: number) => Array.from({ length: count }, (_, index) => index);
const json = (value: unknown) => JSON.stringify(value, null, 2);

export const SAMPLES: Readonly<Record<Kind, Sample>> = {
  pinning: {
    path: '/pinning.json',
    write: (hosts) =>
      json({
        hosts: numbers(hosts).map((index) => ({
          host: host(index),
          hashes: [`sha256/${key()}`, `sha256/${key()}`],
        })),
      }),
  },
  extensibility: {
    path: '/extensibility.json',
    write: (hosts) =>
      json({
        preferences: {
          global: numbers(hosts).map((index) => ({
            name: `Server${index}`,
            value: `https://${host(index)}`,
          })),
        },
      }),
  },
  'build-action': {
    path: '/build-action.json',
    write: (hosts) =>
      json({
        platforms: {
          android: {
            xml: numbers(hosts).map((index) => ({
              resFile: 'xml/network_security_config.xml',
              target: 'network-security-config',
              inject: domainConfig(index),
            })),
          },
        },
      }),
  },
  'android-nsc': {
    path: '/network_security_config.xml',
    write: (hosts) =>
      `<network-security-config>\n${numbers(hosts).map(domainConfig).join('')}</network-security-config>\n`,
  },
  'ios-plist': {
    path: '/Info.plist',
    write: (hosts) =>
      `<plist version="1.0">\n<dict>\n<key>TSKConfiguration</key>\n<dict>\n<key>TSKPinnedDomains</key>\n<dict>\n${numbers(hosts).map(trustKitDomain).join('')}</dict>\n</dict>\n</dict>\n</plist>\n`,
  },
};

function domainConfig(index: number): string {
  return `  <domain-config>
    <domain includeSubdomains="false">${host(index)}</domain>
    <pin-set>
      <pin digest="SHA-256">${key()}</pin>
      <pin digest="SHA-256">${key()}</pin>
    </pin-set>
  </domain-config>
`;
}

function trustKitDomain(index: number): string {
  return `  <key>${host(index)}</key>
  <dict>
    <key>TSKPublicKeyHashes</key>
    <array>
      <string>${key()}</string>
      <string>${key()}</string>
    </array>
  </dict>
`;
}
