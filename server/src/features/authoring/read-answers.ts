import { spacedThumbprint, thumbprintOf, thumbprintProblem } from '../../knowledge/certificates.ts';
import { sampleTextIn } from '../../knowledge/sample-texts.ts';
import {
  addressText,
  bitsOf,
  containsPrefix,
  hasHostBits,
  isSamePrefix,
  networkOf,
  parseAddress,
  parsePrefix,
  prefixText,
  type IpPrefix,
} from '../../model/profile/address.ts';
import { splitLoosely } from '../../model/profile/entries.ts';
import { comparableName } from '../../model/profile/name-rules.ts';
import { normalisedHost } from '../../model/server-name.ts';
import { notANetworkName } from '../../rules/dns/network-name.ts';
import { wrongWith } from '../../rules/eap/thumbprints.ts';
import { bareHost, isAddress } from '../../rules/profile/server-list.ts';
import { shown } from '../../rules/shown.ts';
import { LIST } from './question.ts';

/** An answer as it is taken, or a sentence or two that say what is wrong with it and how it should look. */
export type Read = { readonly value: string } | { readonly problem: string };

/** Host names, of which there must be one at least. Letter case stays: Windows 11 tells it apart in the names of NPS servers. */
export function readHosts(text: string, example: string): Read {
  return readEach(text, example, (host) => wrongHost(host, example));
}

/** DNS suffixes; none are fine. */
export function readSuffixes(text: string, example: string): Read {
  if (text.trim() === '') return { value: '' };
  return readEach(text, example, (suffix) =>
    suffix.startsWith('.') && suffix.length > 1
      ? `${shown(suffix)} begins with a dot. Write it without: ${suffix.replace(/^\.+/, '')}.`
      : wrongHost(suffix, example),
  );
}

/** Zones, with or without the dot in front, which they come back with; none are fine. */
export function readZones(text: string, example: string): Read {
  if (text.trim() === '') return { value: '' };
  if (splitLoosely(text).includes('.')) return { problem: `"." is for all names, public ones too. Write the internal zones, such as ${example}.` };
  const bare = (zone: string): string => zone.replace(/^\./, '');
  return readEach(
    text,
    example,
    (zone) => wrongHost(bare(zone), example),
    (zone) => `.${bare(zone)}`,
  );
}

/** IP addresses, of which there must be one at least. */
export function readAddresses(text: string, example: string): Read {
  return readEach(text, example, (address) =>
    parseAddress(address) ? undefined : `${shown(address)} is not an IP address. Write addresses with commas between, such as ${example}.`,
  );
}

/** Names of networks; none are fine unless they are `required`, which says why. */
export function readNetworks(text: string, example: string, required: string | undefined): Read {
  const names = text
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0)
    return required === undefined ? { value: '' } : { problem: `${required} Write the DNS suffix of the internal network, such as ${example}.` };
  for (const name of names) {
    const what = notANetworkName(name) ?? (name.includes(';') ? 'has a semicolon in it' : undefined);
    if (what !== undefined) return { problem: `${shown(name)} ${what}. Write DNS suffixes with commas between, such as ${example}.` };
  }
  return { value: [...new Set(names)].join(LIST) };
}

/** The thumbprint of a certificate as Windows shows it. What only surrounds the digits is taken away. */
export function readThumbprint(text: string): Read {
  const problem = thumbprintProblem(text);
  const thumbprint = thumbprintOf(text) ?? problem?.thumbprint;
  if (thumbprint !== undefined) return { value: spacedThumbprint(thumbprint) };
  if (text.trim() === '' || !problem) return { problem: 'Paste the SHA-1 thumbprint of the certificate: 40 hexadecimal digits, with or without blanks.' };
  return { problem: `${shown(text.trim())} ${wrongWith(problem)}` };
}

/** Which tunnel a route is for. */
export type RouteKind = 'user' | 'device';

/** A device tunnel has no routes to networks that are larger than this: `device-wide-route`. */
const WIDEST_FOR_DEVICE = 24;

