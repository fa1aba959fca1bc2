import { F5_PORTS } from '../../knowledge/load-balancer/f5-built-in.ts';
import type { Item, Quoting } from '../../syntax/f5/tree.ts';
import { parseAddress, shortestAddress } from '../../model/profile/address.ts';
import { innerSpan } from '../../syntax/f5/tree.ts';
import { quoteWidth } from '../../syntax/f5/items.ts';
import type { Span } from '../../core/span.ts';

/** The folder that names without one are in. */
export const COMMON = '/Common';

/** What a word or string says, without quotes, and with what a shell is known to fill in. */
export function wordOf(text: string, item: Item, quoting: Quoting): string {
  if (item.value !== undefined) return item.value;
  const { start, end } = wordSpan(text, item, quoting);
  const raw = text.slice(start, end);
  return item.kind === 'string' ? raw.replace(/\\(["\\])/g, '$1') : raw;
}

/** Where it stands, without quotes. */
export function wordSpan(text: string, item: Item, quoting: Quoting): Span {
  return item.kind === 'string' ? innerSpan(item, Math.max(1, quoteWidth(text, item.start, quoting))) : { start: item.start, end: item.end };
}

/** A name with its folder. */
export function fullName(name: string, folder: string): string {
  return name.startsWith('/') ? name : `${folder}/${name}`;
}

/** The name without its folder. */
export function localName(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** The folder of a full name: `/Common`. */
export function folderOf(name: string): string {
  return name.slice(0, name.lastIndexOf('/'));
}

/** `/Common` of `/Common/folder/x`. */
export function partitionOf(name: string): string {
  const end = name.indexOf('/', 1);
  return end < 0 ? name : name.slice(0, end);
}

/** The two parts of `/Common/10.10.1.11:500`, of `2001:db8::1.500` and of `node1:https`; no port where none is written. */
export function splitDestination(text: string): { readonly host: string; readonly port: string | undefined } {
  const local = localName(text);
  const bracketed = /^\[([^\]]*)\](?:[:.](.*))?$/.exec(local);
  if (bracketed) return { host: bracketed[1] ?? '', port: bracketed[2] };
  const colons = local.split(':').length - 1;
  const isSix = colons > 1 || local.startsWith('any6.');
  const at = local.lastIndexOf(isSix ? '.' : ':');
  // The last part of an IPv6 address may be written as one of IPv4.
  if (at < 0 || (isSix && parseAddress(local.replace(/%\d+$/, '')))) return { host: local, port: undefined };
  return { host: local.slice(0, at), port: local.slice(at + 1) };
}

/** A port by number or name. */
export function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d{1,5}$/.test(text)) return Number(text) <= 65535 ? Number(text) : undefined;
  return Object.hasOwn(F5_PORTS, text) ? F5_PORTS[text] : undefined;
}

/** An address in its shortest form, with its route domain; `any` for all; `undefined` for what is none. */
export function addressOf(text: string): string | undefined {
  if (/^(any|any6|\*|0\.0\.0\.0|::)(%\d+)?$/.test(text)) return 'any';
  const [, address = '', domain = ''] = /^([^%/]*)(%\d+)?(?:\/\d+)?$/.exec(text) ?? [];
  const shortest = shortestAddress(address);
  return shortest && `${shortest}${domain === '%0' ? '' : domain}`;
}
