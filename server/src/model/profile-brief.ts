import { ownCopy } from '../core/own-copy.ts';
import { isComplete, observedProfile } from './profile/observed.ts';
import { isDeviceTunnel, type ProfileBrief, type VpnProfile } from './profile/profile.ts';
import { hostsOfProfile } from './server-name.ts';

/** What is kept of a profile when the rest is put away. */
export function briefOf(profile: VpnProfile): ProfileBrief {
  return { complete: isComplete(profile), isDevice: isDeviceTunnel(profile), hosts: hostsOfProfile(profile).map(ownCopy), observed: observedProfile(profile) };
}
