import { upTo } from '../../core/up-to.ts';
import { parseAddress } from '../../model/profile/address.ts';

/** One entry of `Servers`: a host, and behind semicolons what it is called. */
export interface ServerEntry {
  /** Without blanks around it. */
  readonly host: string;
  readonly names: readonly string[];
}

/** The entries of a value of `Servers`, which commas separate. */
export function serverEntries(text: string): ServerEntry[] {
  return text.split(',').map((entry) => {
    const [host = '', ...names] = entry.split(';').map((part) => part.trim());
    return { host, names };
  });
}

/** The same value with other hosts; names, separators and blanks stay. */
export function withHosts(text: string, change: (host: string) => string): string {
  return text
    .split(',')
    .map((entry) => {
      const place = upTo(entry, ';');
      const start = place.length - place.trimStart().length;
      const host = place.trim();
      return entry.slice(0, start) + change(host) + entry.slice(start + host.length);
    })
    .join(',');
}

/** Whether a text is an IPv4 or IPv6 address. */
export function isAddress(text: string): boolean {
  return parseAddress(text) !== undefined;
}

/** What a host is without a scheme, a path and, if asked for, a port. Colons of an IPv6 address are no port. */
export function bareHost(host: string, withoutPort: boolean): string {
  const bare = upTo(host.replace(/^[a-z][a-z0-9+.-]*:\/\//i, ''), /[/?#]/);
  return withoutPort ? bare.replace(/^([^:]+):\d*$/, '$1') : bare;
}
