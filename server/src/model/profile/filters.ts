import { bitsOf, compareAddresses, maskSize, parseAddress, prefixOf, type IpAddress, type IpPrefix } from './address.ts';
import { fieldText } from './field.ts';
import { fieldAt, type ProfileNode } from './node.ts';

/** Whether a node is a traffic filter that can be taken at its word. */
export function isWholeFilter(node: ProfileNode): boolean {
  return node.path === 'TrafficFilter' && node.complete;
}

/** Whether a filter has anything that picks traffic, or something that may do so. Direction counts only where it is not the default. */
export function hasCondition(filter: ProfileNode): boolean {
  return filter.children.some(({ name }) => name !== 'RoutingPolicyType' && name !== 'Direction') || !isOutbound(filter);
}

/** Whether a filter is certainly for traffic that leaves the client. */
export function isOutbound(filter: ProfileNode): boolean {
  const direction = fieldAt(filter, 'Direction');
  return direction.state === 'absent' || fieldText(direction)?.toLowerCase() === 'outbound';
}

/** A range of ports as it is written: the numbers may be too large, and the last one before the first. */
export interface PortRange {
  readonly first: number;
  readonly last: number;
}

/** Reads `443` or `5000-5100`; `undefined` for everything else. */
export function parsePortRange(text: string): PortRange | undefined {
  const [first = '', last = first, ...more] = ends(text);
  return more.length === 0 && /^\d+$/.test(first) && /^\d+$/.test(last) ? { first: Number(first), last: Number(last) } : undefined;
}

/** What an entry of an address list states: a block of addresses, or all from one to another, which may be the wrong way round. */
export type AddressRange =
  { readonly kind: 'block'; readonly prefix: IpPrefix } | { readonly kind: 'range'; readonly first: IpAddress; readonly last: IpAddress };

/** Reads `10.0.0.1`, `10.0.0.0/24`, `10.0.0.0/255.255.255.0` or `10.0.0.1-10.0.0.9`; `undefined` for everything else. */
export function parseAddressRange(text: string): AddressRange | undefined {
  const [from = '', to, ...more] = ends(text);
  if (more.length > 0) return undefined;
  if (to === undefined) return parseBlock(from);
  const first = parseAddress(from);
  const last = parseAddress(to);
  return first && first.version === last?.version ? { kind: 'range', first, last } : undefined;
}

/** Whether the last address of a range comes before its first one. */
export function isReversed(range: AddressRange): boolean {
  return range.kind === 'range' && compareAddresses(range.first, range.last) > 0;
}

/** Whether an entry is about IPv6. */
export function isIPv6(range: AddressRange): boolean {
  return (range.kind === 'block' ? range.prefix.address : range.first).version === 6;
}

/** A range without the blanks around its hyphen. */
export function withoutBlanks(range: string): string {
  return ends(range).join('-');
}

/** A range the other way round. */
export function turned(range: string): string {
  return ends(range).reverse().join('-');
}

function ends(range: string): string[] {
  return range.split('-').map((end) => end.trim());
}

function parseBlock(text: string): AddressRange | undefined {
  const [address = '', size, ...more] = text.split('/');
  if (more.length > 0) return undefined;
  const alone = parseAddress(address);
  if (!alone) return undefined;
  // Filters are kept in the form of firewall rules, which have masks as well.
  const prefix = size === undefined ? { address: alone, size: bitsOf(alone) } : prefixOf(address, String(maskSize(size) ?? size));
  return prefix && { kind: 'block', prefix };
}
