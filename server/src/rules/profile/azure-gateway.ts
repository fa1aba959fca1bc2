import { fieldText } from '../../model/profile/field.ts';
import { profileField, type VpnProfile } from '../../model/profile/profile.ts';
import { bareHost, serverEntries } from './server-list.ts';

/** Whether all servers of a profile are VPN gateways of Azure, by the names that Azure gives them: what RRAS does by itself is beside the point there. */
export function isForAzureGateway(profile: VpnProfile): boolean {
  const servers = fieldText(profileField(profile, 'NativeProfile/Servers'));
  return servers !== undefined && serverEntries(servers).every(({ host }) => /\.vpn\.azure\.com$/i.test(bareHost(host, true)));
}
