import { isNotTrue } from '../../model/profile/field.ts';
import { isDeviceTunnel, profileField, type VpnProfile } from '../../model/profile/profile.ts';

/**
 * Whether a profile is certainly neither a device tunnel nor in LockDown. Those two allow one protocol and one way to
 * authenticate, and rules of their own say so; what another rule would advise about them is beside the point.
 */
export function isPlainTunnel(profile: VpnProfile): boolean {
  return isDeviceTunnel(profile) === false && isNotTrue(profileField(profile, 'LockDown'));
}
