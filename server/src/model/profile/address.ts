import ipaddr from 'ipaddr.js';

/** An address as its bytes, 4 or 16. */
export interface IpAddress {
  readonly version: 4 | 6;
  readonly bytes: readonly number[];
}

/** A block of addresses. */
export interface IpPrefix {
  readonly address: IpAddress;
  /** Number of leading bits that the block shares: 0 to 32, or 0 to 128. */
  readonly size: number;
}

/**
 * Reads an address: four decimal numbers without leading zeros, or any form of IPv6 without a zone. `undefined` for
 * everything else, names, lists and blocks included.
 */
export function parseAddress(text: string): IpAddress | undefined {
  // The library reads these as well, but answers with an exception where they are none.
  const parts = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(text);
  if (parts) {
    const bytes = [Number(parts[1]), Number(parts[2]), Number(parts[3]), Number(parts[4])];
    return bytes.every((byte) => byte <= 255) && !/(^|\.)0\d/.test(text) ? { version: 4, bytes } : undefined;
  }
  if (!/^[\da-f]*:[\da-f:.]*$/i.test(text) || !ipaddr.IPv6.isValid(text)) return undefined;
  return { version: 6, bytes: ipaddr.IPv6.parse(text).toByteArray() };
}

/** Reads a block in the form `10.20.0.0/16`; host bits are kept. `undefined` for everything else. */
export function parsePrefix(text: string): IpPrefix | undefined {
  const [address, size, ...more] = text.split('/');
  return size === undefined || more.length > 0 ? undefined : prefixOf(address ?? '', size);
}

/** A block of an address and a number of bits, both as texts; `undefined` unless they go together. */
export function prefixOf(address: string, size: string): IpPrefix | undefined {
  const parsed = parseAddress(address);
  if (!parsed || !/^\d{1,3}$/.test(size) || Number(size) > bitsOf(parsed)) return undefined;
  return { address: parsed, size: Number(size) };
}

/** How many leading bits a mask in the form `255.255.240.0` has set; `undefined` for a text that is none, or has gaps. */
export function maskSize(text: string): number | undefined {
  const mask = parseAddress(text);
  if (mask?.version !== 4) return undefined;
  const bits = mask.bytes.map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return /^1*0*$/.test(bits) ? bits.lastIndexOf('1') + 1 : undefined;
}

/** How many bits an address of this kind has. */
export function bitsOf({ version }: IpAddress): number {
  return version === 4 ? 32 : 128;
}

/** The first address of a block: the address with its host bits cleared. */
export function networkOf({ address, size }: IpPrefix): IpAddress {
  const bytes = address.bytes.map((byte, index) => byte & maskByte(size - index * 8));
  return { version: address.version, bytes };
}

/** The mask of an IPv4 block as an address; `undefined` for IPv6, which has none. */
export function netmask({ address, size }: IpPrefix): IpAddress | undefined {
  return address.version === 4 ? { version: 4, bytes: [0, 1, 2, 3].map((index) => maskByte(size - index * 8)) } : undefined;
}

/** Whether the address of a block is not its first one. */
export function hasHostBits(prefix: IpPrefix): boolean {
  return !isSameAddress(networkOf(prefix), prefix.address);
}

function isSameAddress(a: IpAddress, b: IpAddress): boolean {
  return a.version === b.version && a.bytes.every((byte, index) => byte === b.bytes[index]);
}

/** Whether two blocks hold the same addresses. */
export function isSamePrefix(a: IpPrefix, b: IpPrefix): boolean {
  return a.size === b.size && isSameAddress(networkOf(a), networkOf(b));
}

/** Whether `outer` holds every address of `inner`; a block holds itself. */
export function containsPrefix(outer: IpPrefix, inner: IpPrefix): boolean {
  return outer.size <= inner.size && isSameAddress(networkOf(outer), networkOf({ address: inner.address, size: outer.size }));
}

/** Whether a block holds an address. */
export function containsAddress(outer: IpPrefix, address: IpAddress): boolean {
  return containsPrefix(outer, { address, size: bitsOf(address) });
}

/** Which of two addresses of one kind comes first: negative, 0 or positive. IPv4 comes before IPv6. */
export function compareAddresses(a: IpAddress, b: IpAddress): number {
  if (a.version !== b.version) return a.version - b.version;
  const index = a.bytes.findIndex((byte, at) => byte !== b.bytes[at]);
  return index < 0 ? 0 : (a.bytes[index] ?? 0) - (b.bytes[index] ?? 0);
}

/**
 * Visits things that each have a block of addresses, in the order of the addresses and outer blocks first. `around` holds
 * those that the thing lies in, the outermost first, and is valid during the visit. Of things with the same block the
 * earlier ones are around the later ones.
 */
export function visitNested<T>(items: readonly T[], blockOf: (item: T) => IpPrefix, visit: (item: T, around: readonly T[]) => void): void {
  const sorted = items.map((item) => {
    const block = blockOf(item);
    return { item, block, first: networkOf(block) };
  });
  sorted.sort((a, b) => compareAddresses(a.first, b.first) || a.block.size - b.block.size);
  const blocks: IpPrefix[] = [];
  const around: T[] = [];
  for (const { item, block } of sorted) {
    for (let last = blocks.at(-1); last && !containsPrefix(last, block); last = blocks.at(-1)) {
      blocks.pop();
      around.pop();
    }
    visit(item, around);
    blocks.push(block);
    around.push(item);
  }
}

/** An address in its usual form: decimal with dots, or the shortest form of IPv6 (RFC 5952). */
export function addressText({ version, bytes }: IpAddress): string {
  return version === 4 ? bytes.join('.') : new ipaddr.IPv6([...bytes]).toRFC5952String();
}

/** What a text says as an address, in its usual form: that of `addressText`. `undefined` for a text that is none. */
export function shortestAddress(text: string): string | undefined {
  const address = parseAddress(text);
  return address && addressText(address);
}

/** The same for what may be the name of a host, which is put in lower case. */
export function shortestHost(text: string): string {
  return shortestAddress(text) ?? text.toLowerCase();
}

/** A block in its usual form: `10.20.0.0/16`. */
export function prefixText(prefix: IpPrefix): string {
  return `${addressText(prefix.address)}/${prefix.size}`;
}

/** The leading `bits` of a byte set, where a byte beyond them is 0. */
function maskByte(bits: number): number {
  const held = Math.max(0, Math.min(8, bits));
  return (0xff << (8 - held)) & 0xff;
}
