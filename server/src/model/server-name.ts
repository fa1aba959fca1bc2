import type { Location } from '../core/source-file.ts';
import { textArgument } from './cmdlet-call.ts';
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

/** The hosts that a client connects to; empty where that is not known. */
export function hostsOf(policy: IPsecPolicy, { profiles, calls = [] }: Pick<Facts, 'profiles' | 'calls'>): readonly string[] {
  if (policy.side !== 'client') return [];
  const profile = profiles.find(({ policyKey }) => policyKey === policy.key);
  if (profile) return profile.brief?.hosts ?? hostsOfProfile(profile);
  const name = policy.name?.toLowerCase();
  if (name === undefined) return [];
  const about = calls.filter(
    (call) => CONNECTION.has(call.cmdlet) && textArgument(call, 'Name')?.text.toLowerCase() === name && call.arguments.has('ServerAddress'),
  );
  const addresses = about.map((call) => textArgument(call, 'ServerAddress')?.text);
  // One that is not known, or two that differ, leave open which it is.
  const [only] = addresses;
  return only !== undefined && addresses.every((address) => address === only) ? hostsIn(only) : [];
}

const CONNECTION: ReadonlySet<string> = new Set(['Add-VpnConnection', 'Set-VpnConnection']);
