import { prefixText } from './address.ts';
import { fieldFlag } from './field.ts';
import { childNodes } from './node.ts';
import { isDeviceTunnel, profileField, type VpnProfile } from './profile.ts';
import { isUnreadRoute, routesOf } from './routes.ts';

/**
 * What rules about a device tunnel and its user tunnels can observe of the other profile, as a value without places:
 * equal values, equal consequences. Routes are in their order, since their places go by it.
 */
export function observedProfile(profile: VpnProfile): unknown {
  const { root } = profile;
  return [
    root.complete,
    isDeviceTunnel(profile) ?? null,
    fieldFlag(profileField(profile, 'RegisterDNS')) ?? null,
    childNodes(root, 'DomainNameInformation').length > 0,
    routesOf(profile).map((route) => [route.isExclusion ?? null, route.prefix ? prefixText(route.prefix) : isUnreadRoute(route)]),
  ];
}
