import { prefixText } from './address.ts';
import { fieldFlag, fieldText } from './field.ts';
import { childNodes } from './node.ts';
import { fingerprint } from '../../core/fingerprint.ts';
import { isDeviceTunnel, profileField, type VpnProfile } from './profile.ts';
import { isUnreadRoute, routesOf } from './routes.ts';

/**
 * What rules about a device tunnel and its user tunnels can observe of the other profile, and those about a load balancer of its clients, as
 * a short text without places: equal texts, equal consequences. Routes are in their order, since their places go by it.
 */
export function observedProfile(profile: VpnProfile): string {
  if (profile.brief) return profile.brief.observed;
  const { root } = profile;
  const observed = [
    root.complete,
    isDeviceTunnel(profile) ?? null,
    fieldFlag(profileField(profile, 'RegisterDNS')) ?? null,
    childNodes(root, 'DomainNameInformation').length > 0,
    fieldText(profileField(profile, 'NativeProfile/Servers')) ?? null,
    routesOf(profile).map((route) => [route.isExclusion ?? null, route.prefix ? prefixText(route.prefix) : isUnreadRoute(route)]),
  ];
  return fingerprint(JSON.stringify(observed));
}

/** Whether a profile is read to its end, so that what it does not say is not in it. */
export function isComplete(profile: VpnProfile): boolean {
  return profile.brief?.complete ?? profile.root.complete;
}
