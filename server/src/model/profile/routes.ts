import { prefixOf, type IpPrefix } from './address.ts';
import { fieldFlag, fieldText, isNotTrue, type Field } from './field.ts';
import { childNodes, fieldAt, type ProfileNode } from './node.ts';
import type { VpnProfile } from './profile.ts';

/** One route of a profile. */
export interface Route {
  readonly node: ProfileNode;
  readonly address: Field;
  readonly prefixSize: Field;
  readonly metric: Field;
  /** Whether traffic to it stays out of the tunnel; `undefined` where that cannot be read. */
  readonly isExclusion: boolean | undefined;
  /** The block of addresses, host bits included; absent unless both values are readable and go together. */
  readonly prefix?: IpPrefix;
}

const routes = new WeakMap<VpnProfile, readonly Route[]>();

/** The routes of a profile, in order. */
export function routesOf(profile: VpnProfile): readonly Route[] {
  let known = routes.get(profile);
  if (!known) {
    known = childNodes(profile.root, 'Route').map(routeOf);
    routes.set(profile, known);
  }
  return known;
}

function routeOf(node: ProfileNode): Route {
  const address = fieldAt(node, 'Address');
  const prefixSize = fieldAt(node, 'PrefixSize');
  const exclusion = fieldAt(node, 'ExclusionRoute');
  const prefix = prefixOf(fieldText(address) ?? '', fieldText(prefixSize) ?? '');
  return {
    node,
    address,
    prefixSize,
    metric: fieldAt(node, 'Metric'),
    isExclusion: isNotTrue(exclusion) ? false : fieldFlag(exclusion),
    ...(prefix && { prefix }),
  };
}
