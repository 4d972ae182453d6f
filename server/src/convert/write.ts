import type { Hosts, Pinned } from './gather';

/** The SSL Pinning plugin's file. */
export function pinningFile(hosts: Hosts): string {
  const entries = Array.from(hosts.values(), ({ name, keys }) => ({
    host: name,
    hashes: Array.from(keys, (key) => `sha256/${key}`),
  }));
  return json({ hosts: entries });
}

/**
 * The build action of the SSL Pinning plugin for Capacitor, as OutSystems documents it: each host is put into
 * Android's configuration by a step of its own, and iOS gets one configuration of TrustKit.
 * Source: https://github.com/OutSystems/capacitor-outsystems-sslpinning, build-actions.
 */
export function buildAction(android: Hosts, ios: Hosts): string {
  const xml = Array.from(android.values(), (host) => ({
    resFile: 'xml/network_security_config.xml',
    target: 'network-security-config',
    inject: domainConfig(host),
  }));
  const plist = [{ replace: true, entries: [{ TSKConfiguration: trustKit(ios) }] }];
  return json({
    platforms: {
      ...(android.size > 0 ? { android: { xml } } : {}),
      ...(ios.size > 0 ? { ios: { plist } } : {}),
    },
  });
}

/** Android's network security configuration, with nothing in it but pins. */
export function networkSecurityConfig(hosts: Hosts): string {
  const configs = Array.from(hosts.values(), (host) => indent(domainConfig(host)));
  return `<?xml version="1.0" encoding="utf-8"?>\n<network-security-config>\n${configs.join('\n')}\n</network-security-config>\n`;
}

/** A property list with TrustKit's configuration and nothing else. */
export function propertyList(hosts: Hosts): string {
  const dict = plistValue({ TSKConfiguration: trustKit(hosts) });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">\n<plist version="1.0">\n${dict}\n</plist>\n`;
}

function domainConfig({ name, keys, subdomains, expires }: Pinned): string {
  const pins = Array.from(keys, (key) => `    <pin digest="SHA-256">${escapeXml(key)}</pin>`);
  return [
    '<domain-config>',
    `  <domain includeSubdomains="${subdomains}">${escapeXml(name)}</domain>`,
    `  <pin-set${expires === undefined ? '' : ` expiration="${escapeXml(expires)}"`}>`,
    ...pins,
    '  </pin-set>',
    '</domain-config>',
  ].join('\n');
}

type Plist = string | boolean | readonly string[] | { readonly [key: string]: Plist };

function trustKit(hosts: Hosts): { readonly [key: string]: Plist } {
  const domains = Array.from(hosts.values(), ({ name, keys, subdomains, expires, enforced }) => {
    const policy = {
      TSKDisableDefaultReportUri: true,
      TSKEnforcePinning: enforced,
      TSKIncludeSubdomains: subdomains,
      ...(expires === undefined ? {} : { TSKExpirationDate: expires }),
      TSKPublicKeyHashes: [...keys],
    };
    return [name, policy] as const;
  });
  return { TSKSwizzleNetworkDelegates: true, TSKPinnedDomains: Object.fromEntries(domains) };
}

function plistValue(value: Plist): string {
  if (typeof value === 'boolean') return `<${value}/>`;
  if (typeof value === 'string') return `<string>${escapeXml(value)}</string>`;
  if (isList(value)) return element('array', value.map(plistValue));
  return element(
    'dict',
    Object.entries(value).map(([key, inner]) => `<key>${escapeXml(key)}</key>\n${plistValue(inner)}`),
  );
}

function isList(value: Plist): value is readonly string[] {
  return Array.isArray(value);
}

function element(name: string, items: readonly string[]): string {
  return `<${name}>\n${indent(items.join('\n'))}\n</${name}>`;
}

function indent(text: string): string {
  return text.replace(/^/gm, '  ');
}

function escapeXml(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
