import type { Change } from '../../model/change.ts';
import { parseAddress } from '../../model/profile/address.ts';
import { entriesOf } from '../../model/profile/entries.ts';
import { comparableName } from '../../model/profile/name-rules.ts';
import { branch, leaf } from '../../model/profile/new-element.ts';
import { profileField, type VpnProfile } from '../../model/profile/profile.ts';

/** The names of the servers, each once. What follows a semicolon is a friendly name. */
export function serverHosts(profile: VpnProfile): string[] {
  const servers = profileField(profile, 'NativeProfile/Servers');
  if (servers.state !== 'known') return [];
  const hosts = new Map<string, string>();
  for (const { value } of entriesOf(servers.written)) {
    const host = value.split(';', 1)[0]?.trim() ?? '';
    if (/^[\w-]+(\.[\w-]+)+\.?$/.test(host) && !parseAddress(host) && !hosts.has(comparableName(host))) hosts.set(comparableName(host), host);
  }
  return [...hosts.values()];
}

/** The changes by which Windows asks the usual DNS servers for these names, whatever the other rules say. */
export function exempt(profile: VpnProfile, hosts: readonly string[]): Change[] {
  return hosts.map((host) => ({ kind: 'add-element', parent: profile.root.at, element: branch('DomainNameInformation', leaf('DomainName', host)) }));
}
