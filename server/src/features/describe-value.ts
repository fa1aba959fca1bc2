import { addressText, prefixOf } from '../model/profile/address.ts';

const PROTOCOLS: Readonly<Record<string, string>> = { '1': 'ICMP', '6': 'TCP', '17': 'UDP', '47': 'GRE', '50': 'ESP', '58': 'ICMPv6' };

/** What a number of a profile means, as a sentence; `undefined` where it speaks for itself. */
export function describeValue(path: string, value: string): string | undefined {
  if (path === 'TrafficFilter/Protocol') {
    const name = PROTOCOLS[value];
    return name && `${value} is ${name}.`;
  }
  return path === 'Route/PrefixSize' ? describePrefixSize(value) : undefined;
}

/** The netmask of a number of bits and how many addresses it leaves; only the latter for a number that IPv4 does not have. */
function describePrefixSize(value: string): string | undefined {
  const mask = maskOf(value);
  if (mask !== undefined) return `Netmask ${mask}: ${addressCount(Number(value), 4)} in IPv4.`;
  return prefixOf('::', value) && `${addressCount(Number(value), 6)} in IPv6.`;
}

/** The netmask of a number of leading bits of an IPv4 address: `255.255.0.0` for 16; `undefined` for a text that is none. */
export function maskOf(size: string): string | undefined {
  const prefix = prefixOf('0.0.0.0', size);
  if (!prefix) return undefined;
  return addressText({ version: 4, bytes: [0, 8, 16, 24].map((before) => (0xff << (8 - Math.max(0, Math.min(8, prefix.size - before)))) & 0xff) });
}

/** How many addresses a block has: `65,536 addresses`, a power of two where the number is long. */
export function addressCount(size: number, version: 4 | 6): string {
  const bits = (version === 4 ? 32 : 128) - size;
  if (bits === 0) return '1 address';
  return bits <= 32 ? `${(2 ** bits).toLocaleString('en-US')} addresses` : `2^${bits} addresses`;
}