/** Networks in CIDR notation; an address alone stands for the one host. */
export function readRoutes(text: string, kind: RouteKind, example: string): Read {
  const prefixes: IpPrefix[] = [];
  for (const entry of splitLoosely(text)) {
    const address = parseAddress(entry);
    const prefix = address ? { address, size: bitsOf(address) } : parsePrefix(entry);
    const problem = prefix ? wrongRoute(entry, prefix, kind) : `${shown(entry)} is not a network. Write networks with their prefix, such as ${example}.`;
    if (!prefix || problem !== undefined) return { problem: problem ?? '' };
    if (prefixes.some((other) => isSamePrefix(other, prefix))) return { problem: `${prefixText(prefix)} is there twice. Write it once.` };
    prefixes.push(prefix);
  }
  if (prefixes.length === 0) return { problem: `Write at least one network, such as ${example}. Nothing else leads into the tunnel.` };
  const within = kind === 'user' ? nested(prefixes) : undefined;
  if (within) return { problem: `${prefixText(within.inner)} lies within ${prefixText(within.outer)}. Write the wider one alone.` };
  return { value: prefixes.map(prefixText).join(LIST) };
}

function wrongRoute(text: string, prefix: IpPrefix, kind: RouteKind): string | undefined {
  const { address, size } = prefix;
  if (size === 0)
    return `${shown(text)} is everything. ${kind === 'user' ? 'Go back and choose the force tunnel for that.' : 'A device tunnel is never a force tunnel: write single servers, such as 10.20.0.10/32.'}`;
  if (hasHostBits(prefix)) {
    const network = prefixText({ address: networkOf(prefix), size });
    return `${shown(text)} is an address within ${network}, and Windows adds no route for that. Write ${network} for the network, or ${addressText(address)}/${bitsOf(address)} for the one host.`;
  }
  if (kind === 'device' && address.version === 4 && size < WIDEST_FOR_DEVICE)
    return `${shown(text)} would be open before anyone signs in. Write the servers that are needed until then, such as 10.20.0.10/32, or networks of /${WIDEST_FOR_DEVICE} at most.`;
  return undefined;
}

/** A block inside another one. A single host may be there on purpose: it wins over the same route of a device tunnel. */
function nested(prefixes: readonly IpPrefix[]): { inner: IpPrefix; outer: IpPrefix } | undefined {
  for (const inner of prefixes) {
    const outer = prefixes.find((each) => each !== inner && containsPrefix(each, inner));
    if (outer && inner.size < bitsOf(inner.address)) return { inner, outer };
  }
  return undefined;
}

/** What a resource of Azure is called. */
export function readName(text: string, example: string): Read {
  const name = text.trim();
  if (name === '') return { problem: `Write the name, such as ${example}.` };
  // The union of what Azure takes for gateways and resource groups.
  return /^[\p{L}\p{N}_().-]*[\p{L}\p{N}_()-]$/u.test(name) && name.length <= 90
    ? { value: name }
    : { problem: `"${shown(name)}" is no name that Azure takes. Write letters, digits and hyphens, such as ${example}.` };
}

/** Reads each entry of a list that must not be empty. */
function readEach(text: string, example: string, wrong: (entry: string) => string | undefined, cleaned: (entry: string) => string = (entry) => entry): Read {
  const byName = new Map<string, string>();
  for (const entry of splitLoosely(text)) {
    const problem = wrong(entry);
    if (problem !== undefined) return { problem };
    const value = cleaned(entry);
    if (byName.has(comparableName(value))) return { problem: `${shown(entry)} is there twice. Write it once.` };
    byName.set(comparableName(value), value);
  }
  return byName.size === 0 ? { problem: `Write at least one, such as ${example}.` } : { value: [...byName.values()].join(LIST) };
}

/** What keeps a text from being the full name of a host. */
function wrongHost(text: string, example: string): string | undefined {
  const sample = sampleTextIn(text);
  if (sample) return `${shown(sample.text)} is ${sample.is}. Write your own.`;
  if (isAddress(text)) return `${shown(text)} is an address. Write a name, such as ${example}.`;
  const bare = bareHost(text, true);
  if (bare !== text) return `${shown(text)} is more than a host name. ${bare === '' ? `Write one such as ${example}.` : `Write ${bare} alone.`}`;
  if (!text.includes('.')) return `${shown(text)} has no domain. Write the full name, such as ${example}.`;
  const labels = text.split('.');
  // A name that ends in a number would be an address, and is a mistyped one.
  const isName = normalisedHost(text) !== undefined && !text.includes(':') && !labels.includes('') && !/^\d+$/.test(labels.at(-1) ?? '');
  return isName ? undefined : `${shown(text)} is not a host name. Write one such as ${example}.`;
}
