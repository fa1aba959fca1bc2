import { push } from '../core/groups.ts';
import { Lookup } from '../core/lookup.ts';
import type { Location } from '../core/source-file.ts';
import { textArgument, type CmdletCall } from './cmdlet-call.ts';
import type { Facts } from './facts.ts';
import type { IPsecPolicy } from './policy.ts';
import { profileField, type VpnProfile } from './profile/profile.ts';

/** A host that a file says it configures. */
export interface ServerClaim {
  /** Full name or address, in lower case. */
  readonly host: string;
  /**
   * How it says so.
   * - `comment`: `aovpn-server: vpn.fabrikam.com` names what clients connect to, so that another name is another server
   * - `computer`: a command runs on that computer, whose name need not be the one that clients use
   */
  readonly by: 'comment' | 'computer';
  readonly at: Location;
}

/** The hosts in the value of `Servers`: a comma stands between servers, a semicolon before the name that people see. */
export function hostsIn(servers: string): string[] {
  return servers.split(',').flatMap((each) => normalisedHost(each.split(';')[0] ?? '') ?? []);
}

/** A host as it is compared; `undefined` for what is none, a bare computer name among them. */
export function normalisedHost(text: string): string | undefined {
  const host = text
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/\.$/, '')
    .toLowerCase();
  return /^[\p{L}\p{N}_]([\p{L}\p{N}_.:-]*[\p{L}\p{N}])?$/u.test(host) && /[.:]/.test(host) ? host : undefined;
}

/** The hosts that a profile connects to; empty where that is not known. */
export function hostsOfProfile(profile: VpnProfile): string[] {
  const servers = profileField(profile, 'NativeProfile/Servers');
  return servers.state === 'known' ? hostsIn(servers.written.value) : [];
}

/** The hosts that the clients of a file connect to. */
export class ClientHosts {
  readonly #profiles: Lookup<VpnProfile>;
  readonly #calls: readonly CmdletCall[];
  /** What is given for the address of each connection, by its name in lower case. */
  #addresses: ReadonlyMap<string, readonly (string | undefined)[]> | undefined;

  constructor({ profiles, calls = [] }: Pick<Facts, 'profiles' | 'calls'>) {
    this.#profiles = new Lookup(profiles, ({ policyKey }) => policyKey);
    this.#calls = calls;
  }

  /** Those of one client; empty where they are not known. */
  of(policy: IPsecPolicy): readonly string[] {
    if (policy.side !== 'client') return [];
    const profile = this.#profiles.get(policy.key);
    if (profile) return profile.brief?.hosts ?? hostsOfProfile(profile);
    if (policy.name === undefined) return [];
    this.#addresses ??= addressesIn(this.#calls);
    // One that is not known, or two that differ, leave open which it is.
    const [only, ...others] = new Set(this.#addresses.get(policy.name.toLowerCase()));
    return only !== undefined && others.length === 0 ? hostsIn(only) : [];
  }
}

function addressesIn(calls: readonly CmdletCall[]): ReadonlyMap<string, readonly (string | undefined)[]> {
  const addresses = new Map<string, (string | undefined)[]>();
  for (const call of calls) {
    const name = CONNECTION.has(call.cmdlet) ? textArgument(call, 'Name') : undefined;
    if (name && call.arguments.has('ServerAddress')) push(addresses, name.text.toLowerCase(), textArgument(call, 'ServerAddress')?.text);
  }
  return addresses;
}

const CONNECTION: ReadonlySet<string> = new Set(['Add-VpnConnection', 'Set-VpnConnection']);
