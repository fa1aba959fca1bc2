import { keyUsage } from '../knowledge/certificates.ts';
import { numberMeaning } from '../knowledge/profile-xml/values.ts';
import { addressText, bitsOf, netmask, prefixOf, type IpPrefix } from '../model/profile/address.ts';

/** What a value of a profile means, as a sentence; `undefined` where it speaks for itself. */
export function describeValue(path: string, value: string): string | undefined {
  switch (path) {
    case 'TrafficFilter/Protocol': {
      const name = numberMeaning(path, value);
      return name && `${value} is ${name}.`;
    }
    case 'Route/PrefixSize':
      return describePrefixSize(value);
    case 'DeviceCompliance/Sso/Eku': {
      const usage = keyUsage(value);
      return usage && `${value} is ${usage.name}.`;
    }
    default: {
      const meaning = numberMeaning(path, value);
      return meaning === undefined ? undefined : `${value} means ${meaning}.`;
    }
  }
}

/** The netmask of a number of bits and how many addresses it leaves; only the latter for a number that IPv4 does not have. */
function describePrefixSize(value: string): string | undefined {
  const v4 = prefixOf('0.0.0.0', value);
  const mask = v4 && netmask(v4);
  if (mask) return `Netmask ${addressText(mask)}: ${addressCount(v4)} in IPv4.`;
  const v6 = prefixOf('::', value);
  return v6 && `${addressCount(v6)} in IPv6.`;
}

/** How many addresses a block has: `65,536 addresses`, a power of two where the number is long. */
export function addressCount({ address, size }: IpPrefix): string {
  const bits = bitsOf(address) - size;
  if (bits === 0) return '1 address';
  return bits <= 32 ? `${(2 ** bits).toLocaleString('en-US')} addresses` : `2^${bits} addresses`;
}
