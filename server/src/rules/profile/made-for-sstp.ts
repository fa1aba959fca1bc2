import { fieldText } from '../../model/profile/field.ts';
import { profileField, type VpnProfile } from '../../model/profile/profile.ts';
import { bareHost, serverEntries } from './server-list.ts';

/** Whether IKEv2 certainly cannot do what a profile says: MSChapv2 without EAP, or a port behind the server's name. To make it an IKEv2 profile takes more than the protocol. */
export function isMadeForSstp(profile: VpnProfile): boolean {
  const method = fieldText(profileField(profile, 'NativeProfile/Authentication/UserMethod'));
  const servers = fieldText(profileField(profile, 'NativeProfile/Servers')) ?? '';
  return method?.toLowerCase() === 'mschapv2' || serverEntries(servers).some(({ host }) => bareHost(host, true) !== bareHost(host, false));
}
