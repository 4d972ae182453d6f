import { BlockList, isIP } from 'node:net';

/**
 * Whether an IP address is outside the public internet: loopback, private, shared, link-local, unique-local,
 * unspecified, multicast, documentation, or an IPv6 form that carries an IPv4 address of such a kind.
 * Source: IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890).
 */
export function isPrivateAddress(ip: string): boolean {
  const family = isIP(ip);
  if (family === 0 || ip.includes('%')) return true;
  lists ??= buildLists();
  return family === 4 ? lists.ipv4.check(ip, 'ipv4') : lists.ipv6.check(ip, 'ipv6');
}

const IPV4: readonly (readonly [string, number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];

const IPV6: readonly (readonly [string, number])[] = [
  ['::', 96],
  ['::ffff:0:0', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];

interface Lists {
  readonly ipv4: BlockList;
  readonly ipv6: BlockList;
}

let lists: Lists | undefined;

/** Two lists, because a list that holds ::ffff:0:0/96 also matches every IPv4 address. */
function buildLists(): Lists {
  const ipv4 = new BlockList();
  const ipv6 = new BlockList();
  for (const [net, prefix] of IPV6) ipv6.addSubnet(net, prefix, 'ipv6');
  for (const [net, prefix] of IPV4) {
    ipv4.addSubnet(net, prefix, 'ipv4');
    // Networks without IPv4 reach public hosts through 64:ff9b::/96 (RFC 6052), so only its private part is out.
    ipv6.addSubnet(`64:ff9b::${net}`, 96 + prefix, 'ipv6');
  }
  return { ipv4, ipv6 };
}
